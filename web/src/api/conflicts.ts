/** Conflict checks: the shapes of the API, and one typed way to each. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type * as api from './schema';
import type { Id, Narrow, Sent } from './types';

export type PartyRole = 'client' | 'counterparty' | 'other';
export type Likeness = 'same' | 'spelling' | 'part' | 'sound';
export type ConflictState = 'open' | 'clear' | 'accepted' | 'refused';

export type PartyName = Narrow<api.ConflictName, { role: PartyRole }>;
export type ConflictHit = Narrow<api.ConflictHit, { party: PartyName; likeness: Likeness }>;
export type Screening = Narrow<api.ConflictScreening, { names: PartyName[]; hits: ConflictHit[]; hidden: Sent<api.ConflictHidden> | null }>;
export type ConflictCheck = Narrow<api.ConflictCheck, { state: ConflictState; found: Screening }>;
export type ConflictIntake = Narrow<api.ConflictIntake, { state: ConflictState; found: Screening }>;
export type Concluded = { conclusion: Exclude<ConflictState, 'open'>; reason: string };

export const conflicts = (dossier: Id) =>
  queryOptions({ queryKey: ['conflicts', dossier], queryFn: ({ signal }) => call<{ items: ConflictCheck[] }>(`/dossiers/${dossier}/conflicts`, { signal }).then((it) => it.items) });

/** Screenings from which no dossier was made yet. */
export const intakes = queryOptions({ queryKey: ['conflicts', 'intakes'], queryFn: ({ signal }) => call<{ items: ConflictIntake[] }>('/conflicts/intakes', { signal }).then((it) => it.items) });

/** Holds names against all dossiers before there is one, and keeps what was found. */
export const screenNames = (names: PartyName[]): Promise<ConflictIntake> => call('/conflicts/intakes', { method: 'POST', body: { names } });

export const concludeIntake = (of: ConflictIntake, body: Concluded): Promise<ConflictIntake> => call(`/conflicts/intakes/${of.id}/conclusion`, { method: 'PUT', body, revision: of.revision });

/** Checks the parties of a dossier; the screening that it was made from goes with it. */
export const checkConflicts = (dossier: Id, further: PartyName[], intake?: Id): Promise<ConflictCheck> => call(`/dossiers/${dossier}/conflicts`, { method: 'POST', body: { further, ...(intake ? { intake } : {}) } });

export const concludeConflict = (of: ConflictCheck, body: Concluded): Promise<ConflictCheck> => call(`/conflicts/${of.id}/conclusion`, { method: 'PUT', body, revision: of.revision });
