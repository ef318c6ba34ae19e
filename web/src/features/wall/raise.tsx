/** The dialog that raises an ethical wall. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, call } from '../../api/client';
import { people, renew, walls } from '../../api/queries';
import type { Wall } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Field, Pick } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import s from './wall.module.css';

export function RaiseWall(props: { onClose: () => void }) {
  const t = useTexts();
  const { data = [] } = useQuery(people);
  const [input, setInput] = useState({ dossier_number: '', person: '', reason: '' });
  const [tried, setTried] = useState(false);
  const raise = useMutation({
    mutationFn: () => call<Wall>('/walls', { method: 'POST', body: input, creation: true }),
    onSuccess: (wall) => {
      say(t.walls.wasRaised(wall.person.name, wall.dossier_number));
      void renew(walls.queryKey);
      props.onClose();
    },
  });
  const missing = (value: string) => (tried && !value.trim() ? t.fieldErrors.required : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(input).every((value) => value.trim())) raise.mutate();
  };
  const set = (part: Partial<typeof input>) => setInput({ ...input, ...part });
  const noPerson = missing(input.person) ?? fieldError(t, raise.error, '/person');
  const foot = (
    <>
      <Button onPress={props.onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="raise-wall" isPending={raise.isPending}>{t.walls.raiseAction}</Button>
    </>
  );
  return (
    <Sheet title={t.walls.raise} open onClose={props.onClose} foot={foot}>
      <form id="raise-wall" className={s.form} onSubmit={submit} noValidate>
        {raise.error && (raise.error instanceof ApiError && raise.error.kind === 'conflict' ? <Notice tone="bad" alert>{t.walls.already}</Notice> : <ProblemNotice error={raise.error} />)}
        <Field label={t.walls.dossier} hint={t.walls.dossierHint} error={missing(input.dossier_number) ?? fieldError(t, raise.error, '/dossier_number', { unknown: t.walls.noSuchDossier, ambiguous: t.walls.ambiguous })} value={input.dossier_number} onChange={(dossier_number) => set({ dossier_number })} isRequired autoFocus />
        <div>
          <Pick label={t.walls.person} placeholder={t.dossier.choosePerson} value={input.person || null} onChange={(person) => set({ person })} choices={data.map((one) => ({ id: one.id, name: one.name, hint: t.roles[one.role] }))} />
          {noPerson && <p className={s.error} role="alert">{noPerson}</p>}
        </div>
        <Field label={t.walls.reason} hint={t.walls.reasonHint} area rows={3} error={missing(input.reason) ?? fieldError(t, raise.error, '/reason')} value={input.reason} onChange={(reason) => set({ reason })} isRequired />
      </form>
    </Sheet>
  );
}
