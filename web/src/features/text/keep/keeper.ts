/**
 * Keeps what is typed: sent a moment after typing stops and at least every ten seconds, one sending
 * at a time, each on the state that the one before it made. Where a colleague wrote too, both are
 * brought together; where both changed the same block, a person chooses. What could not be sent stays
 * here, in memory alone, and is offered again.
 */
import { ApiError, Unreachable } from '../../../api/client';
import type { DraftText, TextSaved } from '../../../api/text';
import type { Json } from '../schema';
import { merge, same, type Choice, type Conflict } from './merge';

export const QUIET_MS = 1_000;
export const MOST_MS = 10_000;

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

/** The document as it is in the editor. */
export interface Page {
  /** Something that is another thing after every change. */
  mark: () => unknown;
  written: () => string;
  json: () => Json;
  /** Brings another document in, without moving the caret. */
  take: (doc: Json) => void;
  /** Whether a document keeps to the schema. */
  fits: (doc: Json) => boolean;
}

export interface Server {
  get: () => Promise<DraftText>;
  put: (written: string, revision: number) => Promise<TextSaved>;
}

export interface Told {
  saving: Saving;
  error: unknown;
  conflicts: Conflict[] | null;
  /** Who changed the same. */
  by: string | null;
  text: DraftText;
}

/** Text that did not reach the server when its page was left, by the draft it is of. */
const unsent = new Map<string, { base: DraftText; mine: Json }>();

export const unsentOf = (draft: string) => unsent.get(draft) ?? null;
export const dropUnsent = (draft: string): boolean => unsent.delete(draft);

export class Keeper {
  told: Told;
  private sent: unknown;
  private busy: Promise<void> | null = null;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private most: ReturnType<typeof setTimeout> | undefined;
  private theirs: DraftText | null = null;
  /** What the server has; as it was written until it is needed otherwise. */
  private known: string | Json;
  private closed = false;

  constructor(
    private readonly page: Page,
    private readonly server: Server,
    /** What the server has, and with it the base of what is typed. */
    first: DraftText,
    private readonly listen: (told: Told) => void,
    private readonly merged: (by: string | null) => void,
  ) {
    this.told = { saving: 'saved', error: null, conflicts: null, by: null, text: first };
    this.known = first.document;
    this.sent = page.mark();
  }

  private get base(): Json {
    if (typeof this.known === 'string') this.known = JSON.parse(this.known) as Json;
    return this.known;
  }

  /** Whether something is not on the server yet. */
  get dirty(): boolean {
    return this.page.mark() !== this.sent || this.theirs !== null;
  }

  /** To be called after every change. */
  touched(): void {
    if (!this.dirty || this.told.saving === 'conflict') return;
    if (this.told.saving === 'saved') this.tell({ saving: 'waiting' });
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => void this.flush(), QUIET_MS);
    this.most ??= setTimeout(() => void this.flush(), MOST_MS);
  }

  /** What is in the editor differs from what the server has, though it was not typed here and now. */
  changed(): void {
    this.sent = null;
    this.touched();
  }

  /** Sends what is not sent yet, and waits until it has arrived or failed. */
  flush(): Promise<void> {
    clearTimeout(this.quiet);
    clearTimeout(this.most);
    this.most = undefined;
    this.busy ??= this.send().catch((error: unknown) => this.tell({ saving: 'failed', error })).finally(() => void (this.busy = null));
    return this.busy;
  }

  /** To be waited for before something is done with the text on the server: throws where part of it has not arrived there. */
  async arrived(): Promise<void> {
    await this.flush();
    if (this.theirs) throw new ApiError(412, { type: '/problems/changed', title: '', status: 412 });
    if (this.dirty) throw this.told.error;
  }

  private async send(): Promise<void> {
    while (this.page.mark() !== this.sent && !this.theirs) {
      this.tell({ saving: 'saving' });
      const [mark, written] = [this.page.mark(), this.page.written()];
      try {
        const saved = await this.server.put(written, this.told.text.revision);
        [this.sent, this.known] = [mark, written];
        this.tell({ text: { ...this.told.text, ...saved } });
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 412)) throw error;
        this.bring(await this.server.get());
      }
    }
    if (this.theirs) return;
    unsent.delete(this.told.text.draft);
    this.tell({ saving: 'saved', error: null });
  }

  /** Asks what others wrote since, and takes it in. */
  async pull(): Promise<void> {
    if (this.busy || this.theirs) return;
    const theirs = await this.server.get();
    if (this.busy || this.theirs || theirs.revision <= this.told.text.revision) return;
    this.bring(theirs);
    if (this.page.mark() !== this.sent) this.touched();
  }

  /** Brings what another wrote and what stands here together; asks where both changed the same. */
  private bring(theirs: DraftText): void {
    const mine = this.page.json();
    const first = this.best(this.base, mine, theirs.document);
    if (first.conflicts.length > 0) {
      this.theirs = theirs;
      return this.tell({ saving: 'conflict', conflicts: first.conflicts, by: theirs.updated_by });
    }
    this.settle(theirs, first.doc, mine);
  }

  /** As fine as the result still keeps to the schema. */
  private best(base: Json, mine: Json, theirs: Json, choices?: ReadonlyMap<string, Choice>) {
    const fine = merge(base, mine, theirs, choices);
    return this.page.fits(fine.doc) ? fine : merge(base, mine, theirs, choices, false);
  }

  /** Ends a conflict by what a person chose. */
  choose(choices: ReadonlyMap<string, Choice>): Promise<void> {
    const { theirs } = this;
    if (!theirs) return Promise.resolve();
    const mine = this.page.json();
    const { doc, conflicts } = this.best(this.base, mine, theirs.document, choices);
    if (conflicts.length > 0) {
      this.tell({ conflicts });
      return Promise.resolve();
    }
    this.theirs = null;
    this.settle(theirs, doc, mine);
    return this.flush();
  }

  private settle(theirs: DraftText, doc: Json, mine: Json): void {
    if (!same(doc, mine)) {
      this.page.take(doc);
      this.merged(theirs.updated_by);
    }
    this.known = theirs.document;
    this.sent = same(doc, theirs.document) ? this.page.mark() : null;
    this.tell({ text: theirs, conflicts: null, ...(this.told.saving === 'conflict' ? { saving: 'waiting' as const } : {}) });
  }

  /** The server says that this is the text now (a version was put back). */
  replaced(text: DraftText): void {
    this.page.take(text.document);
    [this.known, this.sent] = [text.document, this.page.mark()];
    this.tell({ text, saving: 'saved', error: null });
  }

  /** The page is left: what is not sent is sent, and kept in memory until it is. */
  close(): void {
    clearTimeout(this.quiet);
    clearTimeout(this.most);
    const { draft } = this.told.text;
    if (this.closed || !this.dirty) return void (this.closed = true);
    this.closed = true;
    unsent.set(draft, { base: { ...this.told.text, document: this.base }, mine: this.page.json() });
    void this.flush().then(() => {
      if (!this.dirty) unsent.delete(draft);
    });
  }

  private tell(more: Partial<Told>): void {
    this.told = { ...this.told, ...more };
    if (!this.closed) this.listen(this.told);
  }
}

/** Whether it is worth trying again by itself when the server can be reached. */
export const mayPass = (error: unknown): boolean => error instanceof Unreachable || (error instanceof ApiError && error.status >= 500);
