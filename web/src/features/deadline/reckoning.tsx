/** A computed day with its reasoning in words. */
import { Scale } from 'lucide-react';
import type { Reckoning } from '../../api/deadlines';
import { useReading } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { noon } from './days';
import s from './deadline.module.css';

/** The day with the day of the week, and the time where there is one. */
export function lastDay(t: Texts, one: Reckoning): string {
  const day = new Intl.DateTimeFormat(t.locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(noon(one.last));
  return one.time ? t.counting.at(day, one.time.slice(0, 5)) : day;
}

export function Reasoning({ reckoning }: { reckoning: Reckoning }) {
  return (
    <ol className={s.steps}>
      {reckoning.steps.map((step, index) => (
        <li key={index}>
          <span>{step.text}</span>
          {step.article && <small><Scale size={12} aria-hidden />{step.article}</small>}
        </li>
      ))}
    </ol>
  );
}

/** The result as it is typed: said once to who does not see it. */
export function Result({ reckoning, busy }: { reckoning: Reckoning; busy: boolean }) {
  const { t } = useReading();
  return (
    <section className={s.result} aria-label={t.counting.result} aria-busy={busy}>
      <p className={s.lastLabel}>{t.counting.result}</p>
      <p className={s.lastDay} data-testid="last-day">{lastDay(t, reckoning)}</p>
      <Reasoning reckoning={reckoning} />
    </section>
  );
}
