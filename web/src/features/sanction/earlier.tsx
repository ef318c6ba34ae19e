/** A screening that another followed: read, not changed. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { screening } from '../../api/sanctions';
import { Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { Result } from './result';
import { useWords } from './words';
import s from './sanction.module.css';

export function EarlierScreening() {
  const { w } = useWords();
  const { dossier, screening: id } = useParams({ from: '/dossiers/$dossier/sanctions/$screening' });
  const { data, error, isPending, refetch } = useQuery(screening(id));
  if (isPending) return <Loading />;
  return (
    <div className={s.page}>
      <header>
        <h2>{w.title}</h2>
        <span className={s.grow} />
        <Link to="/dossiers/$dossier/sanctions" params={{ dossier }}>{w.back}</Link>
      </header>
      <Notice>{w.old_one}</Notice>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data && <Result of={data} may={false} />}
    </div>
  );
}
