/** The dialog that makes a dossier. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/client';
import { renew, session } from '../../api/queries';
import type { Dossier, DossierInput } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Button } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import type { ConflictIntake } from '../../api/conflicts';
import { IntakeFields, NO_INTAKE, isDone, recordIntake, resumed } from '../conflict/intake';
import { useWords } from '../conflict/words';
import { DossierForm, EMPTY } from './form';

export function CreateDossier(props: { onClose: () => void }) {
  const t = useTexts();
  const { w } = useWords();
  const navigate = useNavigate();
  const me = useQuery(session).data?.user;
  const first = { ...EMPTY, responsible: me?.role === 'lawyer' ? me.id : null };
  // the form begins anew where an earlier screening goes on
  const [seed, setSeed] = useState({ first, times: 0 });
  const [input, setInput] = useState<DossierInput>(first);
  const [intake, setIntake] = useState(NO_INTAKE);
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: async (input: DossierInput) => {
      const made = await call<Dossier>('/dossiers', { method: 'POST', body: input, creation: true });
      // the dossier is there, whatever becomes of the check: it says itself that one is to be done
      return { made, recorded: await recordIntake(made, intake).catch(() => false) };
    },
    onSuccess: ({ made, recorded }) => {
      say(recorded ? t.dossier.created : w.left);
      void renew(['dossiers']);
      if (!recorded) return navigate({ to: '/dossiers/$dossier/overview', params: { dossier: made.id } });
      return navigate({ to: '/dossiers/$dossier', params: { dossier: made.id } });
    },
  });
  const resume = (kept: ConflictIntake) => {
    const again = resumed(kept);
    const now = { ...first, ...input, ...again.input };
    setSeed({ first: now, times: seed.times + 1 });
    setInput(now);
    setIntake(again.intake);
  };
  // a conclusion without a reason, or on other names than these, is not lost unseen
  const submit = (input: DossierInput) => {
    setTried(true);
    if (isDone(input, intake)) create.mutate(input);
  };
  const foot = (
    <>
      <Button onPress={props.onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="new-dossier" isPending={create.isPending}>{t.dossier.create}</Button>
    </>
  );
  return (
    <Sheet title={t.dossiers.new} open onClose={props.onClose} foot={foot}>
      {create.error && <ProblemNotice error={create.error} />}
      <DossierForm
        key={seed.times}
        id="new-dossier"
        first={seed.first}
        error={create.error}
        access
        onChange={setInput}
        onSubmit={submit}
      />
      <IntakeFields input={input} intake={intake} onChange={setIntake} tried={tried} onKept={props.onClose} onResume={resume} />
    </Sheet>
  );
}
