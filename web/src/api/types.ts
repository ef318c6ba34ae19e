/**
 * The shapes of HTTP API v1 as this application uses them: those of {@link ./schema}, with the closed
 * vocabularies spelled out. Times are RFC 3339 strings; every list is a page with a cursor. A name
 * that the API does not have does not compile.
 */
import type * as api from './schema';

/** What the server sends: what is absent is null. */
type Sent<T> = { [K in keyof T]-?: T[K] };

/** The same shape with narrower fields. */
type Narrow<T, N extends { [K in keyof N]: K extends keyof T ? T[K] : never }> = Omit<Sent<T>, keyof N> & N;

export type Id = string;
export type Time = string;
export type Language = 'nl' | 'en';
export type Role = 'firm_administrator' | 'lawyer' | 'staff' | 'read_only';

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** RFC 9457, with the codes of single fields and the code to give to the helpdesk. */
export type Problem = Pick<api.ProblemBody, 'type' | 'title' | 'status'> & Partial<api.ProblemBody>;

export type User = Narrow<api.User, { role: Role; language: Language }>;
export type SessionState = 'anonymous' | 'second_factor' | 'enrolment' | 'signed_in';
export type Session = Narrow<api.Session, { state: SessionState; user: User | null }>;
export type Enrolment = api.Enrolment;
export type Person = Narrow<api.Person, { role: Role }>;

export type Access = 'members' | 'firm';
export type DossierState = 'open' | 'closed';
export type DossierRow = Narrow<api.DossierSummary, { state: DossierState; access: Access; responsible: Person | null }>;
export type Dossier = DossierRow & { description: string; rights: api.Rights; members: Person[]; walls?: Person[] };

/** What a person may fill in about a dossier. */
export type DossierInput = Narrow<Omit<api.NewDossier, 'responsible'>, { access: Access }> & { state?: DossierState; responsible?: Id | null };

export type FileKind = 'pdf' | 'docx' | 'xlsx' | 'eml' | 'html' | 'text' | 'other';

export type Progress =
  | 'received'
  | 'scanned'
  | 'stored'
  | 'reading'
  | 'recognising'
  | 'read'
  | 'searchable'
  | 'failed';

export type Reason =
  | 'empty'
  | 'too_large'
  | 'encrypted'
  | 'malformed'
  | 'truncated'
  | 'bomb'
  | 'kind_mismatch'
  | 'unsupported'
  | 'nested_too_deep'
  | 'infected'
  | 'scanner_unavailable'
  | 'timeout'
  | 'memory'
  | 'crashed'
  | 'ocr_unavailable'
  | 'pdf_unavailable'
  | 'integrity'
  | 'internal';

/**
 * A document in a dossier; `name` is the file's name, `folder` the folders it came in. One that was
 * read and has a reason lacks the text of some pages: `pages_done` is less than `pages`.
 */
export type Doc = Narrow<api.Document, { kind: FileKind; progress: Progress; reason: Reason | null }>;

/** A half-open range of Unicode code points in a page's text. */
export type Range = api.Range;
export type PageText = Sent<api.PageText>;
export type PageTexts = Narrow<api.Pages, { items: PageText[] }>;
export type PendingUpload = api.Upload;

export type Hit = Narrow<api.Hit, { kind: FileKind }>;
export type Hits = Narrow<api.Found, { items: Hit[] }>;

export type AnswerState = 'running' | 'done' | 'no_support' | 'stopped' | 'interrupted' | 'failed';

export type Trouble =
  | 'model_unreachable'
  | 'model_timeout'
  | 'model_cut_off'
  | 'model_nonsense'
  | 'model_refused'
  | 'restarted'
  | 'internal';

export type CitationState = 'verified' | 'verified_loosely' | 'not_found' | 'unchecked';

export type Citation = Narrow<api.Citation, { state: CitationState }>;
export type Step = Omit<Sent<api.Step>, 'at'> & { at?: Time | null };
export type Answer = Narrow<
  api.Answer,
  { state: AnswerState; trouble: Trouble | null; mode: 'verbatim' | 'model'; steps: Step[]; citations: Citation[] }
>;
export type ReadPassage = api.ReadPassage;

/** A place in a document: a stretch of the text of one page of one version. */
export interface Spot {
  version: Id;
  page: number;
  range: Range;
}

/** A rectangle as fractions of the page, from its top left. */
export type Quad = api.Quad;

/** Where a citation stands. Unless `sure`, nothing is marked and the quote is shown instead. */
export type Marks = api.Marks;

/** An ethical wall between a person and a dossier. */
export type Wall = Narrow<api.Wall, { person: Person; raised_by: Person | null }>;

export type JobState = 'waiting' | 'running' | 'done' | 'failed';
export type Job = Narrow<api.Job, { state: JobState; progress: Progress | null; reason: Reason | null }>;
