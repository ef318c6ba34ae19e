/**
 * Adding documents: a queue of this page that sends three at a time over the tus protocol. Nothing
 * is written in the browser's storage; the server knows which uploads are half done, and a file
 * chosen again goes on where it was.
 */
import { useSyncExternalStore } from 'react';
import type { Upload } from 'tus-js-client';
import { asProblem, token } from '../../api/client';
import { client, documents, pending } from '../../api/queries';
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
const CHUNK = 8 * 1024 * 1024;

let list: Uploading[] = [];
let nextKey = 1;
const files = new Map<number, { file: File; from: string | null; upload: Upload | null }>();
const listeners = new Set<() => void>();

function publish(change: Uploading[]): void {
  list = change;
  for (const listener of listeners) listener();
}

function patch(key: number, part: Partial<Uploading>): void {
  publish(list.map((one) => (one.key === key ? { ...one, ...part } : one)));
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
  const taken = new Set<Id>();
  const added = chosen.map(({ file, folder }): Uploading => {
    const key = nextKey++;
    const found = half.find((one) => one.name === file.name && one.size === file.size && !taken.has(one.id));
    if (found) taken.add(found.id);
    files.set(key, { file, from: found ? `/api/v1/uploads/${found.id}` : null, upload: null });
    return { key, dossier, name: file.name, folder, size: file.size, sent: found?.offset ?? 0, state: 'waiting', trouble: null };
  });
  publish([...list.filter((one) => one.state !== 'done' || isBusy(one.dossier)), ...added]);
  void pump();
}

const isBusy = (dossier: Id): boolean =>
  list.some((one) => one.dossier === dossier && (one.state === 'waiting' || one.state === 'sending'));

/** Sends again what failed, and only that. */
export function retryFailed(dossier: Id, key?: number): void {
  publish(
    list.map((one) =>
      one.dossier === dossier && one.state === 'failed' && (key === undefined || one.key === key)
        ? { ...one, state: 'waiting', trouble: null }
        : one,
    ),
  );
  void pump();
}

/** Takes one file, or all of a dossier that are not done, out of the queue. */
export function drop(dossier: Id, key?: number): void {
  const out = list.filter((one) => one.dossier === dossier && one.state !== 'done' && (key === undefined || one.key === key));
  for (const one of out) {
    void files.get(one.key)?.upload?.abort(true).catch(() => undefined);
    files.delete(one.key);
  }
  publish(list.filter((one) => !out.includes(one)));
  void pump();
}

/** Forgets what is done and what failed. */
export function dismiss(dossier: Id): void {
  for (const one of list) if (one.dossier === dossier && one.state === 'failed') files.delete(one.key);
  publish(list.filter((one) => one.dossier !== dossier || one.state === 'waiting' || one.state === 'sending'));
}

async function pump(): Promise<void> {
  const sending = list.filter((one) => one.state === 'sending').length;
  const next = list.filter((one) => one.state === 'waiting').slice(0, AT_ONCE - sending);
  for (const one of next) patch(one.key, { state: 'sending' });
  for (const one of next) await send(one);
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
  void client.invalidateQueries({ queryKey: documents(one.dossier).queryKey });
  if (!isBusy(one.dossier)) {
    void client.invalidateQueries({ queryKey: pending(one.dossier).queryKey });
    void client.invalidateQueries({ queryKey: ['dossier', one.dossier] });
    void client.invalidateQueries({ queryKey: ['jobs'] });
  }
  void pump();
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
  if (list.some((one) => one.state === 'waiting' || one.state === 'sending')) event.preventDefault();
});

