/** Screenings from which no dossier was made yet, for whoever does intake. */
import { useQuery } from '@tanstack/react-query';
import { intakes, type ConflictIntake } from '../../api/conflicts';
import { Button, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useWords } from './words';
import s from './conflict.module.css';

interface EarlierProps {
  /** The one that is open in the form. */
  except: string | undefined;
  onResume: (kept: ConflictIntake) => void;
}

export function EarlierIntakes({ except, onResume }: EarlierProps) {
  const { w } = useWords();
  const found = useQuery(intakes);
  const list = (found.data ?? []).filter((one) => one.id !== except);
  if (found.error && !found.data) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (list.length === 0) return null;
  return (
    <details>
      <summary>{w.intakes(list.length)}</summary>
      <p className={s.quiet}>{w.intakesLead}</p>
      <ul className={s.hits}>{list.map((one) => <li key={one.id}><One one={one} onResume={() => onResume(one)} /></li>)}</ul>
    </details>
  );
}

function One({ one, onResume }: { one: ConflictIntake; onResume: () => void }) {
  const { w, f } = useWords();
  const names = one.found.names.map((name) => name.name).join('; ');
  const count = one.found.hits.filter((hit) => !hit.weak).length;
  const found = [w.hits(count), one.found.hidden && w.hiddenShort].filter(Boolean).join(', ');
  return (
    <>
      <span className={s.tags}><Tag tone={one.state === 'refused' ? 'bad' : one.state === 'clear' ? 'ok' : 'warn'}>{w.states[one.state]}</Tag></span>
      <b>{names}</b>
      <span>{w.by(one.created_by ?? w.somebody, f.short(one.created_at))}: {found}</span>
      {one.reason && <q>{one.reason}</q>}
      {one.reason && <small className={s.quiet}>{w.by(one.concluded_by ?? w.somebody, f.short(one.concluded_at ?? one.created_at))}</small>}
      {one.kept_until && <small className={s.quiet}>{w.keptUntil(f.short(`${one.kept_until}T12:00:00`))}</small>}
      <span className={s.buttons}><Button small aria-label={`${w.resume}: ${names}`} onPress={onResume}>{w.resume}</Button></span>
    </>
  );
}
