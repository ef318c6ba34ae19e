/** The names of a dossier beside the lists of sanctions: the last screening, and what is to be done. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { sanctions, type Sanctions } from '../../api/sanctions';
import { dossier as dossierQuery } from '../../api/queries';
import { useActions } from '../../app/keys';
import { Button, Empty, Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { Lists } from './lists';
import { Result } from './result';
import { ScreenSheet } from './screen';
import { useWords } from './words';
import s from './sanction.module.css';

export function SanctionsPage() {
  const { w } = useWords();
  const { dossier } = useParams({ from: '/dossiers/$dossier/sanctions' });
  const { data, error, isPending, refetch } = useQuery(sanctions(dossier));
  const may = useQuery(dossierQuery(dossier)).data?.rights.add_documents ?? false;
  const [asking, setAsking] = useState(false);
  const can = may && Boolean(data?.lists.some((it) => it.imported));
  useActions(can ? [{ id: 'screen', label: w.screen, keys: 'n', run: () => setAsking(true) }] : []);
  if (isPending) return <Loading />;
  if (!data) return <div className={s.page}><ProblemNotice error={error} onRetry={() => void refetch()} /></div>;
  const button = can && <Button look={data.again.length > 0 ? 'solid' : 'ghost'} onPress={() => setAsking(true)}><ScanSearch size={16} aria-hidden />{data.last ? w.screenAgain : w.screen}</Button>;
  return (
    <div className={s.page}>
      <header>
        <h2>{w.title}</h2>
        <span className={s.grow} />
        {button}
      </header>
      <p className={s.quiet}>{w.lead}</p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      <Lists lists={data.lists} />
      <Body dossier={dossier} data={data} may={may} />
      {asking && <ScreenSheet dossier={dossier} known={data} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Body({ dossier, data, may }: { dossier: string; data: Sanctions; may: boolean }) {
  const { w } = useWords();
  const none = !data.lists.some((it) => it.imported);
  if (none && !data.last) return <Empty title={w.noList} help={w.noListHelp} level={3} />;
  if (!data.last) return may ? <Empty title={w.never} help={w.neverHelp(data.parties.length)} level={3} /> : <Empty title={w.neverReadOnly} level={3} />;
  return (
    <>
      {data.again.map((why) => <Notice key={why} tone="warn">{w.again[why]}</Notice>)}
      <Result of={data.last} may={may} />
      <Earlier dossier={dossier} data={data} />
    </>
  );
}

function Earlier({ dossier, data }: { dossier: string; data: Sanctions }) {
  const { w, f } = useWords();
  if (data.earlier.length === 0) return null;
  return (
    <section className={s.earlier}>
      <h3>{w.earlier}</h3>
      <ul>
        {data.earlier.map((it) => (
          <li key={it.id}>
            <Link to="/dossiers/$dossier/sanctions/$screening" params={{ dossier, screening: it.id }}>{w.made(f.ago(it.created_at), it.created_by ?? '')}</Link>
            <small>{w.earlierNames(it.names)}, {w.matches(it.matches)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
