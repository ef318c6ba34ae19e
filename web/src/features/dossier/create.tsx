/** The dialog that makes a dossier. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/client';
import { client, session } from '../../api/queries';
import type { Dossier, DossierInput } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Button } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { DossierForm, EMPTY } from './form';

export function CreateDossier(props: { onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const me = useQuery(session).data?.user;
  const create = useMutation({
    mutationFn: (input: DossierInput) => call<Dossier>('/dossiers', { method: 'POST', body: input, creation: true }),
    onSuccess: (made) => {
      say(t.dossier.created);
      client.setQueryData(['dossier', made.id], made);
      void client.invalidateQueries({ queryKey: ['dossiers'] });
      void navigate({ to: '/dossiers/$dossier', params: { dossier: made.id } });
    },
  });
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
        id="new-dossier"
        first={{ ...EMPTY, responsible: me?.role === 'lawyer' ? me.id : null }}
        error={create.error}
        access
        onSubmit={(input) => create.mutate(input)}
      />
    </Sheet>
  );
}
