/** Registers: the shapes of the API, and one typed way to each. */
import { queryOptions } from '@tanstack/react-query';
import { call, fetchFile, query } from './client';
import type * as api from './schema';
import type { Id, Narrow, Sent } from './types';

export type FieldKind = 'text' | 'long_text' | 'choice' | 'date' | 'moment' | 'person' | 'document' | 'number' | 'yes_no' | 'reference';
export type RowState = 'concept' | 'in_force' | 'closed';
export type RowAct = 'offered' | 'added' | 'imported' | 'changed' | 'put_in_force' | 'taken_back' | 'closed' | 'removed';
export type CycleState = 'open' | 'checking' | 'done' | 'lapsed';
export type EventKind = 'opened' | 'reminder' | 'overdue' | 'escalated' | 'confirmed' | 'checked' | 'lapsed';
export type Need = 'optional' | 'in_force' | 'always';

/** What a field holds, as JSON has it; days, moments and ids as text. */
export type Held = string | number | boolean;
export type Value = Narrow<api.RegisterValue, { value: Held }>;

export type Register = Sent<api.Register>;
export type Field = Narrow<api.RegisterField, { kind: FieldKind; need: Need; choices: Sent<api.RegisterChoice>[]; when: Sent<api.RegisterWhen>[] }>;
export type Campaign = Sent<api.RegisterCampaign>;
export type RegisterDetail = Register & { fields: Field[]; campaigns: Campaign[]; unrecorded_before: string | null };

export type Confirmation = Narrow<api.RegisterConfirmation, { document: Value | null }>;
export type Cycle = Narrow<api.RegisterCycle, { state: CycleState; done: Confirmation | null; checked: Confirmation | null; sent_back: Confirmation[]; receipts: Sent<api.RegisterReceipt>[] }>;
export type RowEvent = Narrow<api.RegisterEvent, { kind: EventKind }>;
export type Happened = Omit<Sent<api.RegisterHistory>, 'act' | 'was'> & { act: RowAct; was: Record<string, Value | null> };
export type Row = Omit<Sent<api.RegisterRow>, 'state' | 'dossier' | 'lacks' | 'owner' | 'values' | 'cycles' | 'events' | 'history'> & {
  state: RowState;
  dossier: Sent<api.RegisterHome> | null;
  lacks: Sent<api.RegisterLack>[];
  owner: Sent<api.RegisterOwner> | null;
  values: Record<string, Value>;
  cycles: Cycle[];
  events: RowEvent[];
  history: Happened[];
};
export type Duty = Narrow<api.RegisterDuty, { cycle: Cycle; dossier: Sent<api.RegisterHome> | null }>;
/** A register that is kept by dossier, with its rows of one. */
export type Owed = { register: RegisterDetail; rows: Row[] };
/** Something that is kept until a day that is near or past. */
export type Removal = Narrow<api.RegisterRemoval, { kind: 'row' | 'answers' | 'intake'; dossier: Sent<api.RegisterHome> | null }>;
export type Officer = Sent<api.RegisterOfficer>;
export type Import = Narrow<api.RegisterImport, { bad: Sent<api.BadRegisterLine>[] }>;

const items = <T>(list: { items: T[] }): T[] => list.items;

// labels come in the reader's language, so the language is part of what is asked for
export const registers = (language: string) =>
  queryOptions({ queryKey: ['registers', language], queryFn: ({ signal }) => call<{ items: Register[] }>('/registers', { signal }).then(items) });

export const register = (key: string, language: string) =>
  queryOptions({ queryKey: ['registers', language, key], queryFn: ({ signal }) => call<RegisterDetail>(`/registers/${key}`, { signal }) });

/** A page of the rows of a register. */
export const rows = (key: string, cursor: string | null, signal: AbortSignal) =>
  call<{ items: Row[]; next: string | null }>(`/registers/${key}/rows${query({ limit: 100, cursor })}`, { signal });

export const row = (id: Id, language: string) =>
  queryOptions({ queryKey: ['register-rows', 'one', id, language], queryFn: ({ signal }) => call<Row>(`/register-rows/${id}`, { signal }) });

export const duties = (language: string) =>
  queryOptions({ queryKey: ['registers', 'duties', language], queryFn: ({ signal }) => call<{ items: Duty[] }>('/registers/duties', { signal }).then(items) });

/** What is owed about a dossier. */
export const owed = (dossier: Id, language: string) =>
  queryOptions({ queryKey: ['registers', 'dossier', dossier, language], queryFn: ({ signal }) => call<{ items: Owed[] }>(`/dossiers/${dossier}/duties`, { signal }).then(items) });

/** A page of what goes within thirty days, and what should have gone. */
export const removals = (cursor: string | null, signal: AbortSignal) => call<{ items: Removal[]; next: string | null }>(`/registers/removals${query({ limit: 50, cursor })}`, { signal });

export const officers = queryOptions({ queryKey: ['registers', 'officers'], queryFn: ({ signal }) => call<{ items: Officer[] }>('/registers/officers', { signal }).then(items) });

export interface Values {
  owner?: Id;
  values: Record<string, Held | null>;
  reason?: string;
}

export const addRow = (key: string, body: Values): Promise<Row> => call(`/registers/${key}/rows`, { method: 'POST', body, creation: true });

export const addDuty = (dossier: Id, key: string, body: Values): Promise<Row> => call(`/dossiers/${dossier}/duties/${key}`, { method: 'POST', body, creation: true });

export const changeRow = (one: Row, body: Values): Promise<Row> => call(`/register-rows/${one.id}`, { method: 'PATCH', body, revision: one.revision });

export const turnRow = (one: Row, state: RowState, reason = ''): Promise<Row> => call(`/register-rows/${one.id}/state`, { method: 'POST', body: { state, reason }, revision: one.revision });

export interface Evidence {
  what: 'done' | 'checked' | 'sent_back';
  note: string;
  document?: Id;
}

export const confirmCycle = (one: Row, cycle: Cycle, evidence: Evidence): Promise<Row> =>
  call(`/register-rows/${one.id}/cycles`, { method: 'POST', body: { campaign: cycle.campaign, due: cycle.due, ...evidence } });

/** Says that one knows what a cycle tells. */
export const acknowledge = (one: Row, cycle: Cycle): Promise<Row> => call(`/register-rows/${one.id}/receipts`, { method: 'POST', body: { campaign: cycle.campaign, due: cycle.due } });

export const importRows = (key: string, csv: Blob, keep: 'all' | 'good'): Promise<Import> => call(`/registers/${key}/import${query({ keep })}`, { method: 'POST', csv });

export const exportRows = (key: string): Promise<Blob> => fetchFile(`/registers/${key}/export`);

export const addOfficer = (user: Id): Promise<void> => call(`/registers/officers/${user}`, { method: 'PUT' });

export const removeOfficer = (user: Id): Promise<void> => call(`/registers/officers/${user}`, { method: 'DELETE' });
