/** What went wrong, in words a person can act on. */
import { Link } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import { ApiError, Unreachable } from '../api/client';
import type { Texts } from '../i18n/nl';
import { useTexts } from '../i18n/language';
import { Button, classes, Notice } from './parts';
import { say } from './say';
import s from './ui.module.css';

/** Our own words for the kinds we know; else what the server said in the reader's language. */
export function problemText(t: Texts, error: unknown): string {
  if (error instanceof Unreachable) return t.problems.unreachable;
  if (!(error instanceof ApiError)) return t.problems.internal;
  if (error.status === 429 && error.retryAfter) return t.problems.waitSeconds(error.retryAfter);
  const own = (t.problems as Record<string, unknown>)[error.kind];
  if (typeof own === 'string') return own;
  if (error.problem) return error.problem.detail ?? error.problem.title;
  if (error.status === 404) return t.problems['not-found'];
  if (error.status === 403) return t.problems.refused;
  if (error.status === 413) return t.problems['too-large'];
  return error.status >= 502 && error.status <= 504 ? t.problems.unavailable : t.problems.internal;
}

/** What is wrong with one field, by the JSON pointer and the code the server gives; `own` has the field's own words for codes. */
export function fieldError(t: Texts, error: unknown, pointer: string, own: Record<string, string> = {}): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const found = error.problem?.errors?.find((one) => one.pointer === pointer);
  if (!found) return undefined;
  const [area = '', code = ''] = found.code.split('.');
  if (area === 'weak_password') return (t.passwordErrors as Record<string, string>)[code] ?? t.fieldErrors.other;
  return own[area] ?? (t.fieldErrors as Record<string, string>)[area] ?? t.fieldErrors.other;
}

export function ProblemNotice(props: { error: unknown; onRetry?: () => void }) {
  const t = useTexts();
  const trace = props.error instanceof ApiError ? props.error.problem?.trace_id : undefined;
  const untrained = props.error instanceof ApiError && props.error.kind === 'training-required';
  const copy = () => void navigator.clipboard.writeText(trace ?? '').then(() => say(t.common.copied));
  return (
    <Notice tone="bad" alert>
      <span>{problemText(t, props.error)}</span>
      {(untrained || trace || props.onRetry) && (
        <span className={s.ways}>
          {untrained && <Link to="/training" className={classes(s.button, s.link, s.small)}>{t.problems.toTests}</Link>}
          {props.onRetry && <Button look="link" small onPress={props.onRetry}>{t.common.retry}</Button>}
          {trace && (
            <Button look="link" small onPress={copy}>
              <Copy size={13} aria-hidden /> {t.common.copyCode}
            </Button>
          )}
        </span>
      )}
    </Notice>
  );
}
