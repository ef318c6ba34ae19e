/** Public law: provisions on a day, decisions, and what is said of references. */
import { queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type * as api from './schema';
import type { CitationState, Id, Narrow, Range } from './types';

export type Verdict = 'exists' | 'not_in_library' | 'unchecked' | 'mismatch' | 'impossible';
export type Reason = Narrow<api.ReasonSeen, { verdict: Verdict }>;
export type Line = api.Line;
export type Provision = Omit<api.ProvisionSeen, 'standing'> & { standing: 'in_force' | 'repealed' | 'not_yet' };
export type ProvisionPage = { reason: Reason; provision: Provision | null; versions: api.ProvisionVersion[] };
export type Version = api.ProvisionVersion;
export type Stretch = Narrow<api.Stretch, { fate: 'kept' | 'removed' | 'added' }>;
export type Decision = api.Decision;
export type Subject = api.Subject;
/** A reference in a text, with what is said of it. */
export type Referred = Omit<api.Referred, 'reason' | 'range'> & { reason: Reason; range: Range };
/** A provision that an answer cites. */
export type CitedLaw = Narrow<api.CitedLaw, { state: CitationState }>;

/** Worst first: what a reader must look at stands at the top. */
export const VERDICTS: Verdict[] = ['impossible', 'mismatch', 'unchecked', 'not_in_library', 'exists'];

/** Where a provision is found: the law's number, the article's, and a day; today without one. */
export interface Article {
  law: string;
  number: string;
  on?: string | undefined;
}

const path = ({ law, number }: Article): string => `/law/provisions/${encodeURIComponent(law)}/${encodeURIComponent(number)}`;

export const provision = (article: Article) =>
  queryOptions({
    queryKey: ['law', 'provision', article.law, article.number, article.on ?? ''],
    queryFn: ({ signal }) => call<ProvisionPage>(`${path(article)}${query({ on: article.on })}`, { signal }),
  });

export const differences = (article: Article, older: string, newer: string) =>
  queryOptions({
    queryKey: ['law', 'differences', article.law, article.number, older, newer],
    queryFn: ({ signal }) => call<{ items: Stretch[] }>(`${path(article)}/differences${query({ older, newer })}`, { signal }).then((list) => list.items),
  });

export const citing = (cites: string) =>
  queryOptions({
    queryKey: ['law', 'citing', cites],
    queryFn: ({ signal }) => call<{ items: api.CitingDecision[] }>(`/law/decisions${query({ cites })}`, { signal }).then((list) => list.items),
  });

export const decision = (ecli: string) =>
  queryOptions({
    queryKey: ['law', 'decision', ecli],
    queryFn: ({ signal }) => call<api.DecisionSeen>(`/law/decisions/${encodeURIComponent(ecli)}`, { signal }),
  });

export const lawHits = (q: string) =>
  queryOptions({
    queryKey: ['law', 'search', q],
    queryFn: ({ signal }) => call<{ references: Referred[]; items: Subject[] }>(`/law/search${query({ q, limit: 5 })}`, { signal }),
    enabled: q.trim().length > 1,
  });

/** The references of a version of a document, about a day; today without one. */
export const references = (document: Id, version: Id, on: string | undefined) =>
  queryOptions({
    queryKey: ['references', document, version, on ?? ''],
    queryFn: ({ signal }) => call<{ on: string; items: Referred[] }>(`/documents/${document}/versions/${version}/references${query({ on })}`, { signal }),
  });
