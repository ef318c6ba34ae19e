/** The text of a draft: what the editor reads and writes, its versions, clauses, citations. */
import { queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type { Draft, DraftState } from './drafter';
import type * as api from './schema';
import type { CitationState, Comparison, Id, Sent, Stance } from './types';

/** A text as the editor keeps it; its shape is that of `features/text/schema`. */
export interface Document {
  type: 'doc';
  content: unknown[];
}

export type CheckCode =
  | 'term_not_defined' | 'term_not_used' | 'term_twice' | 'reference_gone' | 'variable_open'
  | 'citation_not_found' | 'citation_loose' | 'citation_unchecked' | 'citation_document_changed' | 'reference_malformed' | 'clause_newer';

export type Check = Omit<api.Check, 'code' | 'state'> & { code: CheckCode; state?: CitationState | null };
/** A clause of the library in the text. */
export type InText = api.InText;
type Told = { state: DraftState; checks: Check[] };
export type TextSaved = Omit<Sent<api.TextSaved>, keyof Told> & Told;
export type DraftText = Omit<Sent<api.DraftText>, keyof Told | 'document'> & Told & { document: Document };
export type TextVersion = Sent<api.KeptVersion>;
export type KeptText = Omit<Sent<api.KeptText>, 'document'> & { document: Document };

export type CitationKind = 'law' | 'decision' | 'document';

/** What is asked of a citation before it is put in. */
export type NewCitation =
  | { kind: 'law' | 'decision'; reference: string }
  | { kind: 'document'; document: Id; version: Id; page: number; start: number; end: number; quote: string };

/** The attributes of a citation, its text in the form in which it is printed. */
export interface CitationAttrs {
  id: string;
  kind: CitationKind;
  text: string;
  quote: string | null;
  document: Id | null;
  version: Id | null;
  page: number | null;
  start: number | null;
  end: number | null;
  reference: string | null;
}

export const draftText = (id: Id) =>
  queryOptions({
    queryKey: ['draft-text', id],
    queryFn: ({ signal }) => call<DraftText>(`/drafts/${id}/text`, { signal }),
    // the editor has its own copy, and brings in what others write by itself
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const getText = (id: Id): Promise<DraftText> => call(`/drafts/${id}/text`);

export const beginText = (one: Pick<Draft, 'id' | 'revision'>): Promise<DraftText> => call(`/drafts/${one.id}/text`, { method: 'POST', revision: one.revision, creation: true });

/** Keeps a text; `document` is its JSON as it is written already. */
export const saveText = (id: Id, document: string, revision: number): Promise<TextSaved> =>
  call(`/drafts/${id}/text`, { method: 'PUT', json: `{"document":${document}}`, revision });

export const dropText = (id: Id, revision: number): Promise<void> => call(`/drafts/${id}/text`, { method: 'DELETE', revision });

/** A clause as blocks of the editor, with the parties of the draft in it. */
export const clauseText = (draft: Id, clause: Id, stance: Stance): Promise<Omit<api.ClauseForText, 'content'> & { content: unknown[] }> =>
  call(`/drafts/${draft}/clauses`, { method: 'POST', body: { clause, stance } });

/** A citation as it is put in, in its form. */
export const newCitation = (draft: Id, body: NewCitation): Promise<CitationAttrs> =>
  call<CitationAttrs & { state: CitationState }>(`/drafts/${draft}/citations`, { method: 'POST', body }).then(({ state: _, ...attrs }) => attrs);

export const textVersions = (draft: Id) =>
  queryOptions({
    queryKey: ['text-versions', draft],
    queryFn: ({ signal }) => call<{ items: TextVersion[] }>(`/drafts/${draft}/versions${query({ limit: 200 })}`, { signal }).then((list) => list.items),
  });

export const textVersion = (draft: Id, number: number) =>
  queryOptions({
    queryKey: ['text-version', draft, number],
    queryFn: ({ signal }) => call<KeptText>(`/drafts/${draft}/versions/${number}`, { signal }),
    staleTime: Infinity,
  });

export const nameVersion = (draft: Id, name: string, revision: number): Promise<TextVersion> =>
  call(`/drafts/${draft}/versions`, { method: 'POST', body: { name }, revision, creation: true });

export const restoreVersion = (draft: Id, number: number, revision: number): Promise<DraftText> =>
  call(`/drafts/${draft}/versions/${number}/restore`, { method: 'POST', revision });

/** Two states of a text side by side; `now`, `version:3`, or `document:{id}:{version id}`. */
export const textComparison = (draft: Id, left: string, right: string) =>
  queryOptions({
    queryKey: ['text-comparison', draft, left, right],
    queryFn: ({ signal }) => call<Comparison>(`/drafts/${draft}/compare${query({ left, right })}`, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** The same as a document of the dossier, with the differences as tracked changes. */
export const keepTextComparison = (draft: Id, left: string, right: string): Promise<Comparison> =>
  call(`/drafts/${draft}/compare`, { method: 'POST', body: { left, right }, creation: true });

export const pdfUrl = (draft: Id): string => `/drafts/${draft}/pdf`;
