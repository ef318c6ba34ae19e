/** What the states of a deadline look like and allow; also for the first page, which has no dialogs. */
import type { Deadline } from '../../api/deadlines';

export const TONES = { proposed: 'warn', confirmed: 'ok', met: 'quiet', lapsed: 'quiet' } as const;

export const isOpen = (one: Deadline): boolean => one.state === 'proposed' || one.state === 'confirmed';
