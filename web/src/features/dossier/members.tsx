/** Who may open a dossier. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../api/client';
import { dossier as dossierQuery, people, renew } from '../../api/queries';
import type { Dossier, Person } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Confirm } from '../../ui/dialog';
import { Pick } from '../../ui/fields';
import { Button, IconButton } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import s from './dossier.module.css';

export function Members({ dossier }: { dossier: Dossier }) {
  const t = useTexts();
  const [leaving, setLeaving] = useState<Person | null>(null);
  const fresh = () => renew(dossierQuery(dossier.id).queryKey);
  const remove = useMutation({
    mutationFn: (person: Person) => call<void>(`/dossiers/${dossier.id}/members/${person.id}`, { method: 'DELETE' }),
    onSuccess: (_, person) => {
      setLeaving(null);
      say(t.dossier.memberRemoved(person.name));
      return fresh();
    },
  });
  const manage = dossier.rights.manage_access;
  return (
    <section className={s.section}>
      <header><h2>{t.dossier.members}</h2></header>
      <div className={s.sheet}>
        <p><b>{t.access[dossier.access]}.</b> {t.accessHints[dossier.access]}</p>
        {remove.error && <ProblemNotice error={remove.error} />}
        <ul className={s.members}>
          {dossier.members.map((person) => (
            <li key={person.id}>
              <span>
                {person.name}
                <small>{person.id === dossier.responsible?.id ? t.dossier.responsible : t.roles[person.role]}</small>
              </span>
              {manage && person.id !== dossier.responsible?.id && (
                <IconButton small label={t.dossier.removeMember(person.name)} icon={<UserMinus size={16} aria-hidden />} onPress={() => setLeaving(person)} />
              )}
            </li>
          ))}
        </ul>
        {(dossier.walls?.length ?? 0) > 0 && (
          <>
            <h3 className={s.behind}>{t.walls.behind}</h3>
            <ul className={s.members}>
              {dossier.walls?.map((person) => <li key={person.id}><span>{person.name}<small>{t.walls.behindHint}</small></span></li>)}
            </ul>
          </>
        )}
        {manage ? <AddMember dossier={dossier} onAdded={fresh} /> : <p>{t.dossier.onlyResponsible}</p>}
      </div>
      {leaving && (
        <Confirm
          open
          title={t.dossier.removeMember(leaving.name)}
          text={t.dossier.removeMemberSure(leaving.name)}
          action={t.common.remove}
          busy={remove.isPending}
          onClose={() => setLeaving(null)}
          onConfirm={() => remove.mutate(leaving)}
        />
      )}
    </section>
  );
}

function AddMember(props: { dossier: Dossier; onAdded: () => Promise<void> }) {
  const t = useTexts();
  const { data = [] } = useQuery(people);
  const [chosen, setChosen] = useState<string | null>(null);
  const known = new Set(props.dossier.members.map((person) => person.id));
  const others = data.filter((person) => !known.has(person.id));
  const add = useMutation({
    mutationFn: (id: string) => call<void>(`/dossiers/${props.dossier.id}/members/${id}`, { method: 'PUT' }),
    onSuccess: async (_, id) => {
      say(t.dossier.memberAdded(data.find((person) => person.id === id)?.name ?? ''));
      setChosen(null);
      await props.onAdded();
    },
  });
  if (others.length === 0) return null;
  return (
    <>
      {add.error && <ProblemNotice error={add.error} />}
      <div className={s.addMember}>
        <Pick
          label={t.dossier.addMember}
          placeholder={t.dossier.choosePerson}
          value={chosen}
          onChange={setChosen}
          choices={others.map((person) => ({ id: person.id, name: person.name, hint: t.roles[person.role] }))}
        />
        <Button isDisabled={!chosen} isPending={add.isPending} onPress={() => chosen && add.mutate(chosen)}>{t.dossier.addMember}</Button>
      </div>
    </>
  );
}
