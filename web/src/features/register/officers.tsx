/** Who keeps the registers, and hears at once of clocks in hours. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { addOfficer, officers, removeOfficer, type Officer } from '../../api/registers';
import { people, renew } from '../../api/queries';
import { Sheet } from '../../ui/dialog';
import { Pick } from '../../ui/fields';
import { Button, IconButton, Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './register.module.css';

const fresh = () => renew(officers.queryKey);

export function Officers(props: { onClose: () => void }) {
  const { w, t } = useWords();
  const found = useQuery(officers);
  const { data = [] } = useQuery(people);
  const [person, setPerson] = useState<string | null>(null);
  const name = (id: string) => data.find((one) => one.id === id)?.name ?? '';
  const add = useMutation({ mutationFn: addOfficer, onSuccess: (_, id) => { say(w.officers.added(name(id))); setPerson(null); return fresh(); } });
  const remove = useMutation({ mutationFn: (one: Officer) => removeOfficer(one.id), onSuccess: (_, one) => { say(w.officers.removed(one.name ?? '')); return fresh(); } });
  const list = found.data ?? [];
  const error = found.error ?? add.error ?? remove.error;
  const choices = data.filter((one) => !list.some((known) => known.id === one.id)).map((one) => ({ id: one.id, name: one.name, hint: t.roles[one.role] }));
  return (
    <Sheet title={w.officers.title} open onClose={props.onClose}>
      <div className={d.form}>
        <p>{w.officers.lead}</p>
        {error && <ProblemNotice error={error} />}
        {found.isPending && <Loading />}
        {found.data && list.length === 0 && <p className={s.quiet}>{w.officers.none}</p>}
        {list.length > 0 && (
          <ul className={d.members}>
            {list.map((one) => (
              <li key={one.id}>
                <span>{one.name}</span>
                <IconButton small label={w.officers.remove(one.name ?? '')} icon={<Trash2 size={15} aria-hidden />} onPress={() => remove.mutate(one)} />
              </li>
            ))}
          </ul>
        )}
        <div className={d.addMember}>
          <Pick label={w.officers.person} placeholder={w.fill.choose} value={person} onChange={setPerson} choices={choices} />
          <Button isDisabled={!person} isPending={add.isPending} onPress={() => person && add.mutate(person)}>{w.officers.add}</Button>
        </div>
      </div>
    </Sheet>
  );
}
