/** Verdicts in their order, and how they look. */
import type { CheckState, FindingVerdict } from '../../api/checks';

export const VERDICTS: FindingVerdict[] = ['unacceptable', 'review', 'acceptable', 'not_applicable'];
export const TONES = { unacceptable: 'bad', review: 'warn', acceptable: 'ok', not_applicable: 'quiet' } as const;

/** Whether a person has something to do. */
export const isFlagged = (verdict: FindingVerdict): boolean => verdict === 'unacceptable' || verdict === 'review';

/** Whether it is in one of the states in which nothing is found: those have a word of their own. */
export const isUnmade = (state: CheckState): state is 'running' | 'stopped' | 'failed' => state === 'running' || state === 'stopped' || state === 'failed';
