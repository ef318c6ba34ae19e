/** When one is away, and who stands in. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { absences, addAbsence, removeAbsence, type Absence } from '../../api/deadlines';
import { people, renew, session } from '../../api/queries';
import { useReading, useTexts } from '../../i18n/language';
import { Field, Pick } from '../../ui/fields';
import { Button, IconButton } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { readDay } from '../draft/written';
import { noon } from './days';
import d from '../dossier/dossier.module.css';
import s from './deadline.module.css';

const fresh = () => Promise.all([absences.queryKey, ['deadlines']].map(renew));

export function Absences() {
  const { t, f } = useReading();
  const found = useQuery(absences);
  const remove = useMutation({ mutationFn: (one: Absence) => removeAbsence(one.id), onSuccess: () => { say(t.absences.removed); return fresh(); } });
  const list = found.data ?? [];
  const error = found.error ?? remove.error;
  return (
    <div className={d.sheet}>
      <p>{t.absences.lead}</p>
      {error && <ProblemNotice error={error} onRetry={() => void found.refetch()} />}
      {found.data && list.length === 0 && <p className={s.quiet}>{t.absences.none}</p>}
      {list.length > 0 && (
        <ul className={d.members}>
          {list.map((one) => (
            <li key={one.id}>
              <span>{t.absences.line(f.day(noon(one.first)), f.day(noon(one.last)))}<small>{t.absences.standin}: {one.standin_name}</small></span>
              <IconButton small label={t.absences.remove(f.day(noon(one.first)))} icon={<Trash2 size={15} aria-hidden />} onPress={() => remove.mutate(one)} />
            </li>
          ))}
        </ul>
      )}
      <AddAbsence />
    </div>
  );
}

function AddAbsence() {
  const t = useTexts();
  const me = useQuery(session).data?.user?.id;
  const { data = [] } = useQuery(people);
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [standin, setStandin] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const days = { first: readDay(first), last: readDay(last) };
  const add = useMutation({
    mutationFn: () => addAbsence({ first: days.first ?? '', last: days.last ?? '', standin: standin ?? '' }),
    onSuccess: () => {
      say(t.absences.added);
      setFirst('');
      setLast('');
      setStandin(null);
      setTried(false);
      return fresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (days.first && days.last && standin) add.mutate();
  };
  const told = (pointer: string) => fieldError(t, add.error, pointer, t.deadlineErrors);
  const wrong = (day: string | null) => (tried && !day ? t.counting.notADay : undefined);
  const who = tried && !standin ? t.absences.missing : told('/standin');
  return (
    <form className={d.form} onSubmit={submit} noValidate>
      {add.error && <ProblemNotice error={add.error} />}
      <div className={d.two}>
        <Field label={t.absences.first} hint={t.counting.dateHint} error={wrong(days.first) ?? told('/first')} value={first} onChange={setFirst} autoComplete="off" />
        <Field label={t.absences.last} error={wrong(days.last) ?? told('/last')} value={last} onChange={setLast} autoComplete="off" />
      </div>
      <Pick label={t.absences.standin} placeholder={t.absences.choose} value={standin} onChange={setStandin} choices={data.filter((one) => one.id !== me && one.role !== 'firm_administrator').map((one) => ({ id: one.id, name: one.name, hint: t.roles[one.role] }))} />
      {who && <p className={s.wrong} role="alert">{who}</p>}
      <div className={d.foot}><Button type="submit" isPending={add.isPending}>{t.absences.add}</Button></div>
    </form>
  );
}
