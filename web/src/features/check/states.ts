/** Verdicts in their order, and how they look. */
import type { FindingVerdict } from '../../api/checks';

export const VERDICTS: FindingVerdict[] = ['unacceptable', 'review', 'acceptable', 'not_applicable'];
export const TONES = { unacceptable: 'bad', review: 'warn', acceptable: 'ok', not_applicable: 'quiet' } as const;

/** Whether a person has something to do. */
export const isFlagged = (verdict: FindingVerdict): boolean => verdict === 'unacceptable' || verdict === 'review';
