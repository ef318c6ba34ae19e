/** What is the matter with a Word file, in words a person can act on. */
import { ApiError } from '../../api/client';
import { useTexts } from '../../i18n/language';
import { Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';

export function Fault(props: { error: unknown; onRetry?: () => void }) {
  const t = useTexts();
  const { error } = props;
  const told = error instanceof ApiError && ['word', 'invalid', 'conflict'].includes(error.kind) ? error.problem?.errors?.[0] : undefined;
  const words = told && t.wordFaults[told.code];
  if (words) return <Notice tone="bad" alert>{words}</Notice>;
  if (error instanceof ApiError && error.kind === 'word') return <Notice tone="bad" alert>{t.wordFaults.other}</Notice>;
  return <ProblemNotice error={error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />;
}
