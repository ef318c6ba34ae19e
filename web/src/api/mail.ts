/** Mail: what one is mailed about, and whether the mail of the firm goes. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type * as api from './schema';
import type { Narrow } from './types';

export type MailKind = 'deadlines' | 'tasks' | 'escalations' | 'reports' | 'clocks';
/** How the last mail to somebody ended that was not taken. */
export type MailTrouble = 'waiting' | 'refused' | 'unsure';
export type MailChoice = Narrow<api.MailChoice, { kind: MailKind }>;
export type MailChoices = Narrow<api.MailChoices, { choices: MailChoice[] }>;
export type MailHealth = Narrow<api.MailHealth, { unmailed: Narrow<api.Unmailed, { state: MailTrouble }>[] }>;

export const mailChoices = queryOptions({ queryKey: ['mail', 'choices'], queryFn: ({ signal }) => call<MailChoices>('/account/mail', { signal }) });

export const chooseMail = (off: MailKind[]): Promise<MailChoices> => call('/account/mail', { method: 'PUT', body: { off } });

export const mailHealth = queryOptions({ queryKey: ['mail', 'health'], queryFn: ({ signal }) => call<MailHealth>('/mail', { signal }) });
