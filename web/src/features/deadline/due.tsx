/** What is due in the next fourteen days, on the first page. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mine, type Deadline } from '../../api/deadlines';
import { session } from '../../api/queries';
import { useReading } from '../../i18n/language';
import { Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { daysAhead, noon } from './days';
import { TONES } from './states';
import today from '../today/today.module.css';
import s from './deadline.module.css';

export function Due() {
  const { t, language } = useReading();
  const found = useQuery(mine(14, language));
  const me = useQuery(session).data?.user?.id;
  if (found.isPending) return null;
  const list = found.data ?? [];
  return (
    <section className={classes(today.section, s.due)}>
      <header><h2>{t.deadlines.mine}</h2></header>
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <ul className={today.rows}>
          {list.length === 0 && <li className={s.nothing}>{t.deadlines.mineNone}</li>}
          {list.map((one) => <li key={one.id}><DueRow one={one} mine={one.responsible?.id === me} /></li>)}
        </ul>
      )}
    </section>
  );
}

function DueRow({ one, mine: own }: { one: Deadline; mine: boolean }) {
  const { t, f } = useReading();
  const ahead = daysAhead(one.reckoning.last);
  const about = [one.dossier_number, one.dossier_name, !own && one.responsible && t.deadlines.for(one.responsible.name)].filter(Boolean).join(' · ');
  return (
    <Link to="/dossiers/$dossier/deadlines" params={{ dossier: one.dossier }} className={today.row}>
      <span>
        <b>{one.title}</b> {one.state === 'proposed' && <Tag tone={TONES.proposed}>{t.deadlineStates.proposed}</Tag>}
        <small>{' '}<br />{about}</small>
      </span>
      <span>
        <span>{f.short(noon(one.reckoning.last))}</span>
        <span className={s.ahead} data-late={ahead < 0 || undefined}>{t.deadlines.days(ahead)}</span>
      </span>
    </Link>
  );
}
