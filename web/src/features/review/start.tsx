/** The beginning of a review: what is asked for, and the reviews there were. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { client, redlines, renew } from '../../api/queries';
import type { Doc, Id, Redline } from '../../api/types';
import { useReading } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { fieldError } from '../../ui/problem';
import { Fault } from './fault';
import s from './review.module.css';

interface StartProps {
  doc: Doc;
  /** How many changes of others are in it. */
  changes: number;
  onOpen: (redline: Id) => void;
}

export function Start(props: StartProps) {
  const { t, f } = useReading();
  const { doc } = props;
  const [instruction, setInstruction] = useState('');
  const earlier = useQuery(redlines(doc.id)).data?.filter((one) => one.state !== 'discarded') ?? [];
  const begin = useMutation({
    mutationFn: (asked: { instruction?: string; clauses?: boolean }) =>
      call<Redline>(`/documents/${doc.id}/redlines`, { method: 'POST', body: { version: doc.version, ...asked }, creation: true }),
    onSuccess: (made) => {
      client.setQueryData(['redline', made.id], made);
      void renew(['redlines', doc.id]);
      props.onOpen(made.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (instruction.trim()) begin.mutate({ instruction });
  };
  return (
    <div className={s.start}>
      <h2>{t.review.startTitle}</h2>
      <p>{t.review.startLead}</p>
      {begin.error && <Fault error={begin.error} />}
      <form onSubmit={submit} noValidate>
        <Field label={t.review.instruction} hint={t.review.instructionHint} area rows={3} value={instruction} onChange={setInstruction} error={fieldError(t, begin.error, '/instruction')} autoFocus />
        <Button look="solid" type="submit" isDisabled={!instruction.trim()} isPending={begin.isPending}>{t.review.propose}</Button>
      </form>
      <div className={s.ways}>
        <Button onPress={() => begin.mutate({ clauses: true })} isPending={begin.isPending}>{t.review.clauses}</Button>
        <Button onPress={() => begin.mutate({})} isPending={begin.isPending} isDisabled={props.changes === 0}>{t.review.only}</Button>
        <small>{t.review.existing(props.changes)}</small>
      </div>
      {earlier.length > 0 && (
        <section className={s.earlier}>
          <h3>{t.review.earlier}</h3>
          <ul>
            {earlier.map((one) => (
              <li key={one.id}>
                <Button look="link" small onPress={() => props.onOpen(one.id)}>
                  {t.review.earlierLine(f.short(one.created_at), one.created_by ?? '', t.reviewStates[one.state])}
                </Button>
                {one.instruction && <small>{one.instruction}</small>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
