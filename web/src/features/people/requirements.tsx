/** The people of the firm and what they lack, what the firm asks of whoever has a role, a role given. For administrators. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, giveRole, requirements, type Requirement, type RoleRequirements } from '../../api/people';
import { client, people, renew } from '../../api/queries';
import type { Role } from '../../api/types';
import { Sheet } from '../../ui/dialog';
import { Pick } from '../../ui/fields';
import { Button, Loading } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { ToTests } from '../training/door';
import { AddPerson } from './add';
import { People } from './standing';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './people.module.css';

const OPENS_DOSSIERS: Requirement[] = ['training', 'ai_literacy'];

export function Requirements(props: { onClose: () => void }) {
  const { w } = useWords();
  const found = useQuery(requirements);
  const [adding, setAdding] = useState(false);
  if (adding) return <AddPerson onClose={() => setAdding(false)} />;
  return (
    <Sheet title={w.title} open onClose={props.onClose}>
      <div className={d.form}>
        <p>{w.lead} <ToTests /></p>
        {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Loading />}
        {found.data && (
          <>
            <People all={found.data.people} onAdd={() => setAdding(true)} />
            {found.data.roles.map((one) => <Asked key={one.role} one={one} />)}
            <Give />
          </>
        )}
      </div>
    </Sheet>
  );
}

/** What is asked of whoever has a role. Each choice is saved as it is made. */
function Asked({ one }: { one: RoleRequirements }) {
  const { w, t } = useWords();
  const role = t.roles[one.role];
  const save = useMutation({
    mutationFn: (asks: Requirement[]) => ask(one.role, asks),
    onSuccess: (all) => { client.setQueryData(requirements.queryKey, all); say(w.saved(role)); },
  });
  const turn = (what: Requirement, on: boolean) => save.mutate(on ? [...one.asks, what] : one.asks.filter((it) => it !== what));
  return (
    <fieldset className={s.role} disabled={save.isPending}>
      <legend>{w.asks(role)}</legend>
      {one.can_ask.map((what) => (
        <label key={what} className={s.asked}>
          <input type="checkbox" checked={one.asks.includes(what)} onChange={(event) => turn(what, event.target.checked)} />
          <span>
            {w.requirements[what]}
            <small>{OPENS_DOSSIERS.includes(what) ? w.before.dossier : w.before.role}</small>
          </span>
        </label>
      ))}
      {save.error && <ProblemNotice error={save.error} />}
    </fieldset>
  );
}

function Give() {
  const { w, t } = useWords();
  const { data = [] } = useQuery(people);
  const [person, setPerson] = useState<string | null>(null);
  const [role, setRole] = useState<Role | null>(null);
  const give = useMutation({
    mutationFn: () => giveRole(person ?? '', role ?? 'read_only'),
    onSuccess: async () => {
      say(w.given(data.find((one) => one.id === person)?.name ?? '', role ? t.roles[role] : ''));
      setRole(null);
      await Promise.all([renew(people.queryKey), renew(requirements.queryKey)]);
    },
  });
  const wrong = fieldError(t, give.error, '/role', w.errors);
  const roles = (Object.keys(t.roles) as Role[]).map((id) => ({ id, name: t.roles[id] }));
  return (
    <section className={s.give} aria-label={w.give}>
      <h3>{w.give}</h3>
      <Pick label={w.person} value={person} onChange={(id) => { setPerson(id); give.reset(); }} choices={data.map((one) => ({ id: one.id, name: one.name, hint: t.roles[one.role] }))} />
      <Pick label={w.role} value={role} onChange={(id) => { setRole(id as Role); give.reset(); }} choices={roles} />
      {wrong && <p role="alert" className={s.wrong}>{wrong}</p>}
      {give.error && !wrong && <ProblemNotice error={give.error} />}
      <Button look="solid" isDisabled={!person || !role} isPending={give.isPending} onPress={() => give.mutate()}>{w.give}</Button>
    </section>
  );
}
