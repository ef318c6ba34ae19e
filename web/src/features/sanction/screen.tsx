/** Which names are held against the lists: those of the dossier, and further ones. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sanctions as sanctionsQuery, screen, type Sanctions } from '../../api/sanctions';
import { client } from '../../api/queries';
import type { Id } from '../../api/types';
import { Sheet } from '../../ui/dialog';
import { Field } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { say } from '../../ui/say';
import { Trouble } from './trouble';
import { useWords } from './words';
import s from './sanction.module.css';

interface ScreenProps {
  dossier: Id;
  known: Sanctions;
  onClose: () => void;
}

export function ScreenSheet({ dossier, known, onClose }: ScreenProps) {
  const { w, t } = useWords();
  const before = known.last?.names.filter((it) => it.role === 'other').map((it) => it.name) ?? [];
  const [further, setFurther] = useState(before.join('\n'));
  const names = further.split('\n').map((it) => it.trim()).filter(Boolean);
  const run = useMutation({
    mutationFn: () => screen(dossier, names),
    onSuccess: (made) => {
      client.setQueryData(sanctionsQuery(dossier).queryKey, made);
      say(w.screened);
      onClose();
    },
  });
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" isPending={run.isPending} onPress={() => run.mutate()}>{w.screen}</Button>
    </>
  );
  return (
    <Sheet title={known.last ? w.screenAgain : w.screen} open onClose={onClose} foot={foot}>
      <div className={s.asked}>
        {run.error && <Trouble error={run.error} />}
        {known.parties.length === 0 ? <Notice>{w.noParties}</Notice> : (
          <section>
            <h3>{w.parties}</h3>
            <ul>{known.parties.map((it) => <li key={it.name}>{it.name} <small>{w.roles[it.role]}</small></li>)}</ul>
          </section>
        )}
        <Field label={w.further} hint={w.furtherHint} area rows={4} value={further} onChange={setFurther} optional={known.parties.length > 0} />
      </div>
    </Sheet>
  );
}
