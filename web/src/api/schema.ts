/** The shapes of HTTP API v1. Written by `npm run types` from docs/openapi.json: change the API instead. */

/** A period in which one is away. */
export type Absence = {
  first: string;
  id: string;
  last: string;
  standin: string;
  standin_name?: string | null;
};

/** What is to be different about one's own account. */
export type AccountPatch = {
  /** `nl` or `en`. */
  language?: string | null;
};

/** Somebody who has an account now. */
export type AddedPerson = {
  id: string;
  /** Their first password, made by the server. It is told this once and kept nowhere in the clear. */
  password: string;
};

/** An answer. */
export type Answer = {
  asked_by?: string | null;
  citations: Citation[];
  created_at: string;
  dossier: string;
  finished_at?: string | null;
  id: string;
  /** The provisions of law it cites; marks count them together with the citations. */
  laws: CitedLaw[];
  /** `verbatim` or `model`. */
  mode: string;
  question: string;
  /** Once it has ended: the legal references in its words, with what is said of each about the day of the question. */
  references: Referred[];
  /** `running`, `done`, `no_support`, `stopped`, `interrupted` or `failed`. */
  state: string;
  steps: Step[];
  /** Markdown with marks `[1]`. */
  text: string;
  /** Why it is less than it should be. */
  trouble?: string | null;
};

/** What a model answered on the question of a rule, or why it did not. It is made by AI, and no verdict. */
export type AnswerOfModel = {
  /** The question. */
  asked: BothLanguages;
  /** The verdict of the rule without it. */
  before: string;
  /** Made by AI, and no lawyer decided on the finding yet. */
  draft: boolean;
  /** The language of that sentence. */
  language: string;
  model: string;
  quotes: QuoteOfModel[];
  /** `unacceptable`, `review`, `acceptable` or `nothing`; null where there is no answer, or it could not be checked. */
  says?: string | null;
  /** Why, in one sentence; empty where there is no answer, or it could not be checked. */
  sentence: string;
  /** Why there is no answer: `unreachable`, `timeout`, `cut_off`, `nonsense`, `refused`, `too_long`, `not_asked` or `internal`. */
  trouble?: string | null;
};

/** Something about one answer. */
export type AnswerRemark = {
  code: string;
  /** The answer, as a JSON pointer. */
  pointer: string;
};

/** Answers, all of them. */
export type Answers = {
  answers: Record<string, unknown>;
};

/** Who stands for a text. */
export type Approval = {
  at: string;
  by: string;
  sha256: string;
};

/** Which text is approved. */
export type Approving = {
  /** SHA-256 of it, in hexadecimal. */
  sha256: string;
};

/** A question, and whether it is asked. */
export type Asked = Question & {
  asked: boolean;
};

/** Something wrong with a line of a file. */
export type BadRegisterLine = {
  /** A stable code. */
  code: string;
  /** The field; empty where the line as a whole is wrong. */
  field: string;
  /** Its number in the file, from 1; the header is line 1. */
  line: number;
};

/** A provision that a text rests on. */
export type Basis = {
  note?: string;
  /** Such as `art. 6:162 lid 1 BW`. */
  reference: string;
};

/** What the version has, and what the new one has. */
export type BeforeAndAfter = {
  after?: Counts | null;
  before: Counts;
};

/** What is begun. */
export type BeginDraft = {
  /** The name of the document; that of the template unless told. */
  name?: string | null;
  template: string;
};

/** What is to be reviewed. */
export type Beginning = {
  /** Checks the document against the clause library. */
  clauses?: boolean;
  /** What is asked for; absent: only the changes that are there. At most 4,000 characters. */
  instruction?: string | null;
  /** The present version. */
  version: string;
};

/** Words in both languages. */
export type BothLanguages = {
  en: string;
  nl: string;
};

/** A secret address; what is secret of it was shown when it was made. */
export type CalendarAddress = {
  created_at: string;
  /** The dossier it shows; without one, all that one looks after. */
  dossier?: string | null;
  fetched_at?: string | null;
  id: string;
  /** It shows titles and names of dossiers. */
  names: boolean;
};

/** A step before a deadline. */
export type ChainBody = {
  amount: number;
  title: string;
  unit: string;
};

/** What changed of a rule since the check before. */
export type ChangeSeen = {
  before?: string | null;
  /** `added`, `removed`, `better`, `worse`, `other_words` or `same`. */
  kind: string;
};

/** A remark on a text. */
export type Check = {
  /** The block it is about. */
  block?: string | null;
  /** The citation it is about. */
  citation?: string | null;
  /** `term_not_defined`, `term_not_used`, `term_twice`, `reference_gone`, `variable_open`, `citation_not_found`, `citation_loose`, `citation_unchecked`, `citation_document_changed`, `reference_malformed` or `clause_newer`. */
  code: string;
  /** `verified`, `verified_loosely`, `not_found` or `unchecked`. */
  state?: string | null;
  /** The term, the question or the clause it is about. */
  term?: string | null;
};

/** What is to be held against what. */
export type CheckAsked = {
  /** A document of the dossier; its present version is checked. */
  document: string;
  /** Facts of the case, as the playbook asks for them; what is left out is looked for in the document. */
  facts?: Record<string, string>;
  playbook: string;
};

/** The check before of the same document and playbook. */
export type CheckBefore = {
  created_at: string;
  id: string;
  playbook_number: number;
  /** Rules that are gone from the playbook since. */
  removed: BothLanguages[];
  version_number: number;
};

/** A check in a list. */
export type CheckHead = {
  counts: VerdictCounts;
  created_at: string;
  created_by?: string | null;
  document: string;
  document_name: string;
  id: string;
  /** The document has another version by now. */
  outdated: boolean;
  playbook: string;
  playbook_number: number;
  playbook_title: BothLanguages;
  /** `running`, `stopped` or `failed`; then `open` while something that needs a decision has none, or `decided`. */
  state: string;
  version_number: number;
};

/** A check with its findings. */
export type CheckSeen = {
  counts: VerdictCounts;
  created_at: string;
  created_by?: string | null;
  document: string;
  document_name: string;
  dossier: string;
  facts: FactSeen[];
  /** Worst first. */
  findings: FindingSeen[];
  id: string;
  /** The document has another version by now. */
  outdated: boolean;
  playbook: string;
  /** A lawyer had approved the playbook as it was used. */
  playbook_approved: boolean;
  playbook_number: number;
  playbook_title: BothLanguages;
  /** What is proposed for the row of a supplier; empty by another playbook than that of suppliers. */
  positions: PositionSeen[];
  previous?: CheckBefore | null;
  /** Whether a model was asked the questions of the rules: `none`, `forbidden` or `asked`. */
  questions: string;
  /** The last review that was made of proposals. */
  redline?: string | null;
  /** SHA-256 of the report as JSON; null where nothing was found yet. */
  report_sha256?: string | null;
  revision: number;
  /** `running`, `stopped`, `failed`, `open` or `decided`. */
  state: string;
  step?: CheckStep | null;
  /** What was told of the case, to be told again. */
  told: Record<string, string>;
  /** Why it failed: `no_text`, `refused`, `unreadable` or `internal`. */
  trouble?: string | null;
  /** A part of the document could not be read: what was not found may stand there. */
  unread: boolean;
  version: string;
  version_number: number;
};

/** How many questions a model was asked. */
export type CheckStep = {
  done: number;
  total: number;
};

/** One answer that may be chosen. */
export type Choice = {
  label: string;
  value: string;
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

/** What is cited. */
export type Cite = {
  kind: "law";
  /** Such as `artikel 162 lid 1 van Boek 6 BW`. */
  reference: string;
} | {
  kind: "decision";
  /** Its ECLI and its date, and more of it. */
  reference: string;
} | {
  /** The document. */
  document: string;
  /** One past the last. */
  end?: number | null;
  kind: "document";
  /** The page to look at first. */
  page?: number | null;
  /** The words. */
  quote: string;
  /** The first of its characters to look at. */
  start?: number | null;
  /** Its version; the present one unless told. */
  version?: string | null;
};

/** A reference in a decision. */
export type Cited = {
  /** The consideration it stands in. */
  consideration: string;
  /** Its canonical form. */
  key: string;
  /** As it stands in the text; empty where only the metadata names it. */
  words: string;
};

/** A provision of law that an answer cites. */
export type CitedLaw = {
  /** BWB or CELEX number. */
  law: string;
  /** The number of the article in the law. */
  number: string;
  /** A day of the facts in the dossier on which these words were not yet law. */
  older_fact?: string | null;
  /** The day whose law was read. */
  on: string;
  /** Its mark in the text. */
  ordinal: number;
  quote: string;
  /** As a text prints it. */
  reference: string;
  /** Since when the words are these, as far as is known. */
  since: string;
  /** `verified`, `verified_loosely`, `not_found` or `unchecked`. */
  state: string;
  title: string;
};

/** A decision that cites something, and where. */
export type CitingDecision = {
  decision: Decision;
  places: Cited[];
};

/** Decisions that cite something. */
export type CitingDecisions = {
  items: CitingDecision[];
};

/** A clause of the library. */
export type Clause = ClauseContent & {
  approved?: Approval | null;
  id: string;
  /** Its name in the starter set; null for the firm's own. */
  key?: string | null;
  revision: number;
  /** `concept`, `approved` or `withdrawn`. */
  state: string;
  updated_at: string;
  version_number: number;
};

/** What a clause says. */
export type ClauseContent = {
  basis?: Basis[];
  /** The day on which its basis was checked, `YYYY-MM-DD`. */
  checked?: string | null;
  explanation?: string;
  /** Kinds of contracts in which its absence is worth a remark. */
  must?: string[];
  origin?: string;
  /** Headings by which a contract shows that it has such a clause. */
  recognise?: string[];
  tags?: string[];
  title: string;
  variants: Variant[];
};

/** A clause for a text. */
export type ClauseForText = {
  /** Blocks of the editor: one article. */
  content: Record<string, unknown>[];
  title: string;
  version: number;
};

/** A version of a clause. */
export type ClauseVersion = {
  content: ClauseContent;
  created_at: string;
  created_by?: string | null;
  number: number;
};

/** The second step. */
export type Code = {
  /** A code of the authenticator app, or a recovery code. */
  code: string;
};

/** What is compared. */
export type Comparing = {
  /** Makes a document of it: the left one with the differences as tracked changes. */
  save?: boolean;
  /** The version on the left. */
  version: string;
  with: Other;
};

/** Two versions side by side. */
export type Comparison = {
  counts: Differences;
  new: Which;
  old: Which;
  rows: Row[];
  saved?: Saved | null;
};

/** What a person concludes. */
export type Conclusion = {
  /** `clear`, `accepted` (with consent or a measure) or `refused`. */
  conclusion: string;
  /** Why; never empty. */
  reason: string;
};

/** A conflict check of a dossier. */
export type ConflictCheck = {
  /** RFC 3339. */
  concluded_at?: string | null;
  concluded_by?: string | null;
  /** RFC 3339. */
  created_at: string;
  created_by?: string | null;
  dossier: string;
  found: ConflictScreening;
  id: string;
  /** A party came or was renamed since; the check does not count any more. */
  lapsed: boolean;
  reason?: string | null;
  revision: number;
  /** `open` until somebody concludes: `clear`, `accepted` or `refused`. */
  state: string;
};

/** All that one may not see, as one: that there is something, and whom to ask. */
export type ConflictHidden = {
  /** Names of people; empty where nobody else of the firm may be asked. */
  ask: string[];
};

/** A party of a dossier that is like one of the names. */
export type ConflictHit = {
  /** The dossier is closed. */
  closed: boolean;
  dossier: string;
  dossier_name: string;
  /** The firm's own number. */
  dossier_number: string;
  /** What the names have in common: `same`, `spelling`, `part` or `sound`. */
  likeness: string;
  /** Which of the names, by its place among them, from 0. */
  name: number;
  /** The party, as named there. */
  party: ConflictName;
  /** How alike they are, 1 to 100. */
  score: number;
  /** All that the names have in common is a surname that many have. */
  weak: boolean;
};

/** A conflict check from before there is a dossier. */
export type ConflictIntake = {
  /** RFC 3339. */
  concluded_at?: string | null;
  concluded_by?: string | null;
  /** RFC 3339. */
  created_at: string;
  created_by?: string | null;
  found: ConflictScreening;
  id: string;
  /** The last day on which it is kept, if no dossier is made from it. */
  kept_until?: string | null;
  reason?: string | null;
  revision: number;
  /** `open` until somebody concludes: `clear`, `accepted` or `refused`. */
  state: string;
};

/** A name, and what they are in the dossier. */
export type ConflictName = {
  /** As it is written. */
  name: string;
  /** `client`, `counterparty` or `other`. */
  role: string;
};

/** Names to be held against all dossiers. */
export type ConflictNames = {
  /** At most 200. */
  names: ConflictName[];
};

/** What was found, as far as one may see it. */
export type ConflictScreening = {
  /** There were more hits than are given. */
  cut: boolean;
  /** How many dossiers they were held against. */
  dossiers: number;
  hidden?: ConflictHidden | null;
  /** Worst first. */
  hits: ConflictHit[];
  names: ConflictName[];
};

/** What is counted. */
export type Counting = {
  event_date?: string | null;
  /** For terms in hours. */
  event_time?: string | null;
  /** A row of the table of terms; or a `term` of one's own. */
  key?: string | null;
  term?: TermBody | null;
};

/** How many tracked changes and comments. */
export type Counts = {
  comments: number;
  revisions: number;
};

/** The first step. */
export type Credentials = {
  email: string;
  password: string;
};

/** A cycle confirmed, checked or sent back. */
export type CycleBody = {
  campaign: string;
  /** The evidence, where it is in a dossier. */
  document?: string | null;
  /** When it is due, as the row tells it. */
  due: string;
  /** What was found, or where the evidence is. */
  note?: string;
  what: CycleSort;
};

/** What is done with a cycle. */
export type CycleSort = "done" | "checked" | "sent_back";

/** A deadline. */
export type Deadline = {
  created_at: string;
  dossier: string;
  dossier_name: string;
  /** The firm's own number of the dossier. */
  dossier_number: string;
  event: string;
  history: HistoryLine[];
  id: string;
  /** The row of the table of terms. */
  key?: string | null;
  note: string;
  /** The deadline it is a step towards. */
  parent?: string | null;
  reckoning: ReckoningBody;
  responsible?: NamedPerson | null;
  revision: number;
  source: string;
  standin?: NamedPerson | null;
  /** `proposed`, `confirmed`, `met` or `lapsed`. */
  state: string;
  title: string;
  updated_at: string;
};

/** What of a deadline changes; what is not named stays. */
export type DeadlineChange = {
  count?: Counting | null;
  event?: string | null;
  note?: string | null;
  responsible?: string | null;
  source?: string | null;
  title?: string | null;
};

/** A decision on all that is open. */
export type DecidingAll = {
  /** `accepted` or `rejected`. */
  decision: string;
  reason?: string | null;
  /** Only those of this severity. */
  severity?: string | null;
};

/** A decision. */
export type Decision = {
  /** The address in the official source, as text. */
  address: string;
  cases: string[];
  /** The consideration that is meant. */
  consideration?: string | null;
  court: string;
  date?: string | null;
  ecli: string;
  has_text: boolean;
  kind: string;
  /** Its paragraphs; or all of the decision, where it was asked for. */
  paragraphs: Paragraph[];
  summary: string;
};

/** A decision. */
export type DecisionBody = {
  /** `accepted` or `rejected`; null: open again. */
  decision?: string | null;
  reason?: string | null;
  /** The person's own wording in the place of the proposed one. */
  text?: string | null;
};

/** A decision with what it cites. */
export type DecisionSeen = {
  cites: Cited[];
  decision: Decision;
};

/** How many paragraphs differ, and how. */
export type Differences = {
  changed: number;
  deleted: number;
  inserted: number;
  moved: number;
  not_shown: number;
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

/** A register that is kept by dossier, with its rows of one. */
export type DossierDuties = {
  register: RegisterDetail;
  /** Oldest first; of their cycles the open ones. */
  rows: RegisterRow[];
};

/** What is to be different; what is absent stays. */
export type DossierPatch = {
  access?: string | null;
  ai?: string | null;
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
  /** `allowed`, or `forbidden`: nothing of it is given to a language or embedding model. */
  ai: string;
  client: string;
  /** How far the conflict check is: `open` where one is to be done, `clear`, `accepted` or `refused`. */
  conflict: string;
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

/** A draft. */
export type Draft = {
  answers: Record<string, unknown>;
  approved?: Approval | null;
  clauses: InDraft[];
  created_at: string;
  created_by?: string | null;
  document?: MadeDocument | null;
  dossier: string;
  /** Answers that do not hold; they are kept, and not printed. */
  faults: AnswerRemark[];
  id: string;
  /** What is asked, required and not answered. */
  missing: Missing[];
  name: string;
  questions: Asked[];
  revision: number;
  /** `answering`, `writing`, `made` or `approved`. */
  state: string;
  template: OfTemplate;
  text?: TextState | null;
  updated_at: string;
  /** Answers to think twice about. */
  warnings: AnswerRemark[];
};

/** The text of a draft. */
export type DraftText = {
  checks: Check[];
  clauses: InText[];
  /** The document of the editor. */
  document: Record<string, unknown>;
  draft: string;
  /** The revision of the draft. */
  draft_revision: number;
  /** The revision of the text. */
  revision: number;
  /** How far the draft is. */
  state: string;
  updated_at: string;
  updated_by?: string | null;
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

/** Something that must be known of the case. */
export type FactAsked = {
  key: string;
  /** Signs of a period by which the document shows it, within the bounds of the values. */
  period_signs: string[];
  question: BothLanguages;
  title: BothLanguages;
  values: FactChoice[];
};

/** What a fact can be. */
export type FactChoice = {
  key: string;
  max?: string | null;
  /** Within what the period lies, such as `26 weken`. */
  min?: string | null;
  /** Signs by which the document shows it. */
  signs: string[];
  title: BothLanguages;
};

/** A fact of the case as it was known. */
export type FactSeen = {
  key: string;
  passage?: PassageSeen | null;
  said?: BothLanguages | null;
  title: BothLanguages;
  /** Its value, by its key; null where it is not known. */
  value?: string | null;
};

/** What is wrong with one field of the request. */
export type FieldError = {
  /** A stable code, `required`, `too_long`, `weak_password.length`. */
  code: string;
  /** What is wrong and what to do, in the reader's language, where the code is one of many. */
  detail?: string | null;
  /** JSON pointer to the field (RFC 6901). */
  pointer: string;
};

/** What was found of a rule. */
export type FindingSeen = {
  answer?: AnswerOfModel | null;
  basis: RuleBasisSeen[];
  change?: ChangeSeen | null;
  decision?: SettlementSeen | null;
  explanation: BothLanguages;
  passages: PassageSeen[];
  proposal?: ProposalSeen | null;
  question: BothLanguages;
  /** How the verdict was come to, step by step. */
  reasoning: BothLanguages[];
  rule: string;
  /** `high`, `medium` or `low`. */
  severity: string;
  title: BothLanguages;
  /** `unacceptable`, `review`, `acceptable` or `not_applicable`. */
  verdict: string;
};

/** How a review ends. */
export type Finishing = {
  /** Whether what was taken lands as tracked changes in one's own name. */
  tracked: boolean;
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

/** What was found. */
export type FoundLaw = {
  /** Hits by words, the best first. */
  items: Subject[];
  /** What was typed as references, with what is said of each. */
  references: Referred[];
};

/** A piece of text, marked where it matches. */
export type Fragment = {
  marked: boolean;
  text: string;
};

/** The role that somebody gets. */
export type GivenRole = {
  /** `firm_administrator`, `lawyer`, `staff` or `read_only`. */
  role: string;
};

/** A line of the history. */
export type HistoryLine = {
  /** `added`, `recomputed`, `changed`, `confirmed`, `met`, `lapsed` or `reopened`. */
  act: string;
  at: string;
  by?: string | null;
  /** The last day, from then on. */
  last: string;
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

/** A holiday. */
export type Holiday = {
  date: string;
  /** The royal decree that equates the day. */
  decree?: string | null;
  /** A stable name. */
  off: string;
};

/** The holidays of a year. */
export type Holidays = {
  /** Whether a royal decree on equated days is known for this year. */
  decrees_known: boolean;
  items: Holiday[];
};

/** A clause in the document that was made. */
export type InDraft = {
  id: string;
  /** The library has a newer version. */
  newer: boolean;
  title: string;
};

/** A clause of the library in a text. */
export type InText = {
  /** The block of the article that it is. */
  article: string;
  clause: string;
  /** The library has a newer version. */
  newer: boolean;
  title: string;
  /** The version that was put in. */
  version: number;
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
  /** `ingest` or `check`. */
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

/** What a version is called. */
export type Keeping = {
  name: string;
};

/** The same with its text. */
export type KeptText = KeptVersion & {
  /** The document of the editor. */
  document: Record<string, unknown>;
};

/** A version of a text that was kept. */
export type KeptVersion = {
  created_at: string;
  created_by?: string | null;
  /** Null where it was kept by itself: before another was restored, or the text was given up. */
  name?: string | null;
  number: number;
  /** The revision of the text that was kept. */
  revision: number;
};

/** A law in the state of a day. */
export type LawOn = {
  from: string;
  /** The name in addresses of this API and in keys of references. */
  key: string;
  number: string;
  title: string;
  until?: string | null;
};

/** A law with its states. */
export type LawSeen = {
  abbreviations: string[];
  /** BWB or CELEX number. */
  number: string;
  states: StateSeen[];
  title: string;
};

/** The laws of the library. */
export type Laws = {
  /** How many decisions the library holds. */
  decisions: number;
  items: LawSeen[];
};

/** A line of a provision. */
export type Line = {
  /** How far it is indented. */
  depth: number;
  /** `text`, `heading`, `row` or `editorial`. */
  kind: string;
  /** What is printed before it. */
  label: string;
  text: string;
};

/** The version that was made. */
export type Made = {
  sha256: string;
  version: string;
  version_number: number;
};

/** An address as it is shown once. */
export type MadeCalendar = CalendarAddress & {
  /** The path to subscribe to. Whoever has it reads this calendar. */
  path: string;
};

/** The document that was made. */
export type MadeDocument = {
  id: string;
  name: string;
  sha256: string;
  version: string;
  version_number: number;
};

/** One kind of mail. */
export type MailChoice = {
  /** It cannot be switched off: who keeps the registers is told what others did not do in time, and of clocks in hours. */
  fixed: boolean;
  /** `deadlines`, `tasks`, `escalations`, `reports` or `clocks`. */
  kind: string;
  /** Whether one gets it. */
  on: boolean;
};

/** What one is mailed about. */
export type MailChoices = {
  choices: MailChoice[];
  /** Whether mail goes from here at all. */
  set: boolean;
};

/** Whether the mail of the firm goes. */
export type MailHealth = {
  /** When the relay took a mail last. */
  last_sent_at?: string | null;
  /** Whether mail goes from here at all. */
  set: boolean;
  /** Those of whom the last mail of the past thirty days was not taken, the newest first. */
  unmailed: Unmailed[];
};

/** What one does not want to be mailed about. */
export type MailOff = {
  /** The kinds that are off; all others are on. */
  off: string[];
};

/** How a document is made. */
export type Making = {
  /** Also where answers are missing, or a reference or a quote of the text is lost. */
  incomplete?: boolean;
};

/** A report of a quarter to management. */
export type ManagementReport = {
  /** Whether one may say that one has seen it, and has not done so. */
  acknowledges: boolean;
  /** How many are amber. */
  amber: number;
  /** The first day of the quarter. */
  first: string;
  id: string;
  /** Its last. */
  last: string;
  made_at: string;
  /** When the quarter was over. */
  over_at: string;
  /** How many figures are red. */
  red: number;
  /** Who has seen it, for management. */
  seen: ReportSeen[];
};

/** A report of a quarter with its figures. */
export type ManagementReportDetail = ManagementReport & {
  figures: StandingFigure[];
  points: StandingPoint[];
  /** The SHA-256 of its data, which names it. */
  sha256: string;
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

/** A decision on a possible match. */
export type MatchDecided = {
  /** `other_person` or `same_person`; null: nothing is decided any more. */
  outcome?: string | null;
  /** Why; required with a decision, at most 2,000 characters. */
  reason?: string | null;
};

/** What a person decided. */
export type MatchDecisionSeen = {
  at: string;
  by?: string | null;
  /** It was taken on an earlier screening, on the same name and an entry that did not change since. */
  carried: boolean;
  /** `other_person` or `same_person`. */
  outcome: string;
  reason: string;
};

/** Where something that lacks is mended. */
export type Mend = {
  /** The register that proves it. */
  register: string;
  /** The row about the person; none where one is to be added. */
  row?: string | null;
  what: string;
};

/** Which findings. */
export type Mending = {
  /** The rules whose proposals are to be put into the document. */
  rules: string[];
};

/** The review that was made. */
export type MendingBegun = {
  check: CheckSeen;
  /** The review; a person decides in it. */
  redline: string;
};

/** What is missing. */
export type Missing = {
  label: string;
  name: string;
};

/** A person, by name. */
export type NamedPerson = {
  id: string;
  name: string;
};

/** A period to be added. */
export type NewAbsence = {
  first: string;
  last: string;
  /** Who stands in. */
  standin: string;
};

/** An address to be made. */
export type NewCalendar = {
  /** Only this dossier. */
  dossier?: string | null;
  /** Titles and names of dossiers too, which then leave the house. */
  names?: boolean;
};

/** Names beside the parties of the dossier. */
export type NewConflictCheck = {
  /** Former names, companies of the group, owners, others; with the parties at most 200. */
  further?: ConflictName[];
  /** The check from before the dossier was made, which goes with it. */
  intake?: string | null;
};

/** A deadline to be added. */
export type NewDeadline = {
  /** Steps before it, ten at most. */
  chain?: ChainBody[];
  event?: string | null;
  event_date?: string | null;
  /** For terms in hours. */
  event_time?: string | null;
  /** A row of the table of terms; or a `term` of one's own. */
  key?: string | null;
  note?: string;
  /** A member of the dossier; the responsible lawyer unless told. */
  responsible?: string | null;
  source?: string | null;
  term?: TermBody | null;
  /** That of the row unless told. */
  title?: string | null;
};

/** A dossier to be opened. */
export type NewDossier = {
  /** `members` (the default) or `firm`. */
  access?: string;
  /** `allowed` (the default) or `forbidden`. */
  ai?: string;
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

/** Somebody who gets an account. */
export type NewPerson = {
  /** Their e-mail address, with which they sign in. */
  email: string;
  /** The language they read: `nl` or `en`. */
  language: string;
  /** Their name. */
  name: string;
  /** `firm_administrator`, `lawyer`, `staff` or `read_only`. */
  role: string;
};

/** A question. */
export type NewQuestion = {
  /** At most 8,000 characters. */
  question: string;
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

/** A clause of the library. */
export type OfClause = {
  id: string;
  /** `client`, `neutral` or `counterparty`. */
  stance: string;
  title: string;
};

/** The template of a draft. */
export type OfTemplate = {
  id: string;
  name: string;
  /** It has a newer version. */
  newer: boolean;
  version_number: number;
};

/** The version on the right. */
export type Other = {
  document: string;
  version: string;
};

/** A norm that an evidence pack can be about. */
export type PackChapter = {
  /** `voda`, `avg`, `wwft` or `iso27001`. */
  key: string;
  name: string;
  /** Why it is refused now. */
  refused?: string | null;
  /** The names of its registers. */
  registers: string[];
};

/** The key with which the firm signs. */
export type PackKey = {
  /** SHA-256 of that. */
  fingerprint: string;
  /** Ed25519, in hexadecimal signs. */
  public: string;
};

/** What can be asked for. */
export type PackOffer = {
  chapters: PackChapter[];
  /** On how many controls the statement of applicability decides. */
  controls: number;
  /** Of how many. */
  controls_of: number;
  key?: PackKey | null;
};

/** Where it stands on one page. */
export type PageMarks = {
  page: number;
  /** In a Word document: where it stands in its paragraphs, as in `/documents/{id}/word`. */
  places: WordPlace[];
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

/** A paragraph of a decision. */
export type Paragraph = {
  heading: boolean;
  /** The number of the consideration; empty where there is none. */
  number: string;
  /** `unknown`, `head`, `proceedings`, `facts`, `dispute`, `assessment` or `ruling`. */
  section: string;
  text: string;
};

/** Words of the document, with their place. */
export type PassageSeen = {
  /** The heading they stand under. */
  heading?: string | null;
  page: number;
  quote: string;
  range: Range;
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

/** How somebody stands in what is asked of each role. */
export type PersonStanding = {
  id: string;
  /** The roles for which something lacks; their own among them where something lacks for that. */
  lacks: RoleLack[];
  /** Where each thing that lacks is mended. */
  mends: Mend[];
  name: string;
  role: string;
  /** They reach no dossier now. */
  shut_out: boolean;
};

/** A piece of a paragraph. */
export type Piece = {
  changed: boolean;
  text: string;
};

/** A playbook in a list. */
export type Playbook = {
  approved?: Approval | null;
  id: string;
  /** Its name in the starter set; null for the firm's own. */
  key?: string | null;
  /** The kind of contract it is for. */
  kind: string;
  revision: number;
  /** How many rules it has. */
  rule_count: number;
  /** SHA-256 of its text. */
  sha256: string;
  /** `concept`, `approved` or `withdrawn`. */
  state: string;
  title: BothLanguages;
  updated_at: string;
  version_number: number;
};

/** A rule of a playbook. */
export type PlaybookRule = {
  /** The verdict where the subject is nowhere: `unacceptable`, `review`, `acceptable` or `not_applicable`. */
  absent_is: string;
  basis: RuleBasisSeen[];
  /** The clause of the library that is proposed, by its key. */
  clause?: string | null;
  /** Signs by which the contract says expressly that there is no such thing. */
  excluded: string[];
  /** The verdict where it says so. */
  excluded_is: string;
  explanation: BothLanguages;
  forbidden: RulePart[];
  key: string;
  limits: RuleLimit[];
  question: BothLanguages;
  required: RulePart[];
  /** `high`, `medium` or `low`. */
  severity: string;
  /** Signs by which the contract shows that it deals with the subject. */
  subject: string[];
  title: BothLanguages;
  when: RuleCondition;
  /** The words that are proposed. */
  wording?: string | null;
};

/** A playbook with its text and its rules. */
export type PlaybookSeen = Playbook & {
  basis: RuleBasisSeen[];
  /** For whom it is and what it does not look at; empty where the text cannot be read any more. */
  description: BothLanguages;
  /** What must be known of the case. */
  facts: FactAsked[];
  /** Empty where the text cannot be read any more. */
  rules: PlaybookRule[];
  /** Words of one meaning, which signs call by a name. */
  synonyms: PlaybookSynonyms[];
  /** TOML. */
  text: string;
  /** Newest first. */
  versions: PlaybookVersion[];
};

/** Words of one meaning. */
export type PlaybookSynonyms = {
  /** Such as `melden`; a sign says `<melden>`. */
  name: string;
  /** As they are written, with `|` between them. */
  words: string;
};

/** The text of a playbook. */
export type PlaybookText = {
  /** TOML, as `library/playbooks` shows it; at most 1 MB. */
  text: string;
};

/** A version of a playbook. */
export type PlaybookVersion = {
  created_at: string;
  created_by?: string | null;
  number: number;
  sha256: string;
};

/** What a contract says about a clause that the register of suppliers asks for. Nothing is written there until a person confirms it. */
export type PositionSeen = {
  /** The field of its rows. */
  field: string;
  label: BothLanguages;
  /** Whether the contract has the clause; null where a person has to judge. */
  proposes?: boolean | null;
  /** The register, `leveranciers`. */
  register: string;
  /** The rule of the check that it comes from. */
  rule: string;
};

/** An entry of a list whose name is like the one that was asked. */
export type PossibleMatchSeen = {
  /** The name on the list that is alike. */
  alike: string;
  births: string[];
  decision?: MatchDecisionSeen | null;
  identifications: string[];
  /** `person` or `organisation`; null where the list does not tell. */
  kind?: string | null;
  /** `same`, `spelling`, `part` or `sound`. */
  likeness: string;
  links: string[];
  /** `eu` or `nl`. */
  list: string;
  /** All its names. */
  names: string[];
  nationalities: string[];
  /** Its number in the screening. */
  number: number;
  programmes: string[];
  /** `EU.27.28`, `Stcrt. 2017, 64067`. */
  reference: string;
  regulations: string[];
  remark: string;
  /** The day it was listed, as the list writes it. */
  since: string;
  /** The list calls that name a weak alias. */
  weak: boolean;
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

/** A proposal. */
export type Proposal = {
  clause?: OfClause | null;
  decided_at?: string | null;
  decided_by?: string | null;
  /** `accepted` or `rejected`. */
  decision?: string | null;
  decision_reason?: string | null;
  end: number;
  /** `replace`, `insert_text`, `delete`, `insert_paragraphs`, `delete_paragraph`, `comment` or `set_style`. */
  kind: string;
  new: string;
  number: number;
  /** Paragraphs are separated by a line end. */
  old: string;
  /** The person's own wording. */
  own_text?: string | null;
  paragraph: number;
  /** Over how many paragraphs it reaches. */
  paragraphs: number;
  part: string;
  reason: string;
  /** `high`, `medium` or `low`. */
  severity: string;
  /** `model`, `rule` or `clause`. */
  source: string;
  start: number;
};

/** What would make the document keep to a rule. */
export type ProposalSeen = {
  /** The title of the clause of the library that they are. */
  clause?: string | null;
  /** `insert`, `replace` or `delete`. */
  kind: string;
  /** The words that it replaces or strikes. */
  old?: string | null;
  /** The new words; `{{ wij }}` and `{{ zij }}` are the names of the two sides. */
  text: string;
};

/** What changed. */
export type ProvisionDifferences = {
  items: Stretch[];
};

/** An article on a day. */
export type ProvisionPage = {
  provision?: ProvisionSeen | null;
  reason: ReasonSeen;
  /** Its words through time, the oldest first. */
  versions: ProvisionVersion[];
};

/** A provision, or the part of it that is meant, on a day. */
export type ProvisionSeen = {
  /** The address in the official source, as text. */
  address: string;
  heading: string;
  /** Its juriconnect reference; empty for law of the Union. */
  jci: string;
  law: LawOn;
  /** The words before the onderdelen, where one is meant. */
  lead: Line[];
  lid?: string | null;
  lines: Line[];
  /** The number in the law. */
  number: string;
  /** The day. */
  on: string;
  parts: string[];
  /** Where it stands, the widest first. */
  path: string[];
  /** Since when the words are these, where known. */
  since?: string | null;
  /** `in_force`, `repealed` or `not_yet`. */
  standing: string;
  /** The library does not divide this article; `lines` is all of it. */
  undivided: boolean;
};

/** The words of an article through some time. */
export type ProvisionVersion = {
  from: string;
  /** Null where the law had no such article. */
  text?: string | null;
  until?: string | null;
};

/** A rectangle on a page. */
export type Quad = {
  h: number;
  w: number;
  x: number;
  y: number;
};

/** A question of an interview. */
export type Question = {
  choices?: Choice[];
  /** The answer until another is given. */
  default?: unknown;
  group?: string;
  help?: string | null;
  /** The questions of each entry of a list. */
  item?: Question[];
  /** `text`, `long_text`, `choice`, `number`, `yes_no`, `date`, `term`, `money`, `percentage`, `party`, `person`, `company`, `address`, `kvk`, `rsin`, `bsn`, `iban`, `email` or `list`. */
  kind: string;
  label: string;
  /** The name by which the template uses it. */
  name: string;
  /** `client`, `counterparty`, `lawyer`, `firm`, `dossier_number`, `dossier_name`, `field_of_law` or `today`. */
  prefill?: string | null;
  required: boolean;
  warn?: string | null;
  /** Asked only where this expression holds. */
  when?: string | null;
};

/** Words that a model says stand in the document. */
export type QuoteOfModel = {
  passage?: PassageSeen | null;
  /** As the model wrote them. */
  quote: string;
  /** `verified`, `verified_loosely`, `not_found` or `unchecked`. */
  state: string;
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

/** A verdict with its reason. */
export type ReasonSeen = {
  /** A name for the reason. */
  code: string;
  /** `exists`, `not_in_library`, `mismatch`, `impossible` or `unchecked`. */
  verdict: string;
  words: BothLanguages;
};

/** The cycle of which one says that one knows what it tells. */
export type ReceiptBody = {
  campaign: string;
  /** When it is due, as the row tells it. */
  due: string;
};

/** A computed day with its reasoning. */
export type ReckoningBody = {
  /** Where bare counting ends. */
  counted: string;
  event_date: string;
  event_time?: string | null;
  /** The last day on which the act can be done. */
  last: string;
  steps: StepBody[];
  term: TermBody;
  /** The instant on it, for terms in hours. */
  time?: string | null;
};

/** A review of one version of a Word document. */
export type Redline = {
  /** A language model made proposals. */
  by_model: boolean;
  clauses: boolean;
  counts: BeforeAndAfter;
  created_at: string;
  created_by?: string | null;
  document: string;
  document_name: string;
  dossier: string;
  finished_at?: string | null;
  id: string;
  instruction?: string | null;
  proposals: Proposal[];
  refused: Refused[];
  result?: Made | null;
  revision: number;
  /** Decisions on changes that were there. */
  revisions: RevisionDecision[];
  /** `running`, `open`, `finished`, `failed` or `discarded`. */
  state: string;
  /** Why there are no proposals, or fewer than there should be. */
  trouble?: string | null;
  version: string;
};

/** The references of a document. */
export type References = {
  items: Referred[];
  /** The day about which they were checked. */
  on: string;
};

/** A reference with what is said of it. */
export type Referred = {
  /** Its canonical form. */
  key: string;
  /** The page, where it is of a document. */
  page?: number | null;
  /** The characters of the page's text. */
  range: Range;
  reason: ReasonSeen;
  subject?: Subject | null;
  /** As it stands in the text. */
  words: string;
};

/** What was asked for and does not fit the document. */
export type Refused = {
  /** `not_found`, `ambiguous`, `overlap`, `locked`, `cuts_field`, `loses_revision`, `unsupported` or `invalid`. */
  code: string;
  kind: string;
  old: string;
};

/** A register, with how much is in it. */
export type Register = {
  /** Whether one may add rows. */
  adds: boolean;
  /** A row is in force as soon as it is there. */
  at_once: boolean;
  /** What it rests on. */
  basis: string[];
  /** Its rows belong to dossiers: they are added, seen and changed there. */
  by_dossier: boolean;
  closed: number;
  /** Rows that are not in force. */
  concepts: number;
  /** A row is put in force by another person than who wrote it last. */
  four_eyes: boolean;
  in_force: number;
  /** Whether one may put rows in force, close them, and take the register in and out as a file. */
  keeps: boolean;
  /** Its name in addresses. */
  key: string;
  /** Of that, what is late. */
  late: number;
  name: string;
  /** What somebody has to do. */
  open: number;
  /** All of the firm may read it. */
  open_to_firm: boolean;
  /** The role of who looks after its rows. */
  owner_role: string;
  purpose: string;
  /** Whether one may read all of its rows, and not only those of one's own. */
  reads: boolean;
};

/** What has to be done from time to time. */
export type RegisterCampaign = {
  basis: string;
  /** The contacts of the firm each say that they know. */
  each: boolean;
  /** The evidence that is asked for. */
  evidence?: string | null;
  /** The field that ends it; where there is one it is not confirmed by hand. */
  field?: string | null;
  /** Another person looks at what was confirmed. */
  four_eyes: boolean;
  key: string;
  name: string;
  /** Confirming it removes what the row holds. */
  removes: boolean;
};

/** One of the words that a field takes. */
export type RegisterChoice = {
  key: string;
  label: string;
};

/** Who confirmed or checked something. */
export type RegisterConfirmation = {
  at: string;
  by?: string | null;
  document?: RegisterValue | null;
  note: string;
  /** It was oneself. */
  own: boolean;
};

/** One cycle of what has to be done from time to time. */
export type RegisterCycle = {
  campaign: string;
  checked?: RegisterConfirmation | null;
  done?: RegisterConfirmation | null;
  /** When it is due; what is done later is late. */
  due: string;
  finished?: string | null;
  late: boolean;
  name: string;
  opens: string;
  /** Who is asked to say that they know, those who did first; empty where the campaign asks nobody. */
  receipts: RegisterReceipt[];
  /** Who sent it back and why, oldest first. */
  sent_back: RegisterConfirmation[];
  /** `open`, `checking`, `done` or `lapsed`. */
  state: string;
};

/** A register with its fields. */
export type RegisterDetail = Register & {
  campaigns: RegisterCampaign[];
  fields: RegisterField[];
  /** Calls to language models before this instant have no recipient on record, where there are any; of the registers that are held against recipients. */
  unrecorded_before?: string | null;
};

/** Something that is due. */
export type RegisterDuty = {
  cycle: RegisterCycle;
  dossier?: RegisterHome | null;
  /** It is oneself. */
  own: boolean;
  owner_name?: string | null;
  register: string;
  register_name: string;
  row: string;
  title: string;
};

/** What happened in a cycle. */
export type RegisterEvent = {
  campaign: string;
  due: string;
  fell: string;
  /** `opened`, `reminder`, `overdue`, `escalated`, `confirmed`, `checked` or `lapsed`. */
  kind: string;
  name: string;
};

/** A field of a register. */
export type RegisterField = {
  choices: RegisterChoice[];
  /** It is a column of the table. */
  column: boolean;
  help?: string | null;
  key: string;
  /** `text`, `long_text`, `choice`, `date`, `moment`, `person`, `document`, `number`, `yes_no` or `reference`. */
  kind: string;
  label: string;
  /** `optional`, `in_force` or `always`. */
  need: string;
  /** The day from which it has to be filled before a row is put in force. */
  needed_from?: string | null;
  /** The register whose row it names. */
  register?: string | null;
  /** What it must hold became another thing: what is to be done with a row in force that lacks it. */
  renewed?: string | null;
  /** It is asked only where all of these hold of fields that are asked. */
  when: RegisterWhen[];
};

/** A line of the history of a row. */
export type RegisterHistory = {
  /** `offered`, `added`, `imported`, `changed`, `put_in_force`, `taken_back`, `closed` or `removed`. */
  act: string;
  at: string;
  by?: string | null;
  reason: string;
  /** What stood in the fields that changed; null where nothing did. */
  was: Record<string, unknown>;
};

/** The dossier that a row belongs to. */
export type RegisterHome = {
  id: string;
  name: string;
};

/** What came of a file. */
export type RegisterImport = {
  added: number;
  /** The reasons, in the order of the file. */
  bad: BadRegisterLine[];
  lines: number;
  refused: number;
};

/** What a row needs before it can be in force. */
export type RegisterLack = {
  /** A stable code. */
  code: string;
  field: string;
};

/** Somebody who keeps the registers. */
export type RegisterOfficer = {
  id: string;
  name?: string | null;
};

/** Who looks after a row. */
export type RegisterOwner = {
  id: string;
  name?: string | null;
};

/** A person who is asked to say that they know. */
export type RegisterReceipt = {
  /** When they said it; null where they did not. */
  at?: string | null;
  name?: string | null;
  /** It is oneself. */
  own: boolean;
};

/** Something that goes. */
export type RegisterRemoval = {
  /** What it rests on. */
  basis: string;
  /** Of how many attempts the answers go; else 1. */
  count: number;
  /** How many days that is from today; below zero it should have gone. */
  days: number;
  dossier?: RegisterHome | null;
  /** The last day on which it is kept. */
  kept_until: string;
  /** `row`, what a row of a register holds, once a person confirms it; `answers`, those of attempts at a test, by themselves; `intake`, a conflict check of which no dossier was made, by itself. */
  kind: string;
  /** It should have gone, and is here. */
  late: boolean;
  /** The answers are one's own. */
  own: boolean;
  /** The register of a row, by its key. */
  register?: string | null;
  register_name?: string | null;
  /** The row. */
  row?: string | null;
  /** What a person confirms; null where it goes by itself. */
  task?: string | null;
  /** The title of the row, the name of the test, or the names that were asked for. */
  title: string;
};

/** A row of a register. */
export type RegisterRow = {
  created_at: string;
  /** By when they are due; in a list only the open ones. */
  cycles: RegisterCycle[];
  dossier?: RegisterHome | null;
  /** Oldest first; empty in a list. */
  events: RegisterEvent[];
  /** Oldest first; empty in a list. */
  history: RegisterHistory[];
  id: string;
  /** Whether one may put it in force and close it. */
  keeps: boolean;
  /** The last day on which what it holds has to be kept. */
  kept_until?: string | null;
  /** What it needs before it can be in force today. */
  lacks: RegisterLack[];
  owner?: RegisterOwner | null;
  register: string;
  revision: number;
  /** `concept`, `in_force` or `closed`. */
  state: string;
  /** A day has passed without which it does not hold. */
  suspended: boolean;
  title: string;
  updated_at: string;
  /** The fields that hold something. */
  values: Record<string, RegisterValue>;
  /** Whether one may change it, and confirm what is due. */
  writes: boolean;
};

/** What a field holds. */
export type RegisterValue = {
  /** The name of the person, the document or the row; null where one may not read it. */
  name?: string | null;
  /** Text, a number, true or false; a day, a moment or an id as text. */
  value: unknown;
};

/** Fields of a row and who looks after it; what is not named stays. */
export type RegisterValues = {
  /** Who looks after it; oneself unless told. */
  owner?: string | null;
  /** Why. */
  reason?: string;
  /** Fields by their keys: text, a number, true or false; null makes one empty. */
  values?: Record<string, unknown>;
};

/** A condition on another field. */
export type RegisterWhen = {
  field: string;
  /** What it holds: `yes`, `no`, or keys of choices. */
  is: string[];
};

/** Who has seen a report. */
export type ReportSeen = {
  at: string;
  by?: string | null;
};

/** What the firm asks of people, and how they stand in that. */
export type Requirements = {
  /** Everyone whose account is open: who lacks something for their own role first, then by name. */
  people: PersonStanding[];
  /** Each role with what is asked of whoever has it. */
  roles: RoleRequirements[];
};

/** What is to be asked of whoever has a role. */
export type RequirementsAsked = {
  asks: string[];
};

/** A decision on a change that was there. */
export type RevisionDecision = {
  decided_at: string;
  decided_by?: string | null;
  decision: string;
  number: number;
  reason?: string | null;
};

/** What the person asking may do. */
export type Rights = {
  add_documents: boolean;
  ask: boolean;
  manage_access: boolean;
  update: boolean;
};

/** What lacks for a role. */
export type RoleLack = {
  lacks: string[];
  role: string;
};

/** What is asked of whoever has a role. */
export type RoleRequirements = {
  /** `confidentiality` and `background_check` before it is given; `training` and `ai_literacy` before a dossier is opened. */
  asks: string[];
  /** What can be asked. */
  can_ask: string[];
  role: string;
};

/** A row of the comparison. */
export type Row = {
  /** Of `skipped`: how many equal paragraphs. */
  count?: number | null;
  /** `equal`, `inserted`, `deleted`, `changed`, `moved`, `not_shown` or `skipped`. */
  kind: string;
  new?: Side | null;
  old?: Side | null;
};

/** What a row becomes. */
export type RowTurn = "in_force" | "concept" | "closed";

/** Another state of a row. */
export type RowTurnBody = {
  /** Why; needed where it is closed. */
  reason?: string;
  state: RowTurn;
};

/** A provision that a rule rests on. */
export type RuleBasisSeen = {
  /** The day on which its text was last compared. */
  checked: string;
  note: string;
  /** Such as `art. 28 lid 3 AVG`. */
  reference: string;
};

/** When a rule holds; what is empty does not matter. */
export type RuleCondition = {
  /** The subjects of these rules are not in the contract. */
  absent: string[];
  /** Each of these facts is one of these values. */
  facts: Record<string, string[]>;
  /** The subjects of these rules are in the contract. */
  present: string[];
};

/** A figure that a rule bounds. */
export type RuleLimit = {
  about: BothLanguages;
  max?: string | null;
  /** Such as `2 maanden`, `€ 5000` or `10 %`. */
  min?: string | null;
  /** The verdict where no figure is found; null: it does not matter. */
  missing_is?: string | null;
  /** The bound is that of the playbook and not of the law. */
  own: boolean;
  /** Signs of the sentence in which the figure stands. */
  signs: string[];
  /** The words that are proposed for it. */
  text?: string | null;
  /** Signs of a figure in the same article that bounds it, in the place of these. */
  than: string[];
  /** The verdict where it is out of bounds. */
  verdict: string;
  when: RuleCondition;
};

/** Something that a rule requires, or forbids. */
export type RulePart = {
  about: BothLanguages;
  /** It must stand in an article that deals with the subject. */
  in_article: boolean;
  /** Signs of it. */
  signs: string[];
  /** The words that are proposed for it. */
  text?: string | null;
  /** Signs that take the objection away. */
  unless: string[];
  /** The verdict where it is missing, or is there. */
  verdict: string;
  when: RuleCondition;
};

/** A list as it was imported. */
export type SanctionListSeen = {
  /** `fresh`, `old` after a week, `stale` after two years. */
  age: string;
  /** The day it is of. */
  date: string;
  entries: number;
  imported_at: string;
  /** `eu`: the consolidated list of the Union; `nl`: the Nationale sanctielijst terrorisme. */
  list: string;
  names: number;
  /** SHA-256 of the imported file. */
  sha256: string;
};

/** A list as it stands today. */
export type SanctionListState = {
  /** It was imported and does not open any more. */
  damaged: boolean;
  imported?: SanctionListSeen | null;
  /** `eu` or `nl`. */
  list: string;
};

/** A name that is screened. */
export type SanctionParty = {
  name: string;
  /** `client`, `counterparty` or `other`. */
  role: string;
};

/** The screening of a dossier. */
export type SanctionsSeen = {
  /** Why it has to be done: `never`, `new_list`, `new_party`; empty where it has not. */
  again: string[];
  /** Those before it, newest first. */
  earlier: ScreeningLine[];
  last?: ScreeningSeen | null;
  lists: SanctionListState[];
  /** The client and the counterparties. */
  parties: SanctionParty[];
};

/** A document that was made. */
export type Saved = {
  document: string;
};

/** A name with the entries that it is like. */
export type ScreenedName = {
  /** Possible matches, the nearest first. A possible match is no match. */
  matches: PossibleMatchSeen[];
  /** So many more were found than are kept: the name says too little. */
  more: number;
  name: string;
  /** `client`, `counterparty` or `other`. */
  role: string;
};

/** Which names are screened. */
export type ScreeningAsked = {
  /** Names beside the client and the counterparties of the dossier; at most 50. */
  names?: string[];
};

/** A screening in a list. */
export type ScreeningLine = {
  created_at: string;
  created_by?: string | null;
  id: string;
  matches: number;
  names: number;
  undecided: number;
};

/** A screening: names, what they are like, what people decided. */
export type ScreeningSeen = {
  created_at: string;
  created_by?: string | null;
  dossier: string;
  id: string;
  /** The lists that were looked at, with their age on that day. */
  lists: SanctionListSeen[];
  names: ScreenedName[];
  revision: number;
  /** `open` while a possible match has no decision, or `decided`. */
  state: string;
  undecided: number;
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

/** What a deadline is settled as. */
export type SettleBody = {
  state: Settling;
};

/** A decision on a finding. */
export type SettlementBody = {
  /** `accepted_risk`, `to_repair` or `not_applicable`; null: nothing is decided any more. */
  decision?: string | null;
  /** Why; required with a decision, at most 2,000 characters. */
  reason?: string | null;
};

/** What a person decided. */
export type SettlementSeen = {
  at: string;
  by?: string | null;
  /** It was taken on the check before, which found the same. */
  carried: boolean;
  /** `accepted_risk`, `to_repair` or `not_applicable`. */
  decision: string;
  reason: string;
};

/** How a deadline is settled. */
export type Settling = "met" | "lapsed" | "reopened";

/** A paragraph on one side. */
export type Side = {
  label?: string | null;
  paragraph: number;
  part: string;
  pieces: Piece[];
};

/** What is compared. Each side is `now`, `version:{number}` or `document:{document}:{version}`. */
export type Sides = {
  /** The left side. */
  left: string;
  /** The right side. */
  right: string;
};

/** How the firm stands. */
export type Standing = {
  at: string;
  figures: StandingFigure[];
  /** Red first. */
  points: StandingPoint[];
  /** It is of the whole firm; else of what is one's own. */
  whole: boolean;
};

/** A figure with its traffic light. */
export type StandingFigure = {
  /** The same figure of the report before; none on the screen, and where there is none. */
  before?: number | null;
  count: number;
  /** What it counts: `in_force`, `concept`, `suspended`, `open`, `soon`, `late`, `escalated`, `deadline_past`, `deadline_week`, `incident_running`, `incident_late`, `training_expired`, `certificate_expired`, `control`, `chain`, `done`, `done_late`, `incident_found`, `lacking`, `recipient_unregistered`, `officer`, `removal_soon` or `removal_late`. */
  kind: string;
  /** `green`, `amber` or `red`. */
  light: string;
  /** Of how many, where it should reach that. */
  of?: number | null;
  /** Of which register. */
  register?: string | null;
  /** Its name. */
  register_name?: string | null;
};

/** A row of a register that something is red or amber for. */
export type StandingPoint = {
  due?: string | null;
  /** `suspended`, `soon`, `late` or `escalated`. */
  kind: string;
  /** `amber` or `red`. */
  light: string;
  register: string;
  register_name?: string | null;
  row: string;
  /** What has to be done. */
  task?: string | null;
  title: string;
};

/** A state of a law. */
export type StateSeen = {
  articles: number;
  /** The first day. */
  from: string;
  /** The last day; null where nothing later is known. */
  until?: string | null;
};

/** A step of the work on an answer. */
export type Step = {
  /** RFC 3339. */
  at?: string | null;
  /** `searching`, `reading`, `law`, `writing` or `checking`. */
  code: string;
  /** How many things it found or did. */
  count?: number | null;
};

/** A step of the reasoning. */
export type StepBody = {
  /** The provision or judgment it rests on. */
  article?: string | null;
  /** A stable code. */
  code: string;
  /** The day it is about. */
  date?: string | null;
  /** Why that day is no working day. */
  off?: string | null;
  /** The step as a sentence, in the language that was asked for. */
  text: string;
};

/** A stretch of two texts. */
export type Stretch = {
  /** `kept`, `removed` or `added`. */
  fate: string;
  text: string;
};

/** What a reference refers to. */
export type Subject = {
  type: "provision";
  /** A provision. */
  value: ProvisionSeen;
} | {
  type: "decision";
  /** A decision. */
  value: Decision;
} | {
  type: "law";
  /** A law as a whole. */
  value: LawOn;
};

/** A template. */
export type Template = {
  approved?: Approval | null;
  basis: Basis[];
  /** The day on which its basis was checked. */
  checked?: string | null;
  /** The keys of the clauses it uses. */
  clauses: string[];
  description: string;
  field_of_law: string;
  id: string;
  /** Its name in the starter set; null for the firm's own. */
  key?: string | null;
  /** `contract`, `letter`, `court`, `terms` or `mandate`. */
  kind: string;
  name: string;
  questions: Question[];
  revision: number;
  sha256: string;
  /** `concept`, `approved` or `withdrawn`. */
  state: string;
  tags: string[];
  version_number: number;
  /** Newest first; only where one template is asked for. */
  versions: TemplateVersion[];
};

/** What is to be different; what is absent stays. */
export type TemplatePatch = {
  description?: string | null;
  field_of_law?: string | null;
  kind?: string | null;
  name?: string | null;
  /** Makes a new version. */
  questions?: Question[] | null;
  tags?: string[] | null;
};

/** A version of a template. */
export type TemplateVersion = {
  created_at: string;
  created_by?: string | null;
  number: number;
  sha256: string;
};

/** A term: how long, which way, under which rules. */
export type TermBody = {
  amount: number;
  /** `after`, `before` or `clear_before`; after unless told. */
  direction?: string | null;
  /** `legislation`, `liberty` or `provision`, where the Algemene termijnenwet does not apply. */
  excluded?: string | null;
  /** `next` or `same`: whether the day of the event counts; next unless told. */
  first?: string | null;
  /** `statutory`, `european`, `agreed` or `court`. */
  regime: string;
  /** `hours`, `days`, `weeks`, `months` or `years`. */
  unit: string;
};

/** A row of the table of terms. */
export type TermRow = {
  /** The day it was compared, and with what. */
  checked_on: string;
  /** It was compared with the official text. */
  checked_text: boolean;
  checked_with: string;
  event: string;
  field: string;
  key: string;
  note?: string | null;
  source: string;
  term: TermBody;
  title: string;
};

/** A citation in its form. */
export type TextCitation = {
  document?: string | null;
  end?: number | null;
  /** Its id in the text. */
  id: string;
  /** `document`, `law` or `decision`. */
  kind: string;
  /** Where the quote was found. */
  page?: number | null;
  quote?: string | null;
  /** In one spelling: `art. 6:162 lid 1 BW`, `ECLI:NL:HR:2016:162`. */
  reference?: string | null;
  start?: number | null;
  /** `verified`, `verified_loosely`, `not_found` or `unchecked`; of a provision or a decision always the last. */
  state: string;
  /** As it is printed. */
  text: string;
  version?: string | null;
};

/** What came of saving a text. */
export type TextSaved = {
  checks: Check[];
  clauses: InText[];
  /** The revision of the draft. */
  draft_revision: number;
  /** The revision of the text. */
  revision: number;
  /** How far the draft is. */
  state: string;
  updated_at: string;
  updated_by?: string | null;
};

/** The state of the text of a draft. */
export type TextState = {
  revision: number;
  updated_at: string;
  updated_by?: string | null;
};

/** A text to be kept. */
export type TextToKeep = {
  /** The document of the editor. */
  document: Record<string, unknown>;
};

/** A test, and how one stands with it. */
export type Training = {
  /** When there is another attempt; null where there is one now. */
  again_at?: string | null;
  /** How many questions an attempt asks. */
  asks: number;
  /** The attempt whose answers can still be handed in. */
  attempt?: string | null;
  /** The day on which its sources were looked at last. */
  checked: string;
  key: string;
  last?: TrainingLast | null;
  name: string;
  /** Passing it meets what the firm asks of one before a dossier opens, and what lacks. */
  opens_dossiers: boolean;
  /** How many of these have to be right. */
  pass: number;
  /** What one knows who passes it. */
  purpose: string;
  /** The last day on which a training of one's own in this subject holds. */
  until?: string | null;
};

/** The answers of an attempt. */
export type TrainingAnswers = {
  /** For each question, in its order, the options that are right, by their places from 0 on. */
  answers: number[][];
};

/** An attempt at a test. */
export type TrainingAttempt = {
  /** How many questions an attempt asks. */
  asks: number;
  began_at: string;
  /** Until when answers are taken. */
  ends_at: string;
  finished_at?: string | null;
  id: string;
  name: string;
  /** How many of them have to be right. */
  pass: number;
  /** Empty where the test is another by now, and once its answers are not kept any more: when the training they were for was renewed or is over. */
  questions: TrainingQuestion[];
  /** How many were right; null until the answers were handed in. */
  right?: number | null;
  /** `open`, `over` (its time is over), `changed` (the test is another by now), `passed` or `failed`. */
  state: string;
  training: string;
};

/** One's last attempt at a test that was handed in. */
export type TrainingLast = {
  at: string;
  /** The attempt, which tells what was wrong and why for as long as its answers are kept. */
  attempt: string;
  passed: boolean;
  /** How many were right. */
  right: number;
};

/** An option of a question. */
export type TrainingOption = {
  chosen: boolean;
  /** Whether it is right; null until the answers were handed in. */
  right?: boolean | null;
  text: string;
};

/** A question of an attempt. */
export type TrainingQuestion = {
  /** An answer names them by their place in this list. */
  options: TrainingOption[];
  /** Whether it was answered right; null until the answers were handed in. */
  right?: boolean | null;
  /** More than one option is right. */
  several: boolean;
  /** Where that stands; null until then. */
  source?: string | null;
  text: string;
  /** Why what is right is right; null until then. */
  why?: string | null;
};

/** A person to whom the last mail could not be sent. */
export type Unmailed = {
  at: string;
  name?: string | null;
  /** `waiting`: the relay takes no mail now; `refused`: it will not take it; `unsure`: it did not say. */
  state: string;
  user: string;
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

/** One wording of a clause. */
export type Variant = {
  note?: string;
  /** `client`, `neutral` or `counterparty`. */
  stance: string;
  /** `{{ wij }}` and `{{ zij }}` are the names of the two sides. */
  text: string;
};

/** How many findings of each verdict. */
export type VerdictCounts = {
  acceptable: number;
  not_applicable: number;
  review: number;
  unacceptable: number;
  /** Those that need a decision and have none. */
  undecided: number;
};

/** A version of a document. */
export type Version = {
  created_at: string;
  /** The name of who added it. */
  created_by?: string | null;
  id: string;
  kind: string;
  number: number;
  progress: string;
  /** Of its bytes, in hexadecimal. */
  sha256: string;
  /** In bytes. */
  size: number;
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

/** Which clause. */
export type WantedClause = {
  clause: string;
  /** `client`, `neutral` or `counterparty`. */
  stance: string;
};

/** What was compared: a version of a document, or a text of a draft. */
export type Which = {
  /** Null of a text. */
  document?: string | null;
  /** Of a text the name of its draft. */
  document_name: string;
  /** Null of a text. */
  version?: string | null;
  /** Null of a text as it is now. */
  version_number?: number | null;
};

/** A place in a table. */
export type WordCell = {
  column: number;
  columns: number;
  row: number;
  rows: number;
  span: number;
  table: number;
};

/** A comment. */
export type WordComment = {
  author: string;
  date?: string | null;
  end?: number | null;
  id: number;
  paragraph?: number | null;
  part?: string | null;
  start?: number | null;
  text: string;
};

/** What a Word file says of itself. */
export type WordFacts = {
  /** It carries macros; they are kept and never run. */
  macros: boolean;
  /** How editing is restricted. */
  protection?: string | null;
  /** It carries a digital signature, which any change breaks. */
  signed: boolean;
  /** Strict OOXML. */
  strict: boolean;
  /** Word tracks changes in it. */
  tracking: boolean;
};

/** The revision on a paragraph mark. */
export type WordMark = {
  /** `inserted` or `deleted`. */
  kind: string;
  revision: number;
};

/** A paragraph. */
export type WordParagraph = {
  /** `left`, `center`, `right` or `justify`. */
  align?: string | null;
  cell?: WordCell | null;
  /** The level of a heading, from 1. */
  heading?: number | null;
  indent: number;
  /** `document`, `header`, `footer`, `footnotes` or `endnotes`. */
  kind: string;
  /** The number before it as Word shows it. */
  label?: string | null;
  mark?: WordMark | null;
  /** In its part, from 0. */
  number: number;
  part: string;
  runs: WordRun[];
  /** The name of its style. */
  style?: string | null;
};

/** Characters of a paragraph of a Word document. */
export type WordPlace = {
  /** One past the last; the same as `start` where only the number of the paragraph is meant. */
  end: number;
  /** In its part, from 0. */
  paragraph: number;
  part: string;
  /** The first character of the paragraph's current text, from 0. */
  start: number;
};

/** A tracked change. */
export type WordRevision = {
  author: string;
  date?: string | null;
  /** `inserted`, `deleted`, `moved_from`, `moved_to`, `format`, `paragraph_inserted`, `paragraph_deleted`, `cell` or `numbering`. */
  kind: string;
  number: number;
  paragraph: number;
  part: string;
  text: string;
};

/** A text of one look. */
export type WordRun = {
  bold: boolean;
  comments: number[];
  /** The number of the revision that deleted it. */
  deleted?: number | null;
  /** It is the result of a field. */
  field: boolean;
  /** The number of the revision that inserted it. */
  inserted?: number | null;
  italic: boolean;
  /** In a draft: it stands for an answer that was not given yet. */
  missing: boolean;
  /** One of these is a move. */
  moved: boolean;
  /** The mark of a note. */
  note?: string | null;
  /** Where it starts in the paragraph's current text; null for deleted text. */
  start?: number | null;
  strike: boolean;
  text: string;
  underline: boolean;
};

/** A Word file as a screen shows it. */
export type WordView = {
  /** Who made revisions and comments, in the order in which they appear. */
  authors: string[];
  /** All of the document, whatever the piece. */
  comments: WordComment[];
  document?: string | null;
  facts: WordFacts;
  paragraphs: WordParagraph[];
  /** All of the document, whatever the piece. */
  revisions: WordRevision[];
  /** How many paragraphs there are. */
  total: number;
  version?: string | null;
  version_number?: number | null;
};
