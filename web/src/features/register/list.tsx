/** The registers of the firm: what is in each, and what is due or late. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Gauge, ShieldCheck, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { registers, type Register } from '../../api/registers';
import { session } from '../../api/queries';
import { Button, Loading, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { Requirements } from '../people/requirements';
import { useWords as usePeople } from '../people/words';
import { useTitle } from '../session/sign-in';
import { Officers } from './officers';
import { useWords } from './words';
import shell from '../../app/shell.module.css';
import s from './register.module.css';

export function Registers() {
  const { w, language } = useWords();
  useTitle(w.title);
  const found = useQuery(registers(language));
  const administers = useQuery(session).data?.user?.role === 'firm_administrator';
  const [officers, setOfficers] = useState(false);
  const [roles, setRoles] = useState(false);
  const { w: p } = usePeople();
  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1>{w.title}</h1>
        <Link to="/standing" className={s.standing}><Gauge size={16} aria-hidden />{w.standing}</Link>
        {administers && <Button onPress={() => setOfficers(true)}><UserCheck size={16} aria-hidden />{w.officers.open}</Button>}
        {administers && <Button onPress={() => setRoles(true)}><ShieldCheck size={16} aria-hidden />{p.open}</Button>}
        <p>{w.lead}</p>
      </div>
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <ul className={s.cards} aria-label={w.list}>
          {found.data.map((one) => <li key={one.key}><Card one={one} /></li>)}
        </ul>
      )}
      {roles && <Requirements onClose={() => setRoles(false)} />}
      {officers && <Officers onClose={() => setOfficers(false)} />}
    </div>
  );
}

function Card({ one }: { one: Register }) {
  const { w } = useWords();
  const held = [one.in_force > 0 && w.inForce(one.in_force), one.concepts > 0 && w.concepts(one.concepts)].filter(Boolean).join(', ');
  return (
    <Link to="/registers/$register" params={{ register: one.key }} className={s.card}>
      <span className={s.cardHead}>
        <b>{one.name}</b>
        <Due one={one} />
      </span>
      <small>{one.purpose}</small>
      <span className={s.cardFoot}>{held || (one.reads ? w.nothing : w.nothingOwn)}</span>
    </Link>
  );
}

/** What is late or due, in words and in tone. */
function Due({ one }: { one: Register }) {
  const { w } = useWords();
  if (one.late > 0) return <Tag tone="bad">{w.late(one.late)}</Tag>;
  if (one.open > 0) return <Tag tone="warn">{w.open(one.open)}</Tag>;
  return one.in_force > 0 ? <Tag tone="ok">{w.upToDate}</Tag> : null;
}
