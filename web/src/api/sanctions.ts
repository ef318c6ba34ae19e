/** Dossiers held against the lists of sanctions: the shapes of the API, and one typed way to each. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type * as api from './schema';
import type { Id, Narrow, Sent } from './types';

export type SanctionList = 'eu' | 'nl';
export type ListAge = 'fresh' | 'old' | 'stale';
export type PartyRole = 'client' | 'counterparty' | 'other';
export type MatchOutcome = 'other_person' | 'same_person';
export type Again = 'never' | 'new_list' | 'new_party';

export type ListSeen = Narrow<api.SanctionListSeen, { list: SanctionList; age: ListAge }>;
export type ListState = Narrow<api.SanctionListState, { list: SanctionList; imported: ListSeen | null }>;
export type Party = Narrow<api.SanctionParty, { role: PartyRole }>;
export type Match = Narrow<
  api.PossibleMatchSeen,
  {
    list: SanctionList;
    likeness: 'same' | 'spelling' | 'part' | 'sound';
    kind: 'person' | 'organisation' | null;
    decision: Narrow<api.MatchDecisionSeen, { outcome: MatchOutcome }> | null;
  }
>;
export type NameSeen = Narrow<api.ScreenedName, { role: PartyRole; matches: Match[] }>;
export type Screening = Narrow<api.ScreeningSeen, { state: 'open' | 'decided'; lists: ListSeen[]; names: NameSeen[] }>;
export type ScreeningLine = Sent<api.ScreeningLine>;
export type Sanctions = Narrow<
  api.SanctionsSeen,
  { lists: ListState[]; parties: Party[]; again: Again[]; last: Screening | null; earlier: ScreeningLine[] }
>;

export const sanctions = (dossier: Id) =>
  queryOptions({ queryKey: ['sanctions', dossier], queryFn: ({ signal }) => call<Sanctions>(`/dossiers/${dossier}/sanctions`, { signal }) });

export const screening = (id: Id) => queryOptions({ queryKey: ['screening', id], queryFn: ({ signal }) => call<Screening>(`/screenings/${id}`, { signal }) });

export const screen = (dossier: Id, names: string[]): Promise<Sanctions> => call(`/dossiers/${dossier}/sanctions`, { method: 'POST', body: { names }, creation: true });

export const decideMatch = (of: Screening, number: number, body: { outcome: MatchOutcome | null; reason?: string }): Promise<Screening> =>
  call(`/screenings/${of.id}/matches/${number}`, { method: 'PUT', body, revision: of.revision });
