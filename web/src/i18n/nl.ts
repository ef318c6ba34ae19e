/**
 * The Dutch texts, and with them the shape of every catalogue: a text that takes values is a
 * function, so a forgotten text or value does not compile. One file for each feature.
 */
import { answer } from './nl/answer';
import { check } from './nl/check';
import { compare } from './nl/compare';
import { deadline } from './nl/deadline';
import { document } from './nl/document';
import { dossier } from './nl/dossier';
import { draft } from './nl/draft';
import { frame } from './nl/frame';
import { law } from './nl/law';
import { library } from './nl/library';
import { problems } from './nl/problems';
import { review } from './nl/review';
import { session } from './nl/session';

export const nl = {
  locale: 'nl-NL',
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

export type Texts = typeof nl;
