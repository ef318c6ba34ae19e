/** What is said of a reference: a verdict by its name, never by its colour alone. */
import type { Reason, Verdict } from '../../api/law';
import { useReading, useTexts } from '../../i18n/language';
import { Tag } from '../../ui/parts';

const TONES = { exists: 'ok', not_in_library: 'quiet', unchecked: 'plain', mismatch: 'warn', impossible: 'bad' } as const satisfies Record<Verdict, string>;

export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const t = useTexts();
  return <Tag tone={TONES[verdict]}>{t.lawVerdicts[verdict]}</Tag>;
}

/** The reason in the reader's language, as the server words it. */
export function useReason(): (reason: Reason) => string {
  const { language } = useReading();
  return (reason) => reason.words[language];
}
