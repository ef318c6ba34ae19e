/** The fields of a term: a row of the table, or one's own; and when it begins. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { terms, type Direction, type Regime, type TermRow, type Unit } from '../../api/deadlines';
import { bare } from '../../i18n/bare';
import { useReading, useTexts } from '../../i18n/language';
import { Field, Pick, SearchBox } from '../../ui/fields';
import { Button, Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { noon } from './days';
import { Result } from './reckoning';
import type { Count } from './use-counting';
import d from '../dossier/dossier.module.css';
import s from './deadline.module.css';

/** The rows that hold all words of a question. */
export function matching(rows: TermRow[], question: string, fields: Record<string, string>): TermRow[] {
  const words = bare(question).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = bare([row.title, row.event, row.source, row.field, fields[row.field] ?? ''].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** Choosing a term of the law, or one of one's own. */
export function ChooseTerm(props: { onChoose: (row: TermRow | null) => void }) {
  const { t, language } = useReading();
  const found = useQuery(terms(language));
  const [question, setQuestion] = useState('');
  if (found.isPending) return <Loading />;
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const rows = matching(found.data, question, t.termFields);
  return (
    <div className={s.choose}>
      <SearchBox label={t.counting.find} value={question} onChange={setQuestion} autoFocus />
      {rows.length === 0 && <p className={s.quiet}>{t.counting.none}</p>}
      <GridList aria-label={t.counting.terms} className={s.terms ?? ''} onAction={(key) => props.onChoose(rows.find((row) => row.key === key) ?? null)}>
        {rows.map((row) => (
          <GridListItem key={row.key} id={row.key} textValue={row.title} className={s.term ?? ''}>
            <span className={s.termName}>{row.title}</span>
            <span className={s.termLength}>{t.length(row.term.amount, row.term.unit)}</span>
            <small>{row.source} · {t.termFields[row.field] ?? row.field}</small>
          </GridListItem>
        ))}
      </GridList>
      <div><Button onPress={() => props.onChoose(null)}>{t.counting.own}</Button> <span className={s.quiet}>{t.counting.ownHint}</span></div>
    </div>
  );
}

/** The chosen row, with what it rests on. */
export function ChosenTerm(props: { row: TermRow; onOther: () => void }) {
  const { t, f } = useReading();
  const { row } = props;
  const checked = f.day(noon(row.checked_on));
  return (
    <section className={s.chosen} aria-label={t.counting.chosen}>
      <div>
        <b>{row.title}</b>
        <p>{t.length(row.term.amount, row.term.unit)} · {row.source}</p>
        <p className={s.quiet}>{row.checked_text ? t.counting.checked(checked) : t.counting.seen(checked)}</p>
        {row.note && <p>{row.note}</p>}
      </div>
      <Button small onPress={props.onOther}>{t.counting.other}</Button>
    </section>
  );
}

/** A term of one's own. */
export function OwnTerm({ count }: { count: Count }) {
  const t = useTexts();
  const { typed, set, errors } = count;
  const choices = <T extends string>(names: Record<T, string>, ids: readonly NoInfer<T>[]) => ids.map((id) => ({ id, name: names[id] }));
  return (
    <>
      <div className={d.two}>
        <Field label={t.counting.amount} inputMode="numeric" error={errors.amount} value={typed.amount} onChange={(amount) => set({ amount })} onBlur={() => count.leave('amount')} isRequired />
        <Pick label={t.counting.unit} value={typed.unit} onChange={(unit) => set({ unit: unit as Unit })} choices={choices(t.units, ['hours', 'days', 'weeks', 'months', 'years'])} />
      </div>
      <div className={d.two}>
        <Pick label={t.counting.direction} value={typed.direction} onChange={(direction) => set({ direction: direction as Direction })} choices={choices(t.directions, ['after', 'before', 'clear_before'])} />
        <Pick label={t.counting.regime} value={typed.regime} onChange={(regime) => set({ regime: regime as Regime })} choices={choices(t.regimes, ['statutory', 'european', 'agreed', 'court'])} />
      </div>
      {errors.direction && <p className={s.wrong} role="alert">{errors.direction}</p>}
    </>
  );
}

/** When it begins, and the day that comes of it. */
export function WhenAndResult({ count, event }: { count: Count; event: string }) {
  const { t, f } = useReading();
  const { typed, set, errors } = count;
  return (
    <>
      <div className={count.hours ? d.two : undefined}>
        <Field
          label={event ? t.counting.dateOf(event) : t.counting.date}
          hint={count.count?.event_date ? f.day(noon(count.count.event_date)) : t.counting.dateHint}
          error={errors.date}
          value={typed.date}
          onChange={(date) => set({ date })}
          onBlur={() => count.leave('date')}
          autoComplete="off"
          isRequired
        />
        {count.hours && (
          <Field label={t.counting.time} hint={t.counting.timeHint} error={errors.time} value={typed.time} onChange={(time) => set({ time })} onBlur={() => count.leave('time')} autoComplete="off" isRequired />
        )}
      </div>
      {count.failed && <ProblemNotice error={count.failed} />}
      <div aria-live="polite">{count.result ? <Result reckoning={count.result} busy={count.busy} /> : <p className={s.waiting}>{t.counting.waiting}</p>}</div>
    </>
  );
}
