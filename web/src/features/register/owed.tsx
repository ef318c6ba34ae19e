/** What is owed about a dossier: each register that is kept by dossier, with what is missing and what is due. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { owed, type Owed, type RegisterDetail, type Row } from '../../api/registers';
import { Button, Loading, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { showDay } from '../draft/written';
import { FillRow } from './fill';
import { Lacks, StateTag } from './state';
import { daysUntil } from './values';
import { useWords } from './words';
import s from './register.module.css';

export function DossierDuties() {
  const { w, language } = useWords();
  const { dossier } = useParams({ from: '/dossiers/$dossier/duties' });
  const found = useQuery(owed(dossier, language));
  const [adding, setAdding] = useState<RegisterDetail | null>(null);
  if (found.isPending) return <Loading />;
  return (
    <div className={s.owed}>
      <h2 className="hidden">{w.owed}</h2>
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.map((one) => <Card key={one.register.key} of={one} onAdd={() => setAdding(one.register)} />)}
      {adding && <FillRow of={adding} row={null} dossier={dossier} onClose={() => setAdding(null)} />}
    </div>
  );
}

function Card({ of: { register, rows }, onAdd }: { of: Owed; onAdd: () => void }) {
  const { w } = useWords();
  const list = rows.filter((row) => row.state !== 'closed').concat(rows.filter((row) => row.state === 'closed'));
  return (
    <section className={s.owedCard} aria-label={register.name}>
      <header className={s.cardHead}>
        <h3>{register.name}</h3>
        {register.adds && <Button small onPress={onAdd}><Plus size={15} aria-hidden />{w.add}</Button>}
      </header>
      <p className={s.quiet}>{register.purpose}</p>
      {list.length === 0 ? <p>{w.owedNothing}</p> : <ul className={s.owedRows}>{list.map((row) => <li key={row.id}><OwedRow of={register} row={row} /></li>)}</ul>}
      <p className={s.cardFoot}>{w.basis}: {register.basis.join('; ')}</p>
    </section>
  );
}

function OwedRow({ of, row }: { of: RegisterDetail; row: Row }) {
  const { w } = useWords();
  return (
    <>
      <div className={s.cycleHead}>
        <Link to="/registers/$register/$row" params={{ register: of.key, row: row.id }} className={s.owedName}>{row.title || w.removedTitle}</Link>
        <StateTag row={row} />
      </div>
      <Lacks of={of} row={row} />
      {row.cycles.map((one) => {
        const days = daysUntil(one.due);
        return (
          <div key={`${one.campaign} ${one.due}`} className={s.cycleHead}>
            <span>{one.name}</span>
            <Tag tone={one.late ? 'bad' : 'warn'}>{one.late && days >= 0 ? w.lateTag : w.days(days)}</Tag>
            {one.state === 'checking' && <Tag tone="warn">{w.cycleStates.checking}</Tag>}
          </div>
        );
      })}
      {row.kept_until && <p className={s.quiet}>{w.keptUntil}: {showDay(row.kept_until)}</p>}
    </>
  );
}
