/** People of the firm: their roles, and what the firm asks of whoever has one. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type * as api from './schema';
import type { Id, Language, Narrow, Role, Sent } from './types';

export type Requirement = 'confidentiality' | 'background_check' | 'training' | 'ai_literacy';
export type RoleRequirements = Narrow<api.RoleRequirements, { role: Role; asks: Requirement[]; can_ask: Requirement[] }>;
export type RoleLack = Narrow<api.RoleLack, { role: Role; lacks: Requirement[] }>;
export type Mend = Narrow<api.Mend, { what: Requirement }>;
export type Standing = Narrow<api.PersonStanding, { role: Role; lacks: RoleLack[]; mends: Mend[] }>;
export interface Requirements {
  roles: RoleRequirements[];
  people: Standing[];
}

export const requirements = queryOptions({ queryKey: ['requirements'], queryFn: ({ signal }) => call<Requirements>('/requirements', { signal }) });

export const ask = (role: Role, asks: Requirement[]): Promise<Requirements> => call(`/requirements/${role}`, { method: 'PUT', body: { asks } });

export interface NewPerson {
  name: string;
  email: string;
  role: Role;
  language: Language;
}

/** Adds somebody; their first password is told this once. */
export const addPerson = (body: NewPerson): Promise<Sent<api.AddedPerson>> => call('/people', { method: 'POST', body });

export const giveRole = (user: Id, role: Role): Promise<void> => call(`/people/${user}/role`, { method: 'PUT', body: { role } });
