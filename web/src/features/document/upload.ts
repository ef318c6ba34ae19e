/**
 * Adding documents: a queue of this page that sends three at a time over the tus protocol. Nothing
 * is written in the browser's storage; the server knows which uploads are half done, and a file
 * chosen again goes on where it was.
 */
import { useSyncExternalStore } from 'react';
import type { Upload } from 'tus-js-client';
import { asProblem, token } from '../../api/client';
import { documents, pending, renew } from '../../api/queries';
import type { Doc, Id, PendingUpload } from '../../api/types';

export type UploadTrouble = 'network' | 'tooLarge' | 'refused' | 'name' | 'gone' | 'other';

export interface Uploading {
  key: number;
  dossier: Id;
  name: string;
  folder: string;
  size: number;
  sent: number;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  trouble: UploadTrouble | null;
}

/** A file with the folders it came in, outermost first, joined by "/". */
export interface Chosen {
  file: File;
  folder: string;
}

const AT_ONCE = 3;
/** What one request carries. What has come of it is kept when it breaks off: the server counts by 8 MiB. */
const CHUNK = 64 * 1024 * 1024;

/** How often the page hears of changes: ten thousand files must not redraw it for each. */
const TELL_MS = 120;
const FRESH_MS = 1_500;

const items = new Map<number, Uploading>();
const files = new Map<number, { file: File; from: string | null; upload: Upload | null }>();
const listeners = new Set<() => void>();
let list: Uploading[] = [];
let nextKey = 1;
let telling: ReturnType<typeof setTimeout> | null = null;

function changed(): void {
  telling ??= setTimeout(() => {
    telling = null;
    list = [...items.values()];
    for (const listener of listeners) listener();
  }, TELL_MS);
}

function patch(key: number, part: Partial<Uploading>): void {
  const one = items.get(key);
  if (!one) return;
  items.set(key, { ...one, ...part });
  changed();
}

const isOpen = (one: Uploading): boolean => one.state === 'waiting' || one.state === 'sending';

/** The first `most` files for which `is` holds. */
function some(is: (one: Uploading) => boolean, most = Infinity): Uploading[] {
  const found: Uploading[] = [];
  for (const one of items.values()) {
    if (found.length >= most) break;
    if (is(one)) found.push(one);
  }
  return found;
}

export function useUploads(dossier?: Id): Uploading[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => list,
  );
  return dossier ? all.filter((one) => one.dossier === dossier) : all;
}

/** Queues files; one that the server holds half of goes on from there. */
export function addFiles(dossier: Id, chosen: Chosen[], half: PendingUpload[] = []): void {
  if (!isBusy(dossier)) dismiss(dossier);
  const taken = new Set<Id>();
  for (const { file, folder } of chosen) {
    const key = nextKey++;
    const found = half.find((one) => one.name === file.name && one.size === file.size && !taken.has(one.id));
    if (found) taken.add(found.id);
    files.set(key, { file, from: found ? `/api/v1/uploads/${found.id}` : null, upload: null });
    items.set(key, { key, dossier, name: file.name, folder, size: file.size, sent: found?.offset ?? 0, state: 'waiting', trouble: null });
  }
  changed();
  pump();
}

const isBusy = (dossier: Id): boolean => some((one) => one.dossier === dossier && isOpen(one), 1).length > 0;

/** Sends again what failed, and only that. */
export function retryFailed(dossier: Id, key?: number): void {
  for (const one of some((each) => each.dossier === dossier && each.state === 'failed' && (key === undefined || each.key === key))) {
    patch(one.key, { state: 'waiting', trouble: null });
  }
  pump();
}

/** Takes one file, or all of a dossier that are not done, out of the queue. */
export function drop(dossier: Id, key?: number): void {
  for (const one of some((each) => each.dossier === dossier && each.state !== 'done' && (key === undefined || each.key === key))) {
    void files.get(one.key)?.upload?.abort(true).catch(() => undefined);
    files.delete(one.key);
    items.delete(one.key);
  }
  changed();
  pump();
}

/** Forgets what is done and what failed. */
export function dismiss(dossier: Id): void {
  for (const one of some((each) => each.dossier === dossier && !isOpen(each))) {
    files.delete(one.key);
    items.delete(one.key);
  }
  changed();
}

function pump(): void {
  const sending = some((one) => one.state === 'sending', AT_ONCE).length;
  for (const one of some((each) => each.state === 'waiting', AT_ONCE - sending)) {
    patch(one.key, { state: 'sending' });
    void send(one);
  }
}

async function send(one: Uploading): Promise<void> {
  const kept = files.get(one.key);
  if (!kept) return;
  const tus = await import('tus-js-client');
  const upload = new tus.Upload(kept.file, {
    endpoint: '/api/v1/uploads',
    uploadUrl: kept.upload?.url ?? kept.from,
    chunkSize: CHUNK,
    retryDelays: [500, 1500, 4000, 10_000],
    storeFingerprintForResuming: false,
    metadata: { filename: one.name, dossier: one.dossier, ...(one.folder ? { folder: one.folder } : {}) },
    onBeforeRequest: (request) => {
      request.setHeader('X-CSRF-Token', token());
      const raw = request.getUnderlyingObject() as XMLHttpRequest;
      raw.withCredentials = true;
    },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
    },
    onProgress: (sent) => patch(one.key, { sent }),
    onSuccess: () => finish(one, null),
    onError: (error) => finish(one, troubleOf(error)),
  });
  kept.upload = upload;
  upload.start();
}

/** Which of our words fits what the server answered. */
export function troubleOf(error: unknown): UploadTrouble {
  const response = (error as { originalResponse?: { getStatus(): number; getBody(): string } | null }).originalResponse;
  const status = response?.getStatus() ?? 0;
  if (status === 0) return 'network';
  if (status === 413) return 'tooLarge';
  if (status === 403 || status === 401) return 'refused';
  if (status === 404) return 'gone';
  const kind = asProblem(status, response?.getBody() ?? '').kind;
  return status === 400 || status === 422 || kind === 'invalid' ? 'name' : 'other';
}

function finish(one: Uploading, trouble: UploadTrouble | null): void {
  patch(one.key, trouble ? { state: 'failed', trouble } : { state: 'done', sent: one.size });
  if (!trouble) files.delete(one.key);
  fresh(one.dossier);
  pump();
}

const stale = new Set<Id>();

/** Asks again for what a new document changes, once for many. */
function fresh(dossier: Id): void {
  if (stale.has(dossier)) return;
  stale.add(dossier);
  setTimeout(() => {
    stale.delete(dossier);
    for (const queryKey of [documents(dossier).queryKey, pending(dossier).queryKey, ['dossier', dossier], ['jobs']]) {
      void renew(queryKey);
    }
  }, FRESH_MS);
}

/** The files of an input, with the folders a browser tells of. */
export function fromInput(input: FileList | File[] | null): Chosen[] {
  return [...(input ?? [])].filter((file) => !isClutter(file.name)).map((file) => ({
    file,
    folder: (file.webkitRelativePath ?? '').split('/').slice(0, -1).join('/'),
  }));
}

/** Of files chosen to go on with, those that are not in the dossier yet: same place, name and size. */
export function missing(docs: Doc[], chosen: Chosen[]): Chosen[] {
  const here = new Set(docs.map((doc) => `${doc.folder.join('/')}/${doc.name} ${doc.size}`));
  return chosen.filter(({ file, folder }) => !here.has(`${folder}/${file.name} ${file.size}`));
}

/** Files that operating systems leave behind in folders. */
export const isClutter = (name: string): boolean => /^(\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\._.*)$/i.test(name);

window.addEventListener('beforeunload', (event) => {
  if (some(isOpen, 1).length > 0) event.preventDefault();
});

