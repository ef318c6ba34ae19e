/** The text of a draft: what the editor reads and writes, its versions, clauses, citations. */
import { queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type { Draft, DraftState } from './drafter';
import type * as api from './schema';
import type { CitationState, Comparison, Id, Narrow, Sent, Stance } from './types';

/** A node of a text as the editor keeps it, the document among them; what may stand where is said by `features/text/schema`. */
export type TextNode = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: TextNode[];
  text?: string;
  marks?: { type: string }[];
};

export type CheckCode =
  | 'term_not_defined' | 'term_not_used' | 'term_twice' | 'reference_gone' | 'variable_open'
  | 'citation_not_found' | 'citation_loose' | 'citation_unchecked' | 'citation_document_changed' | 'reference_malformed' | 'clause_newer';

export type Check = Narrow<api.Check, { code: CheckCode; state: CitationState | null }>;
type Told = { state: DraftState; checks: Check[] };
export type TextSaved = Narrow<api.TextSaved, Told>;
export type DraftText = Narrow<api.DraftText, Told & { document: TextNode }>;
export type TextVersion = Sent<api.KeptVersion>;
export type KeptText = Narrow<api.KeptText, { document: TextNode }>;

/** What is asked of a citation before it is put in. */
export type NewCitation = api.Cite;
export type CitationKind = NewCitation['kind'];

/** The attributes of a citation, its text in the form in which it is printed. */
export type CitationAttrs = Omit<Narrow<api.TextCitation, { kind: CitationKind }>, 'state'>;

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
export const clauseText = (draft: Id, clause: Id, stance: Stance): Promise<Narrow<api.ClauseForText, { content: TextNode[] }>> =>
  call(`/drafts/${draft}/clauses`, { method: 'POST', body: { clause, stance } });

/** A citation as it is put in, in its form. */
export const newCitation = (draft: Id, body: NewCitation): Promise<CitationAttrs> =>
  call<CitationAttrs & Pick<api.TextCitation, 'state'>>(`/drafts/${draft}/citations`, { method: 'POST', body }).then(({ state: _, ...attrs }) => attrs);

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
