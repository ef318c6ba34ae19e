/** What went wrong with a conflict check. */
import { ApiError } from '../../api/client';
import { Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useWords } from './words';

/** What went wrong; of what the state of things does not allow, why. What a field says is left to the field. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { w } = useWords();
  if (error instanceof ApiError && error.status === 422 && error.problem?.errors?.length) return null;
  const code = error instanceof ApiError && error.kind === 'conflict' ? error.problem?.errors?.[0]?.code : undefined;
  const known = code ? w.conflicts[code] : undefined;
  return known ? <Notice tone="bad" alert>{known}</Notice> : <ProblemNotice error={error} {...(onRetry ? { onRetry } : {})} />;
}
