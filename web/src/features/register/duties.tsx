/** What is due of the registers, on the first page. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { duties, type Duty } from '../../api/registers';
import { Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { daysUntil, dueDay } from './values';
import { useWords } from './words';
import due from '../deadline/deadline.module.css';
import today from '../today/today.module.css';

/** How many are shown; the registers have the rest. */
const MOST = 8;

export function Duties() {
  const { w, language } = useWords();
  const found = useQuery(duties(language));
  const list = found.data ?? [];
  if (!found.error && list.length === 0) return null;
  return (
    <section className={classes(today.section, due.due)}>
      <header>
        <h2>{w.duties}</h2>
        {list.length > MOST && <Link to="/registers">{w.title} ({list.length})</Link>}
      </header>
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {list.length > 0 && (
        <ul className={today.rows}>
          {list.slice(0, MOST).map((one) => <li key={`${one.row} ${one.cycle.campaign} ${one.cycle.due}`}><DutyRow one={one} /></li>)}
        </ul>
      )}
    </section>
  );
}

function DutyRow({ one }: { one: Duty }) {
  const { w, f } = useWords();
  const days = daysUntil(one.cycle.due);
  const whose = one.own ? null : one.owner_name ? w.dutyOf(one.owner_name) : w.dutyOfNobody;
  return (
    <Link to="/registers/$register/$row" params={{ register: one.register, row: one.row }} className={today.row}>
      <span>
        <b>{one.cycle.name}</b> {one.cycle.state === 'checking' && <Tag tone="warn">{w.cycleStates.checking}</Tag>}
        <small>{' '}<br />{[one.title, one.dossier?.name, one.register_name, whose].filter(Boolean).join(' · ')}</small>
      </span>
      <span>
        <span>{f.short(dueDay(one.cycle.due))}</span>
        <span className={due.ahead} data-late={one.cycle.late || undefined}>{one.cycle.late && days >= 0 ? w.lateTag : w.days(days)}</span>
      </span>
    </Link>
  );
}
