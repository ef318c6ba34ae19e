/** What went wrong with a register or a row. */
import { ApiError } from '../../api/client';
import { Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useWords } from './words';

/** What went wrong; of what the state of things does not allow, why. */
export function Trouble({ error }: { error: unknown }) {
  const { w } = useWords();
  const code = error instanceof ApiError && error.kind === 'conflict' ? error.problem?.errors?.[0]?.code : undefined;
  const known = code ? w.conflicts[code] : undefined;
  return known ? <Notice tone="bad" alert>{known}</Notice> : <ProblemNotice error={error} />;
}
