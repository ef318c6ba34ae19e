/** A cycle confirmed with its evidence; or, by another person, checked or sent back. */
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { confirmCycle, type Cycle, type Evidence, type RegisterDetail, type Row } from '../../api/registers';
import { Sheet } from '../../ui/dialog';
import { Field } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { fieldError } from '../../ui/problem';
import { say } from '../../ui/say';
import { fresh } from './fill';
import { Trouble } from './trouble';
import { readDocument } from './values';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './register.module.css';

interface ConfirmProps {
  of: RegisterDetail;
  row: Row;
  cycle: Cycle;
  onClose: () => void;
}

export function ConfirmCycle({ of, row, cycle, onClose }: ConfirmProps) {
  const { w, t } = useWords();
  const campaign = of.campaigns.find((one) => one.key === cycle.campaign);
  const checking = cycle.state === 'checking';
  const [note, setNote] = useState('');
  const [document, setDocument] = useState('');
  const [tried, setTried] = useState<Evidence['what'] | null>(null);
  const id = readDocument(document);
  const send = useMutation({
    mutationFn: (what: Evidence['what']) => confirmCycle(row, cycle, { what, note: note.trim(), ...(id ? { document: id } : {}) }),
    onSuccess: (_, what) => {
      say(what === 'sent_back' ? w.sentBackSaid : campaign?.removes ? w.removal.said : w.confirmSaid);
      onClose();
      return fresh();
    },
  });
  const bare = !note.trim() && !document.trim();
  const lacks = (what: Evidence['what']) => (what === 'done' ? Boolean(campaign?.evidence) && bare : what === 'sent_back' && !note.trim());
  const wrongDocument = document.trim() && !id ? w.errors.no_document : undefined;
  const act = (what: Evidence['what']) => {
    setTried(what);
    if (!lacks(what) && !wrongDocument) send.mutate(what);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act(checking ? 'checked' : 'done');
  };
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      {checking && <Button isPending={send.isPending} onPress={() => act('sent_back')}>{w.sentBack}</Button>}
      <Button look={campaign?.removes ? 'danger' : 'solid'} type="submit" form="confirm-cycle" isPending={send.isPending}>{checking ? w.checked : campaign?.removes ? w.removal.act : w.confirm}</Button>
    </>
  );
  const noteError = tried && lacks(tried) ? (tried === 'done' ? w.errors.evidence : w.errors.required) : fieldError(t, send.error, '/note', w.errors);
  return (
    <Sheet title={checking ? w.checkTitle(cycle.name) : w.confirmTitle(cycle.name)} open onClose={onClose} foot={foot}>
      <form id="confirm-cycle" className={d.form} onSubmit={submit} noValidate>
        {send.error && !fieldError(t, send.error, '/note') && !fieldError(t, send.error, '/document') && <Trouble error={send.error} />}
        {checking ? (
          <section className={s.quote}>
            <p>{w.checkLead(cycle.done?.by ?? w.product)}</p>
            <blockquote>{cycle.done?.note || cycle.done?.document?.name || w.hidden}</blockquote>
          </section>
        ) : (
          <>
            {campaign?.evidence && <p>{w.evidenceAsked(campaign.evidence)}</p>}
            {campaign?.four_eyes && <Notice>{w.fourEyes}</Notice>}
            {campaign?.removes && <Notice tone="warn">{w.removal.lead}</Notice>}
          </>
        )}
        {!campaign?.removes && <Field label={checking ? w.noteBack : w.note} value={note} onChange={setNote} error={noteError} area rows={4} optional={checking} autoFocus />}
        {!checking && !campaign?.removes && <Field label={w.document} hint={w.fill.document} value={document} onChange={setDocument} error={(tried && wrongDocument) || fieldError(t, send.error, '/document', w.errors)} optional autoComplete="off" />}
      </form>
    </Sheet>
  );
}
