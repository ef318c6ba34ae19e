/**
 * The shapes of HTTP API v1, as the contract writes them. Times are RFC 3339 strings; every list
 * is a page with a cursor.
 */

export type Id = string;
export type Time = string;
export type Language = 'nl' | 'en';
export type Role = 'firm_administrator' | 'lawyer' | 'staff' | 'read_only';

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** RFC 9457, with the codes of single fields and the code to give to the helpdesk. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  trace_id?: string;
  errors?: { pointer: string; code: string; detail?: string }[];
}

export interface User {
  id: Id;
  name: string;
  email: string;
  role: Role;
  language: Language;
}

export type SessionState = 'anonymous' | 'second_factor' | 'enrolment' | 'signed_in';

export interface Session {
  state: SessionState;
  csrf: string;
  user?: User;
  firm?: { name: string };
}

export interface Enrolment {
  secret: string;
  uri: string;
  qr_svg: string;
}

export interface Person {
  id: Id;
  name: string;
  role: Role;
}

export type Access = 'members' | 'firm';
export type DossierState = 'open' | 'closed';

export interface DossierRow {
  id: Id;
  name: string;
  number: string;
  client: string;
  counterparties: string[];
  field_of_law: string;
  state: DossierState;
  access: Access;
  responsible: { id: Id; name: string } | null;
  documents: number;
  updated_at: Time;
  revision: number;
}

export interface Dossier extends DossierRow {
  description: string;
  rights: { update: boolean; add_documents: boolean; ask: boolean; manage_access: boolean };
  members: Person[];
}

/** What a person may fill in about a dossier. */
export interface DossierInput {
  name: string;
  number: string;
  client: string;
  counterparties: string[];
  field_of_law: string;
  description: string;
  access: Access;
  state?: DossierState;
  responsible?: Id | null;
}

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

/** A document in a dossier; `name` is the file's name, `folder` the folders it came in. */
export interface Doc {
  id: Id;
  dossier: Id;
  parent: Id | null;
  name: string;
  folder: string[];
  kind: FileKind;
  size: number;
  pages: number | null;
  pages_done: number;
  progress: Progress;
  reason: Reason | null;
  duplicate_of: Id | null;
  version: Id;
  version_number: number;
  recognised: boolean;
  created_at: Time;
  /** The name of who added it. */
  created_by: string | null;
  revision: number;
}

/** A half-open range of Unicode code points in a page's text. */
export interface Range {
  start: number;
  end: number;
}

export interface PageText {
  number: number;
  text: string;
  headings: Range[];
  width: number;
  height: number;
  recognised: boolean;
  confidence: number | null;
}

export interface PageTexts {
  items: PageText[];
  total: number | null;
}

export interface PendingUpload {
  id: Id;
  name: string;
  size: number;
  offset: number;
  expires_at: Time;
}

export interface Hit {
  dossier: Id;
  dossier_name: string;
  document: Id;
  document_name: string;
  version: Id;
  page: number;
  passage: Id;
  snippet: { text: string; marked: boolean }[];
  kind: FileKind;
}

export interface Hits extends Page<Hit> {
  total: number;
}

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

export interface Citation {
  id: Id;
  ordinal: number;
  document: Id;
  document_name: string;
  version: Id;
  page: number;
  range: Range;
  quote: string;
  state: CitationState;
  heading: string | null;
}

export interface Step {
  code: string;
  count: number | null;
  at?: Time;
}

export interface Answer {
  id: Id;
  dossier: Id;
  question: string;
  state: AnswerState;
  trouble: Trouble | null;
  mode: 'verbatim' | 'model';
  text: string;
  steps: Step[];
  citations: Citation[];
  created_at: Time;
  finished_at: Time | null;
  asked_by: Id | null;
}

export interface ReadPassage {
  passage: Id;
  document: Id;
  document_name: string;
  version: Id;
  page: number;
  range: Range;
  text: string;
  cited: boolean;
}

/** A rectangle as fractions of the page, from its top left. */
export interface Quad {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Where a citation stands. Unless `sure`, nothing is marked and the quote is shown instead. */
export interface Marks {
  sure: boolean;
  document: Id;
  version: Id;
  quote: string;
  pages: { page: number; range: Range; quads: Quad[] }[];
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed';

export interface Job {
  id: Id;
  kind: string;
  state: JobState;
  document: Id | null;
  document_name: string | null;
  dossier: Id | null;
  progress: Progress | null;
  done: number;
  total: number | null;
  reason: Reason | null;
  attempt: number;
  next_try_at: Time | null;
  created_at: Time;
}
