/** Deadlines, absences and calendars: the shapes of the API, and one typed way to each. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type { Id, Time } from './types';

/** A day of the calendar, `2026-11-24`. */
export type Day = string;

export type Unit = 'hours' | 'days' | 'weeks' | 'months' | 'years';
export type Direction = 'after' | 'before' | 'clear_before';
export type Regime = 'statutory' | 'european' | 'agreed' | 'court';

export interface Term {
  amount: number;
  unit: Unit;
  direction?: Direction;
  regime: Regime;
  first?: 'next' | 'same';
  excluded?: 'legislation' | 'liberty' | 'provision' | null;
}

export interface Step {
  code: string;
  date: Day | null;
  off: string | null;
  /** The provision or judgment it rests on. */
  article: string | null;
  /** The step as a sentence in the reader's language. */
  text: string;
}

export interface Reckoning {
  term: Term;
  event_date: Day;
  event_time: string | null;
  counted: Day;
  last: Day;
  time: string | null;
  steps: Step[];
}

export type DeadlineState = 'proposed' | 'confirmed' | 'met' | 'lapsed';
export type DeadlineAct = 'added' | 'recomputed' | 'changed' | 'confirmed' | 'met' | 'lapsed' | 'reopened';

export interface Named {
  id: Id;
  name: string;
}

export interface Deadline {
  id: Id;
  dossier: Id;
  dossier_name: string;
  dossier_number: string;
  revision: number;
  state: DeadlineState;
  /** The deadline it is a step towards. */
  parent: Id | null;
  title: string;
  key: string | null;
  source: string;
  event: string;
  note: string;
  responsible: Named | null;
  /** Who stands in today, where that person is away. */
  standin: Named | null;
  reckoning: Reckoning;
  history: { at: Time; by: string | null; act: DeadlineAct; last: Day }[];
  created_at: Time;
  updated_at: Time;
}

/** A row of the table of terms. */
export interface TermRow {
  key: string;
  field: string;
  title: string;
  event: string;
  term: Term;
  source: string;
  note: string | null;
  checked_on: Day;
  checked_with: string;
  checked_text: boolean;
}

/** What is counted: a row of the table, or a term of one's own. */
export interface Counting {
  key?: string | undefined;
  term?: Term | undefined;
  event_date?: Day | undefined;
  event_time?: string | undefined;
}

export interface ChainStep {
  amount: number;
  unit: Unit;
  title: string;
}

export interface NewDeadline extends Counting {
  title?: string | undefined;
  source?: string | undefined;
  event?: string | undefined;
  note?: string | undefined;
  responsible?: Id | undefined;
  chain?: ChainStep[] | undefined;
}

export interface DeadlineChange {
  count?: Counting;
  title?: string;
  note?: string;
  responsible?: Id;
}

export interface Absence {
  id: Id;
  first: Day;
  last: Day;
  standin: Id;
  standin_name: string | null;
}

export interface CalendarAddress {
  id: Id;
  dossier: Id | null;
  names: boolean;
  created_at: Time;
  fetched_at: Time | null;
}

/** Shown once: whoever has the path reads the calendar. */
export type MadeCalendar = CalendarAddress & { path: string };

const items = <T>(list: { items: T[] }): T[] => list.items;

// sentences come in the reader's language, so the language is part of what is asked for
export const deadlines = (dossier: Id, language: string) =>
  queryOptions({ queryKey: ['deadlines', dossier, language], queryFn: ({ signal }) => call<{ items: Deadline[] }>(`/dossiers/${dossier}/deadlines`, { signal }).then(items) });

export const mine = (days: number, language: string) =>
  queryOptions({ queryKey: ['deadlines', 'mine', days, language], queryFn: ({ signal }) => call<{ items: Deadline[] }>(`/deadlines${query({ days })}`, { signal }).then(items) });

export const terms = (language: string) =>
  queryOptions({ queryKey: ['terms', language], queryFn: ({ signal }) => call<{ items: TermRow[] }>('/deadlines/terms', { signal }).then(items), staleTime: Infinity });

/** Counts a term; asked again with every change of what is counted. */
export const reckoning = (count: Counting, language: string, enabled: boolean) =>
  queryOptions({
    queryKey: ['reckoning', count, language],
    queryFn: ({ signal }) => call<Reckoning>('/deadlines/compute', { method: 'POST', body: count, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
    enabled,
  });

export const addDeadline = (dossier: Id, input: NewDeadline): Promise<Deadline> => call(`/dossiers/${dossier}/deadlines`, { method: 'POST', body: input, creation: true });

export const changeDeadline = (one: Deadline, change: DeadlineChange): Promise<Deadline> => call(`/deadlines/${one.id}`, { method: 'PATCH', body: change, revision: one.revision });

export const confirmDeadline = (one: Deadline): Promise<Deadline> => call(`/deadlines/${one.id}/confirm`, { method: 'POST', revision: one.revision });

export const settleDeadline = (one: Deadline, state: 'met' | 'lapsed' | 'reopened'): Promise<Deadline> =>
  call(`/deadlines/${one.id}/settle`, { method: 'POST', body: { state }, revision: one.revision });

export const removeDeadline = (one: Deadline): Promise<void> => call(`/deadlines/${one.id}`, { method: 'DELETE', revision: one.revision });

export const absences = queryOptions({ queryKey: ['absences'], queryFn: ({ signal }) => call<{ items: Absence[] }>('/absences', { signal }).then(items) });

export const addAbsence = (input: { first: Day; last: Day; standin: Id }): Promise<Absence> => call('/absences', { method: 'POST', body: input, creation: true });

export const removeAbsence = (id: Id): Promise<void> => call(`/absences/${id}`, { method: 'DELETE' });

export const calendars = queryOptions({ queryKey: ['calendars'], queryFn: ({ signal }) => call<{ items: CalendarAddress[] }>('/calendars', { signal }).then(items) });

export const addCalendar = (input: { dossier?: Id | undefined; names: boolean }): Promise<MadeCalendar> => call('/calendars', { method: 'POST', body: input });

export const removeCalendar = (id: Id): Promise<void> => call(`/calendars/${id}`, { method: 'DELETE' });
