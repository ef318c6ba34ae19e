/**
 * Templates, drafts and clauses: the shapes of the API as they are agreed, and one typed way to each.
 * Clauses are generated already; templates and drafts move to {@link ./types} when their routes are.
 */
import { queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type * as api from './schema';
import type { Id, Stance, Time, WordView } from './types';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Answers = Record<string, Json>;

export type QuestionKind =
  | 'text' | 'long_text' | 'choice' | 'number' | 'yes_no' | 'date' | 'term' | 'money' | 'percentage' | 'party' | 'person' | 'company' | 'address'
  | 'kvk' | 'rsin' | 'bsn' | 'iban' | 'email' | 'list';

export interface Question {
  /** The name by which the template uses it. */
  name: string;
  /** Questions of one group stand together. */
  group: string;
  label: string;
  help: string | null;
  warn: string | null;
  kind: QuestionKind;
  required: boolean;
  /** Which fact of the dossier answers it. */
  prefill: string | null;
  /** Asked only where this holds. */
  when: string | null;
  default: Json;
  choices: { value: string; label: string }[];
  /** The questions of each entry of a list. */
  item: Question[];
}

export type LibraryState = 'concept' | 'approved' | 'withdrawn';
export type TemplateKind = 'contract' | 'letter' | 'court' | 'terms' | 'mandate';

export interface Basis {
  reference: string;
  note: string;
}

export interface Approval {
  by: string;
  at: Time;
  sha256: string;
}

export interface Template {
  id: Id;
  revision: number;
  /** Its name in the starter set; null for the firm's own. */
  key: string | null;
  state: LibraryState;
  name: string;
  description: string;
  kind: TemplateKind;
  field_of_law: string;
  tags: string[];
  basis: Basis[];
  /** The day on which that was checked. */
  checked: string | null;
  version_number: number;
  sha256: string;
  questions: Question[];
  /** The clauses that it uses, by their keys. */
  clauses: string[];
  versions: { number: number; created_at: Time; created_by: string | null; sha256: string }[];
  approved: Approval | null;
}

export interface TemplateFilter {
  q?: string | undefined;
  kind?: string | undefined;
  state?: string | undefined;
}

/** The parts of a filter that hold something, so that no filter is asked for under two keys. */
const set = (filter: object) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value));

export const templates = (filter: TemplateFilter) =>
  queryOptions({
    queryKey: ['templates', set(filter)],
    queryFn: ({ signal }) => call<{ items: Template[] }>(`/templates${query({ ...filter })}`, { signal }).then((list) => list.items),
  });

export const template = (id: Id) =>
  queryOptions({ queryKey: ['template', id], queryFn: ({ signal }) => call<Template>(`/templates/${id}`, { signal }) });

/** A template before anything is answered, or with its tags as they stand in the Word file. */
export const templatePreview = (one: Pick<Template, 'id' | 'version_number'>, tags = false) =>
  queryOptions({
    queryKey: ['template-preview', one.id, one.version_number, tags],
    queryFn: ({ signal }) => call<WordView>(`/templates/${one.id}/preview${tags ? '?tags=true' : ''}`, { signal }),
    staleTime: Infinity,
  });

export const templateUrl = (id: Id, number: number): string => `/api/v1/templates/${id}/versions/${number}/content`;

export const addTemplate = (name: string, file: Blob): Promise<Template> =>
  call(`/templates${query({ name })}`, { method: 'POST', bytes: file, creation: true });

export const addTemplateVersion = (id: Id, file: Blob, revision: number): Promise<Template> =>
  call(`/templates/${id}/versions`, { method: 'POST', bytes: file, revision, creation: true });

export type TemplatePatch = Partial<Pick<Template, 'name' | 'description' | 'kind' | 'field_of_law' | 'tags' | 'questions'>>;

export const changeTemplate = (id: Id, body: TemplatePatch, revision: number): Promise<Template> =>
  call(`/templates/${id}`, { method: 'PATCH', body, revision });

export const approveTemplate = (one: Template): Promise<Template> =>
  call(`/templates/${one.id}/approve`, { method: 'POST', body: { sha256: one.sha256 }, revision: one.revision });

export const withdrawTemplate = (one: Template): Promise<Template> => call(`/templates/${one.id}/withdraw`, { method: 'POST', revision: one.revision });

export type DraftState = 'answering' | 'writing' | 'made' | 'approved';

/** Something about one answer, by its JSON pointer. */
export interface Remark {
  pointer: string;
  code: string;
}

export interface Draft {
  id: Id;
  dossier: Id;
  revision: number;
  name: string;
  state: DraftState;
  template: { id: Id; name: string; version_number: number; newer: boolean };
  questions: (Question & { asked: boolean })[];
  answers: Answers;
  /** What is asked, required and not answered; of a list by its path (`producties/0/datum`). */
  missing: { name: string; label: string }[];
  faults: Remark[];
  warnings: Remark[];
  document: { id: Id; name: string; version: Id; version_number: number; sha256: string } | null;
  clauses: { id: Id; title: string; newer: boolean }[];
  approved: Approval | null;
  /** That its text is written in the editor, and how far. */
  text: { revision: number; updated_at: Time; updated_by: string | null } | null;
  created_at: Time;
  updated_at: Time;
  created_by: string | null;
}

export const drafts = (dossier: Id) =>
  queryOptions({
    queryKey: ['drafts', dossier],
    queryFn: ({ signal }) => call<{ items: Draft[] }>(`/dossiers/${dossier}/drafts`, { signal }).then((list) => list.items),
  });

export const draft = (id: Id) =>
  queryOptions({ queryKey: ['draft', id], queryFn: ({ signal }) => call<Draft>(`/drafts/${id}`, { signal }), refetchOnWindowFocus: false });

export const draftPreview = (id: Id, revision: number) =>
  queryOptions({
    queryKey: ['draft-preview', id, revision],
    queryFn: ({ signal }) => call<WordView>(`/drafts/${id}/preview`, { signal }),
    staleTime: Infinity,
  });

export const beginDraft = (dossier: Id, body: { template: Id; name?: string }): Promise<Draft> =>
  call(`/dossiers/${dossier}/drafts`, { method: 'POST', body, creation: true });

export const saveAnswers = (id: Id, answers: Answers, revision: number): Promise<Draft> =>
  call(`/drafts/${id}/answers`, { method: 'PUT', body: { answers }, revision });

export const makeDocument = (one: Draft, incomplete: boolean): Promise<Draft> =>
  call(`/drafts/${one.id}/document`, { method: 'POST', body: incomplete ? { incomplete } : {}, revision: one.revision, creation: true });

export const approveDraft = (one: Draft): Promise<Draft> =>
  call(`/drafts/${one.id}/approve`, { method: 'POST', body: { sha256: one.document?.sha256 }, revision: one.revision });

export const removeDraft = (one: Pick<Draft, 'id' | 'revision'>): Promise<void> => call(`/drafts/${one.id}`, { method: 'DELETE', revision: one.revision });

export interface Variant {
  stance: Stance;
  note: string;
  text: string;
}

/** What is sent of a clause is complete; absent fields of the API are empty here. */
export type ClauseContent = Required<Omit<api.ClauseContent, 'variants' | 'basis' | 'checked'>> & { variants: Variant[]; basis: Basis[]; checked: string | null };
export type Clause = ClauseContent & Omit<api.Clause, keyof ClauseContent | 'state'> & { state: LibraryState };
export type ClauseVersion = Omit<api.ClauseVersion, 'content'> & { content: ClauseContent };

export const clauses = (filter: { q?: string | undefined; tag?: string | undefined }) =>
  queryOptions({
    queryKey: ['clauses', set(filter)],
    queryFn: ({ signal }) => call<{ items: Clause[] }>(`/clauses${query({ ...filter })}`, { signal }).then((list) => list.items),
  });

export const clause = (id: Id) => queryOptions({ queryKey: ['clause', id], queryFn: ({ signal }) => call<Clause>(`/clauses/${id}`, { signal }) });

export const clauseVersions = (id: Id) =>
  queryOptions({
    queryKey: ['clause-versions', id],
    queryFn: ({ signal }) => call<{ items: ClauseVersion[] }>(`/clauses/${id}/versions`, { signal }).then((list) => list.items),
  });

export const addClause = (body: ClauseContent): Promise<Clause> => call('/clauses', { method: 'POST', body, creation: true });

export const changeClause = (id: Id, body: ClauseContent, revision: number): Promise<Clause> => call(`/clauses/${id}`, { method: 'PUT', body, revision });

export const approveClause = (one: Clause): Promise<Clause> => call(`/clauses/${one.id}/approve`, { method: 'POST', revision: one.revision });

export const withdrawClause = (one: Clause): Promise<Clause> => call(`/clauses/${one.id}/withdraw`, { method: 'POST', revision: one.revision });
