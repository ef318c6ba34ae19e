/** A decision: what is known of it, and its paragraphs, opened at a consideration. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ApiError } from '../../api/client';
import { decision } from '../../api/law';
import { useReading } from '../../i18n/language';
import { Empty, Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { noon } from '../deadline/days';
import s from './law.module.css';

interface DecisionProps {
  level: 2 | 3;
  ecli: string;
  consideration: string | undefined;
}

/** Whether a paragraph belongs to a consideration: 3.8.1 is of 3.8. */
export const isOf = (number: string, consideration: string | undefined): boolean =>
  Boolean(consideration) && (number === consideration || number.startsWith(`${consideration}.`));

export function DecisionView({ ecli, level, consideration }: DecisionProps) {
  const { t, f } = useReading();
  const place = useRef<HTMLParagraphElement>(null);
  const { data, error, isPending, refetch } = useQuery(decision(ecli));
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [data, consideration]);
  if (isPending) return <Loading />;
  if (error instanceof ApiError && error.status === 404) return <Empty level={level} title={t.law.noDecision} help={t.law.noDecisionHelp} />;
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  const it = data.decision;
  const first = it.paragraphs.findIndex((one) => isOf(one.number, consideration));
  return (
    <article className={s.provision}>
      <header className={s.head}>
        <p className={s.dates}><b>{it.court}{it.date && `, ${f.day(noon(it.date))}`}</b><span>{it.kind}</span><span>{it.cases.join(', ')}</span></p>
        {it.summary && <p>{it.summary}</p>}
      </header>
      {!it.has_text && <Notice tone="warn">{t.law.withoutText}</Notice>}
      {consideration && it.has_text && first < 0 && <Notice tone="warn">{t.law.noConsideration(consideration)}</Notice>}
      <div className={s.lines}>
        {it.paragraphs.map((one, index) => (
          <p key={index} data-kind={one.heading ? 'heading' : 'text'} {...(isOf(one.number, consideration) ? { 'data-marked': true } : {})} ref={index === first ? place : null}>{one.text}</p>
        ))}
      </div>
      <p className={s.source}>{t.law.source}: <span>{it.address}</span></p>
    </article>
  );
}
