/** What went wrong with a screening. */
import { ApiError } from '../../api/client';
import { Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useWords } from './words';

/** What went wrong; of what the state of things does not allow, or of a name, why. */
export function Trouble({ error }: { error: unknown }) {
  const { w } = useWords();
  const first = error instanceof ApiError ? error.problem?.errors?.[0] : undefined;
  const line = /^\/names\/(\d+)$/.exec(first?.pointer ?? '')?.[1];
  const why = first && (w.conflicts[first.code] ?? w.errors[first.code]);
  if (!why) return <ProblemNotice error={error} />;
  return <Notice tone="bad" alert>{line === undefined ? why : w.nameWrong(Number(line) + 1, why)}</Notice>;
}
