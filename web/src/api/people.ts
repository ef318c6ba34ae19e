/** People of the firm: their roles, and what the firm asks of whoever has one. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type * as api from './schema';
import type { Id, Narrow, Role } from './types';

export type Requirement = 'confidentiality' | 'background_check' | 'training' | 'ai_literacy';
export type RoleRequirements = Narrow<api.RoleRequirements, { role: Role; asks: Requirement[]; can_ask: Requirement[] }>;
export type Lacking = Narrow<api.LackingPerson, { role: Role; lacks: Requirement[] }>;
export interface Requirements {
  roles: RoleRequirements[];
  lacking: Lacking[];
}

export const requirements = queryOptions({ queryKey: ['requirements'], queryFn: ({ signal }) => call<Requirements>('/requirements', { signal }) });

export const ask = (role: Role, asks: Requirement[]): Promise<Requirements> => call(`/requirements/${role}`, { method: 'PUT', body: { asks } });

export const giveRole = (user: Id, role: Role): Promise<void> => call(`/people/${user}/role`, { method: 'PUT', body: { role } });
