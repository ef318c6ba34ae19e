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
export type Concluded = { conclusion: Exclude<ConflictState, 'open'>; reason: string };

export const conflicts = (dossier: Id) =>
  queryOptions({ queryKey: ['conflicts', dossier], queryFn: ({ signal }) => call<{ items: ConflictCheck[] }>(`/dossiers/${dossier}/conflicts`, { signal }).then((it) => it.items) });

export const screenNames = (names: PartyName[]): Promise<Screening> => call('/conflicts/screen', { method: 'POST', body: { names } });

export const checkConflicts = (dossier: Id, further: PartyName[]): Promise<ConflictCheck> => call(`/dossiers/${dossier}/conflicts`, { method: 'POST', body: { further } });

export const concludeConflict = (of: ConflictCheck, body: Concluded): Promise<ConflictCheck> => call(`/conflicts/${of.id}/conclusion`, { method: 'PUT', body, revision: of.revision });
