/** What the server has against a text, in words. */
import { ApiError } from '../../api/client';
import type { Texts } from './words';

/** Null where something else is the matter than the text itself. */
export function faultText(t: Texts, error: unknown): string | null {
  if (!(error instanceof ApiError) || error.kind !== 'invalid') return null;
  const code = error.problem?.errors?.[0]?.code.split('.')[0] ?? '';
  return (t.text.faults as Record<string, string>)[code] ?? t.text.faults.other;
}
