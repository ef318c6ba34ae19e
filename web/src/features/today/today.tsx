/** The first page: what one was working on, what runs, and how to begin. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { dossiers, jobs } from '../../api/queries';
import type { DossierRow } from '../../api/types';
import { useReading } from '../../i18n/language';
import { Loading, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { Due } from '../deadline/due';
import { JobGroups } from '../job/tray';
import { useTitle } from '../session/sign-in';
import shell from '../../app/shell.module.css';
import ui from '../../ui/ui.module.css';
import s from './today.module.css';

const Duties = lazy(() => import('../register/duties').then((module) => ({ default: module.Duties })));

export function Today() {
  const { t, f } = useReading();
  useTitle(t.today.title);
  const recent = useInfiniteQuery(dossiers({}, 8));
  const work = useQuery(jobs);
  const rows = (recent.data?.pages ?? []).flatMap((page) => page.items).slice(0, 8);
  const started = rows.some((row) => row.documents > 0);
  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1>{t.today.title}</h1>
        <p>{f.day(new Date())}</p>
      </div>
      {recent.error && <ProblemNotice error={recent.error} onRetry={() => void recent.refetch()} />}
      {recent.isPending && <Loading />}
      {recent.data && (
        <div className={s.columns}>
          <div className={s.section}>
            {!started && <First rows={rows} />}
            {rows.length > 0 && <Due />}
            <Suspense><Duties /></Suspense>
            {rows.length > 0 && <Recent rows={rows} />}
          </div>
          <section className={s.section}>
            <header><h2>{t.today.running}</h2></header>
            <div className={classes(s.rows, s.work)}>
              {(work.data ?? []).length > 0 ? <JobGroups jobs={work.data ?? []} /> : <p>{t.today.quiet}</p>}
            </div>
          </section>
        </div>
      )}
    </div>
  );
}

function Recent(props: { rows: DossierRow[] }) {
  const { t, f } = useReading();
  return (
    <section className={s.section}>
      <header>
        <h2>{t.today.recent}</h2>
        <Link to="/dossiers" className={classes(ui.button, ui.link, ui.small)}>{t.today.allDossiers}</Link>
      </header>
      <ul className={s.rows}>
        {props.rows.map((row) => (
          <li key={row.id}>
            <Link to="/dossiers/$dossier" params={{ dossier: row.id }} className={s.row}>
              <span>
                <b>{row.name}</b>
                <small>{' '}<br />{[row.number, row.field_of_law, row.client].filter(Boolean).join(' · ')}</small>
              </span>
              <span>
                <span>{t.documents.count(row.documents)}</span>
                <span>{f.ago(row.updated_at)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function First(props: { rows: DossierRow[] }) {
  const { t } = useReading();
  const first = props.rows[0];
  const go = (label: string) =>
    first && (
      <Link to="/dossiers/$dossier" params={{ dossier: first.id }} className={classes(ui.button, ui.ghost, ui.small)}>{label}</Link>
    );
  return (
    <section className={s.section}>
      <header><h2>{t.today.firstTitle}</h2></header>
      <ol className={classes(s.rows, s.first)}>
        <li data-done={props.rows.length > 0 || undefined}>
          <div>{t.today.first.dossier}<small>{t.today.first.dossierHint}</small></div>
          {!first && <Link to="/dossiers" search={{ new: true }} className={classes(ui.button, ui.solid, ui.small)}>{t.dossiers.new}</Link>}
        </li>
        <li data-done={props.rows.some((row) => row.documents > 0) || undefined}>
          <div>{t.today.first.documents}<small>{t.today.first.documentsHint}</small></div>
          {go(t.documents.add)}
        </li>
        <li>
          <div>{t.today.first.question}<small>{t.today.first.questionHint}</small></div>
        </li>
      </ol>
    </section>
  );
}
