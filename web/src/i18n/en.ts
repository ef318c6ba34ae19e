/** The English texts, in the shape of the Dutch catalogue. */
import { answer } from './en/answer';
import { check } from './en/check';
import { compare } from './en/compare';
import { deadline } from './en/deadline';
import { document } from './en/document';
import { dossier } from './en/dossier';
import { draft } from './en/draft';
import { frame } from './en/frame';
import { law } from './en/law';
import { library } from './en/library';
import { problems } from './en/problems';
import { review } from './en/review';
import { session } from './en/session';
import type { Texts } from './nl';

export const en: Texts = {
  locale: 'en-GB',
  ...frame,
  ...session,
  ...dossier,
  ...document,
  ...answer,
  ...review,
  ...compare,
  ...draft,
  ...deadline,
  ...law,
  ...check,
  ...library,
  ...problems,
};
