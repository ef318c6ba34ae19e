/** What is kept until a day that is near or past: what, until when, how many days that is, and the way to it. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { removals, type Removal } from '../../api/registers';
import { Button, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useWords } from './words';
import s from './accountability.module.css';

export function Removals() {
  const { w, t, language } = useWords();
  const found = useInfiniteQuery({
    queryKey: ['registers', 'removals', language],
    queryFn: ({ signal, pageParam }) => removals(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const list = (found.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <section className={s.section}>
      <h2>{w.removals.title}</h2>
      <p className={s.quiet}>{w.removals.lead}</p>
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void (found.isFetchNextPageError ? found.fetchNextPage() : found.refetch())} />}
      {found.data && list.length === 0 && <p className={s.quiet}>{w.removals.none}</p>}
      {list.length > 0 && (
        <ul className={s.rows} aria-label={w.removals.title}>
          {list.map((one, at) => <li key={`${at} ${one.kind} ${one.row}`}><Line one={one} /></li>)}
        </ul>
      )}
      {found.hasNextPage && !found.isFetchNextPageError && <div><Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>{t.common.more}</Button></div>}
    </section>
  );
}

function Line({ one }: { one: Removal }) {
  const { w, f } = useWords();
  return (
    <Way one={one}>
      {one.late && <Tag tone="bad">{w.removals.late}</Tag>}
      <span className={s.what}>
        <b>{one.title || w.removals.untitled}</b>
        <small>{[what(one, w), one.dossier?.name, one.task ? w.removals.byPerson : w.removals.byItself].filter(Boolean).join(' · ')}</small>
        <small>{one.basis}</small>
      </span>
      <span className={classes(s.when, s.until)}>
        <span>{w.removals.until(f.short(`${one.kept_until}T12:00:00`))}</span>
        <span data-late={one.late || undefined}>{w.removals.days(one.days)}</span>
      </span>
    </Way>
  );
}

function what(one: Removal, w: ReturnType<typeof useWords>['w']): string | null {
  switch (one.kind) {
    case 'row':
      return one.register_name;
    case 'answers':
      return one.own ? w.removals.own(one.count) : w.removals.answers(one.count);
    case 'intake':
      return w.removals.intake;
  }
}

/** The way to it, where there is one: a row, one's own tests. */
function Way({ one, children }: { one: Removal; children: ReactNode }) {
  if (one.register && one.row) return <Link to="/registers/$register/$row" params={{ register: one.register, row: one.row }} className={s.row}>{children}</Link>;
  if (one.kind === 'answers' && one.own) return <Link to="/training" className={s.row}>{children}</Link>;
  if (one.kind === 'intake') return <Link to="/dossiers" search={{ new: true }} className={s.row}>{children}</Link>;
  return <div className={s.row}>{children}</div>;
}
