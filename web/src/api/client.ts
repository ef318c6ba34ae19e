/**
 * One way to the server. Every call carries the cookie and, when it changes something, the CSRF
 * token of the session; every refusal comes back as an {@link ApiError} with a stable kind.
 */
import type { Problem } from './types';

export class ApiError extends Error {
  readonly kind: string;
  readonly status: number;
  readonly problem: Problem | null;
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem | null, retryAfter: number | null = null) {
    super(problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.kind = problem?.type.split('/').filter(Boolean).at(-1) ?? `status-${status}`;
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {}

interface CallOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  body?: unknown;
  /** A body that is written as JSON already. */
  json?: string;
  /** A Word file, sent as it is. */
  bytes?: Blob;
  /** A table as a text file, sent as it is. */
  csv?: Blob;
  /** The revision the change is based on. */
  revision?: number | undefined;
  /** Marks a creation, so that sending it twice makes one thing. */
  creation?: boolean;
  signal?: AbortSignal | undefined;
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Listener = () => void;

let csrf = '';
let language = 'nl';
const lost = new Set<Listener>();
type Reach = (reachable: boolean, began: number) => void;
const reach = new Set<Reach>();

export const token = (): string => csrf;

export function setToken(value: string): void {
  csrf = value;
}

/** The language problems are told in. */
export function setTold(value: string): void {
  language = value;
}

/** Called when the server no longer knows the session. */
export function onSessionLost(listener: Listener): () => void {
  lost.add(listener);
  return () => void lost.delete(listener);
}

/** Told after each call whether the server could be reached, and when the call began. */
export function onReach(listener: Reach): () => void {
  reach.add(listener);
  return () => void reach.delete(listener);
}

function tell(reachable: boolean, began: number): void {
  for (const listener of reach) listener(reachable, began);
}

function headers(options: CallOptions): Headers {
  const set = new Headers({ Accept: 'application/json', 'Accept-Language': language });
  if (options.body !== undefined || options.json !== undefined) set.set('Content-Type', 'application/json');
  if (options.bytes) set.set('Content-Type', WORD);
  if (options.csv) set.set('Content-Type', options.csv.type || 'text/csv');
  if (options.method && options.method !== 'GET' && csrf) set.set('X-CSRF-Token', csrf);
  if (options.revision !== undefined) set.set('If-Match', `"${options.revision}"`);
  if (options.creation) set.set('Idempotency-Key', crypto.randomUUID());
  return set;
}

async function send(path: string, options: CallOptions): Promise<Response> {
  const init: RequestInit = { method: options.method ?? 'GET', headers: headers(options), credentials: 'same-origin' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.json !== undefined) init.body = options.json;
  if (options.bytes) init.body = options.bytes;
  if (options.csv) init.body = options.csv;
  if (options.signal) init.signal = options.signal;
  const began = performance.now();
  try {
    const response = await fetch(path, init);
    tell(true, began);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    tell(false, began);
    throw new Unreachable('unreachable', { cause: error });
  }
}

/** Reads the problem a response carries, if it carries one. */
export function asProblem(status: number, text: string, retryAfter: string | null = null): ApiError {
  let problem: Problem | null = null;
  try {
    const read: unknown = JSON.parse(text);
    if (read && typeof read === 'object' && 'type' in read && 'title' in read) problem = read as Problem;
  } catch {
    problem = null;
  }
  return new ApiError(status, problem, retryAfter ? Number(retryAfter) || null : null);
}

export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(`/api/v1${path}`, options);
  const text = response.status === 204 ? '' : await response.text();
  if (!response.ok) {
    const error = asProblem(response.status, text, response.headers.get('Retry-After'));
    if (error.kind === 'unauthenticated' && !path.startsWith('/session')) for (const listener of lost) listener();
    throw error;
  }
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Fetches a file, so that a refusal can be told rather than shown as a page of its own. */
export async function fetchFile(path: string): Promise<Blob> {
  const response = await send(`/api/v1${path}`, {});
  if (!response.ok) throw asProblem(response.status, await response.text(), response.headers.get('Retry-After'));
  return response.blob();
}

/** A query string of the parts that hold something. */
export function query(parts: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parts)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
