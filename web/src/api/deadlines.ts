/** Deadlines, absences and calendars: the shapes of the API, and one typed way to each. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, query } from './client';
import type * as api from './schema';
import type { Id, Narrow, Sent } from './types';

/** A day of the calendar, `2026-11-24`. */
export type Day = string;

export type Unit = 'hours' | 'days' | 'weeks' | 'months' | 'years';
export type Direction = 'after' | 'before' | 'clear_before';
export type Regime = 'statutory' | 'european' | 'agreed' | 'court';
export type Term = Narrow<
  api.TermBody,
  { unit: Unit; direction: Direction; regime: Regime; first: 'next' | 'same'; excluded: 'legislation' | 'liberty' | 'provision' | null }
>;

/** A computed day with its reasoning, step by step, in the reader's language. */
export type Reckoning = Narrow<api.ReckoningBody, { term: Term; steps: Sent<api.StepBody>[] }>;

export type DeadlineState = 'proposed' | 'confirmed' | 'met' | 'lapsed';
export type DeadlineAct = 'added' | 'recomputed' | 'changed' | 'confirmed' | 'met' | 'lapsed' | 'reopened';
export type Deadline = Narrow<
  api.Deadline,
  { state: DeadlineState; reckoning: Reckoning; history: Narrow<api.HistoryLine, { act: DeadlineAct }>[] }
>;

/** A row of the table of terms. */
export type TermRow = Narrow<api.TermRow, { term: Term }>;

/** What is counted: a row of the table, or a term of one's own. */
export type Counting = api.Counting;
export type ChainStep = api.ChainBody;
export type Absence = Sent<api.Absence>;
export type CalendarAddress = Sent<api.CalendarAddress>;
/** Shown once: whoever has the path reads the calendar. */
export type MadeCalendar = Sent<api.MadeCalendar>;

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

export const addDeadline = (dossier: Id, input: api.NewDeadline): Promise<Deadline> => call(`/dossiers/${dossier}/deadlines`, { method: 'POST', body: input, creation: true });

export const changeDeadline = (one: Deadline, change: api.DeadlineChange): Promise<Deadline> => call(`/deadlines/${one.id}`, { method: 'PATCH', body: change, revision: one.revision });

export const confirmDeadline = (one: Deadline): Promise<Deadline> => call(`/deadlines/${one.id}/confirm`, { method: 'POST', revision: one.revision });

export const settleDeadline = (one: Deadline, state: api.Settling): Promise<Deadline> =>
  call(`/deadlines/${one.id}/settle`, { method: 'POST', body: { state }, revision: one.revision });

export const removeDeadline = (one: Deadline): Promise<void> => call(`/deadlines/${one.id}`, { method: 'DELETE', revision: one.revision });

export const absences = queryOptions({ queryKey: ['absences'], queryFn: ({ signal }) => call<{ items: Absence[] }>('/absences', { signal }).then(items) });

export const addAbsence = (input: api.NewAbsence): Promise<Absence> => call('/absences', { method: 'POST', body: input, creation: true });

export const removeAbsence = (id: Id): Promise<void> => call(`/absences/${id}`, { method: 'DELETE' });

export const calendars = queryOptions({ queryKey: ['calendars'], queryFn: ({ signal }) => call<{ items: CalendarAddress[] }>('/calendars', { signal }).then(items) });

export const addCalendar = (input: api.NewCalendar): Promise<MadeCalendar> => call('/calendars', { method: 'POST', body: input });

export const removeCalendar = (id: Id): Promise<void> => call(`/calendars/${id}`, { method: 'DELETE' });
