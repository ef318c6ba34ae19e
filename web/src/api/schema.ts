/** The shapes of HTTP API v1. Written by `npm run types` from docs/openapi.json: change the API instead. */

/** What is to be different about one's own account. */
export type AccountPatch = {
  /** `nl` or `en`. */
  language?: string | null;
};

/** An answer. */
export type Answer = {
  asked_by?: string | null;
  citations: Citation[];
  created_at: string;
  dossier: string;
  finished_at?: string | null;
  id: string;
  /** `verbatim` or `model`. */
  mode: string;
  question: string;
  /** `running`, `done`, `no_support`, `stopped`, `interrupted` or `failed`. */
  state: string;
  steps: Step[];
  /** Markdown with marks `[1]`. */
  text: string;
  /** Why it is less than it should be. */
  trouble?: string | null;
};

/** A citation. */
export type Citation = {
  document: string;
  document_name: string;
  heading?: string | null;
  id: string;
  /** Its mark in the text. */
  ordinal: number;
  page: number;
  quote: string;
  range: Range;
  /** `verified`, `verified_loosely`, `not_found` or `unchecked`. */
  state: string;
  version: string;
};

/** The second step. */
export type Code = {
  /** A code of the authenticator app, or a recovery code. */
  code: string;
};

/** The first step. */
export type Credentials = {
  email: string;
  password: string;
};

/** A document. */
export type Document = {
  created_at: string;
  /** The name of who added it. */
  created_by?: string | null;
  dossier: string;
  /** A document with the same bytes. */
  duplicate_of?: string | null;
  /** The folders it came in, outermost first. */
  folder: string[];
  id: string;
  /** `pdf`, `docx`, `xlsx`, `eml`, `html`, `text` or `other`. */
  kind: string;
  name: string;
  pages?: number | null;
  pages_done: number;
  /** The message it came in. */
  parent?: string | null;
  /** `received`, `scanned`, `stored`, `reading`, `recognising`, `read`, `searchable` or `failed`. */
  progress: string;
  /** Why it failed; of a document that is read, why some of it is missing. Then `pages_done` is less than `pages`, and the pages themselves say why. */
  reason?: string | null;
  /** Text was recognised from pictures. */
  recognised: boolean;
  revision: number;
  /** In bytes. */
  size: number;
  version: string;
  version_number: number;
};

/** What is to be different; what is absent stays. */
export type DocumentPatch = {
  /** A path with `/`. */
  folder?: string | null;
  name?: string | null;
};

/** An opened dossier. */
export type DossierDetails = DossierSummary & {
  description: string;
  members: Person[];
  rights: Rights;
  /** Who is behind an ethical wall; empty for those who do not manage access. */
  walls: Person[];
};

/** What is to be different; what is absent stays. */
export type DossierPatch = {
  access?: string | null;
  client?: string | null;
  counterparties?: string[] | null;
  description?: string | null;
  field_of_law?: string | null;
  name?: string | null;
  number?: string | null;
  responsible?: string | null;
  state?: string | null;
};

/** A dossier in a list. */
export type DossierSummary = {
  /** `members` or `firm`. */
  access: string;
  client: string;
  counterparties: string[];
  /** How many documents. */
  documents: number;
  /** Rechtsgebied. */
  field_of_law: string;
  id: string;
  name: string;
  /** The firm's own number. */
  number: string;
  responsible?: Person | null;
  revision: number;
  /** `open` or `closed`. */
  state: string;
  /** RFC 3339. */
  updated_at: string;
};

/** What is shown once when a second factor was set up. */
export type Enrolled = {
  /** Codes for when the app is lost; each works once. */
  recovery_codes: string[];
};

/** A second factor to be set up. */
export type Enrolment = {
  /** The same as a picture (SVG). */
  qr_svg: string;
  /** The secret, to be typed. */
  secret: string;
  /** The address an authenticator app reads. */
  uri: string;
};

/** What is wrong with one field of the request. */
export type FieldError = {
  /** A stable code, `required`, `too_long`, `weak_password.length`. */
  code: string;
  /** JSON pointer to the field (RFC 6901). */
  pointer: string;
};

/** A firm. */
export type Firm = {
  name: string;
};

/** What was found. */
export type Found = {
  items: Hit[];
  /** Where the next piece begins; null at the end. */
  next?: string | null;
  /** No passage holds all words, so these hold some. */
  relaxed: boolean;
  /** How many passages match. */
  total: number;
};

/** A piece of text, marked where it matches. */
export type Fragment = {
  marked: boolean;
  text: string;
};

/** A passage that matches. */
export type Hit = {
  document: string;
  document_name: string;
  dossier: string;
  dossier_name: string;
  heading?: string | null;
  kind: string;
  page: number;
  passage: string;
  /** The characters of the page's text. */
  range: Range;
  snippet: Fragment[];
  version: string;
};

/** A piece of long work. */
export type Job = {
  attempt: number;
  created_at: string;
  document?: string | null;
  document_name?: string | null;
  done: number;
  dossier?: string | null;
  id: string;
  /** `ingest`. */
  kind: string;
  next_try_at?: string | null;
  /** How far the document is. */
  progress?: string | null;
  /** Why the last try failed. */
  reason?: string | null;
  /** `waiting`, `running`, `done` or `failed`. */
  state: string;
  total?: number | null;
};

/** Where a quote or a passage stands. */
export type Marks = {
  document: string;
  /** One for each page it runs over. */
  pages: PageMarks[];
  quote: string;
  /** The place is sure. If not, nothing is marked and the quote is shown instead. */
  sure: boolean;
  version: string;
};

/** A dossier to be opened. */
export type NewDossier = {
  /** `members` (the default) or `firm`. */
  access?: string;
  client?: string;
  counterparties?: string[];
  description?: string;
  field_of_law?: string;
  name: string;
  number?: string;
  /** The responsible lawyer; who opens it unless told. */
  responsible?: string | null;
};

/** A new password. */
export type NewPassword = {
  current: string;
  new: string;
};

/** A wall to be raised. */
export type NewWall = {
  /** The firm's own number of the dossier. */
  dossier_number: string;
  /** Who is to be kept from it. */
  person: string;
  /** At most 2,000 characters. */
  reason: string;
};

/** Where it stands on one page. */
export type PageMarks = {
  page: number;
  /** As fractions of the page, from its top left. */
  quads: Quad[];
  range: Range;
};

/** One page as it was read. */
export type PageText = {
  /** How sure recognition was, 0 to 100. */
  confidence?: number | null;
  /** Where headings stand in the text. */
  headings: Range[];
  height: number;
  /** Why its text, or part of it, is missing: `ocr_unavailable` (it is a picture and text recognition is not installed), `timeout`, `memory` or `crashed` (reading it did not come to its end), `malformed` (it is damaged). */
  missing?: string | null;
  number: number;
  /** The text was recognised from a picture. */
  recognised: boolean;
  text: string;
  /** In points; zero where the format has no pages. */
  width: number;
};

/** Pages of a version. */
export type Pages = {
  items: PageText[];
  /** How many the version has. */
  total?: number | null;
};

/** A person of the firm. */
export type Person = {
  /** Their id. */
  id: string;
  /** Their name. */
  name: string;
  /** Their role in the firm. */
  role: string;
};

/** The body of a problem (RFC 9457 §3). */
export type ProblemBody = {
  /** What to do next, in the reader's language. */
  detail: string;
  /** What is wrong with which field. */
  errors?: FieldError[];
  /** The path that was asked for. */
  instance: string;
  /** The HTTP status. */
  status: number;
  /** The kind in a few words, in the reader's language. */
  title: string;
  /** Names this occurrence in the logs. */
  trace_id: string;
  /** A stable address of the kind, relative to this server; it opens a help page. */
  type: string;
};

/** A rectangle on a page. */
export type Quad = {
  h: number;
  w: number;
  x: number;
  y: number;
};

/** A question. */
export type Question = {
  /** At most 8,000 characters. */
  question: string;
};

/** A half-open range of characters of a page's text. */
export type Range = {
  end: number;
  start: number;
};

/** A passage that was read for an answer. */
export type ReadPassage = {
  cited: boolean;
  document: string;
  document_name: string;
  page: number;
  passage: string;
  range: Range;
  text: string;
  version: string;
};

/** What the person asking may do. */
export type Rights = {
  add_documents: boolean;
  ask: boolean;
  manage_access: boolean;
  update: boolean;
};

/** How far somebody is. */
export type Session = {
  /** To be sent as `X-CSRF-Token` with every change; empty without a session. */
  csrf: string;
  firm?: Firm | null;
  /** `anonymous`, `second_factor`, `enrolment` or `signed_in`. */
  state: string;
  user?: User | null;
};

/** A step of the work on an answer. */
export type Step = {
  /** RFC 3339. */
  at?: string | null;
  /** `searching`, `reading`, `writing` or `checking`. */
  code: string;
  /** How many things it found or did. */
  count?: number | null;
};

/** An upload that is not finished. */
export type Upload = {
  expires_at: string;
  id: string;
  name: string;
  /** How many are here. */
  offset: number;
  /** In bytes. */
  size: number;
};

/** Somebody who is signed in. */
export type User = {
  email: string;
  id: string;
  /** `nl` or `en`. */
  language: string;
  name: string;
  role: string;
};

/** An ethical wall between a person and a dossier. */
export type Wall = {
  dossier: string;
  /** The firm's own number of that dossier. */
  dossier_number: string;
  /** Who is behind it. */
  person: Person;
  /** RFC 3339. */
  raised_at: string;
  raised_by?: Person | null;
  reason: string;
};
