/** The people of the firm: what each lacks for which role, and the row of a register that would mend it. */
import { Link } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Mend, RoleLack, Standing } from '../../api/people';
import { bare } from '../../i18n/bare';
import { SearchBox } from '../../ui/fields';
import { Button, Notice, Tag } from '../../ui/parts';
import { useWords } from './words';
import s from './people.module.css';

/** From how many people on there is a field to look for one. */
const MANY = 8;

const own = (one: Standing) => one.lacks.find((it) => it.role === one.role)?.lacks ?? [];

export function People({ all, onAdd }: { all: Standing[]; onAdd: () => void }) {
  const { w } = useWords();
  const [question, setQuestion] = useState('');
  const words = bare(question).split(/\s+/).filter(Boolean);
  const shown = all.filter((one) => words.every((word) => bare(one.name).includes(word)));
  const lacking = all.filter((one) => own(one).length > 0).length;
  return (
    <section className={s.lacking} aria-label={w.people}>
      <div className={s.who}>
        <h3>{w.people}</h3>
        <Button small onPress={onAdd}><UserPlus size={15} aria-hidden />{w.add.open}</Button>
      </div>
      <Notice tone={lacking > 0 ? 'warn' : 'ok'}><span>{lacking > 0 ? w.lacking(lacking) : w.allMeet}</span></Notice>
      {all.length > MANY && <SearchBox label={w.find} value={question} onChange={setQuestion} />}
      <ul>{shown.map((one) => <li key={one.id}><Person one={one} /></li>)}</ul>
      {shown.length === 0 && <p>{w.nobody}</p>}
    </section>
  );
}

function Person({ one }: { one: Standing }) {
  const { w, t } = useWords();
  const lacks = own(one);
  const others = one.lacks.filter((it) => it.role !== one.role);
  const name = (it: RoleLack) => it.lacks.map((what) => w.requirements[what].charAt(0).toLowerCase() + w.requirements[what].slice(1)).join('; ');
  return (
    <>
      <span className={s.who}><b>{one.name}</b> <Tag tone={one.shut_out ? 'bad' : lacks.length > 0 ? 'warn' : 'plain'}>{t.roles[one.role]}</Tag></span>
      {lacks.length > 0 && <span>{w.lacks(name({ role: one.role, lacks }))}</span>}
      {lacks.length > 0 && <small>{one.shut_out ? w.shutOut : w.keeps}</small>}
      {others.map((it) => <small key={it.role}>{w.lacksFor(t.roles[it.role], name(it))}</small>)}
      {one.mends.length > 0 && <span className={s.mends}>{one.mends.map((mend) => <MendLink key={mend.what} mend={mend} of={one} />)}</span>}
    </>
  );
}

/** The row that proves what lacks; where there is none, the form of one about this person. */
function MendLink({ mend, of }: { mend: Mend; of: Standing }) {
  const { w } = useWords();
  const text = mend.row ? w.openRow(w.proofs[mend.what]) : w.addRow(w.proofs[mend.what]);
  const label = `${text} (${of.name})`;
  if (mend.row) return <Link to="/registers/$register/$row" params={{ register: mend.register, row: mend.row }} aria-label={label}>{text}</Link>;
  return <Link to="/registers/$register" params={{ register: mend.register }} search={{ about: of.id }} aria-label={label}>{text}</Link>;
}
