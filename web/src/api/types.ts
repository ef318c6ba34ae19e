/**
 * The shapes of HTTP API v1 as this application uses them: those of {@link ./schema}, with the closed
 * vocabularies spelled out. Times are RFC 3339 strings; every list is a page with a cursor. A name
 * that the API does not have does not compile.
 */
import type { ConflictState } from './conflicts';
import type { CitedLaw, Referred } from './law';
import type * as api from './schema';

/** What the server sends: what is absent is null. */
export type Sent<T> = { [K in keyof T]-?: T[K] };

/** The same shape with narrower fields. */
export type Narrow<T, N extends { [K in keyof N]: K extends keyof T ? T[K] : never }> = Omit<Sent<T>, keyof N> & N;

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
/** Whether models may work with a dossier. */
export type AiUse = 'allowed' | 'forbidden';
export type DossierRow = Narrow<api.DossierSummary, { state: DossierState; access: Access; ai: AiUse; conflict: ConflictState; responsible: Person | null }>;
export type Dossier = DossierRow & { description: string; rights: api.Rights; members: Person[]; walls?: Person[] };

/** What a person may fill in about a dossier. */
export type DossierInput = Narrow<Omit<api.NewDossier, 'responsible'>, { access: Access; ai: AiUse }> & { state?: DossierState; responsible?: Id | null };

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
  { state: AnswerState; trouble: Trouble | null; mode: 'verbatim' | 'model'; steps: Step[]; citations: Citation[]; laws: CitedLaw[]; references: Referred[] }
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

/** Characters of a paragraph of a Word file, as the server counts them. */
export type WordPlace = api.WordPlace;

/** An ethical wall between a person and a dossier. */
export type Wall = Narrow<api.Wall, { person: Person; raised_by: Person | null }>;

/** A version of a document. */
export type DocVersion = Narrow<api.Version, { kind: FileKind; progress: Progress }>;

/** A Word file as a screen shows it; runs of deleted text have no place in the current text. */
export type WordRun = Sent<api.WordRun>;
export type WordStory = 'document' | 'header' | 'footer' | 'footnotes' | 'endnotes' | 'comments';
export type WordParagraph = Narrow<
  api.WordParagraph,
  { kind: WordStory; align: 'left' | 'center' | 'right' | 'justify' | null; runs: WordRun[]; cell: Sent<api.WordCell> | null; mark: Sent<api.WordMark> | null }
>;
export type RevisionKind =
  | 'inserted' | 'deleted' | 'moved_from' | 'moved_to' | 'format' | 'paragraph_inserted' | 'paragraph_deleted' | 'cell' | 'numbering';
export type WordRevision = Narrow<api.WordRevision, { kind: RevisionKind }>;
export type WordComment = Sent<api.WordComment>;
export type WordView = Narrow<api.WordView, { paragraphs: WordParagraph[]; revisions: WordRevision[]; comments: WordComment[]; facts: Sent<api.WordFacts> }>;

export type RedlineState = 'running' | 'open' | 'finished' | 'failed' | 'discarded';
export type RedlineTrouble =
  | 'model_unreachable' | 'model_timeout' | 'model_cut_off' | 'model_prose' | 'model_refused' | 'too_long' | 'not_understood'
  | 'no_clauses' | 'not_word' | 'encrypted' | 'malformed' | 'too_large' | 'restarted' | 'internal';
export type ProposalKind = 'replace' | 'insert_text' | 'delete' | 'insert_paragraphs' | 'delete_paragraph' | 'comment' | 'set_style';
export type Severity = 'high' | 'medium' | 'low';
export type Verdict = 'accepted' | 'rejected';
export type RefusalCode = 'not_found' | 'ambiguous' | 'overlap' | 'locked' | 'cuts_field' | 'loses_revision' | 'unsupported' | 'invalid';
export type Stance = 'client' | 'neutral' | 'counterparty';
export type Source = 'model' | 'rule' | 'clause' | 'check';
export type Proposal = Narrow<
  api.Proposal,
  { kind: ProposalKind; severity: Severity; source: Source; decision: Verdict | null; clause: { id: Id; title: string; stance: Stance } | null }
>;
export type Refused = Narrow<api.Refused, { code: RefusalCode }>;
export type RevisionDecision = Narrow<api.RevisionDecision, { decision: Verdict }>;

/** A review of one version of a Word document. */
export type Redline = Narrow<
  api.Redline,
  {
    state: RedlineState; trouble: RedlineTrouble | null; proposals: Proposal[]; refused: Refused[]; revisions: RevisionDecision[];
    counts: { before: api.Counts; after: api.Counts | null }; result: api.Made | null;
  }
>;

export type RowKind = 'equal' | 'inserted' | 'deleted' | 'changed' | 'moved' | 'not_shown' | 'skipped';
export type CompareSide = Sent<api.Side>;
export type CompareRow = Narrow<api.Row, { kind: RowKind; old: CompareSide | null; new: CompareSide | null }>;

/** Two versions of a Word document, or of two, side by side. */
export type Comparison = Narrow<api.Comparison, { rows: CompareRow[]; saved: { document: Id } | null }>;

export type JobState = 'waiting' | 'running' | 'done' | 'failed';
export type Job = Narrow<api.Job, { kind: 'ingest' | 'check'; state: JobState; progress: Progress | null; reason: Reason | null }>;
