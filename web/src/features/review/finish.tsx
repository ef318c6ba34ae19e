/** The end of a review: how what was taken lands in the document. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { client, redline as redlineQuery, renew } from '../../api/queries';
import type { Redline } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Radios } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { announce } from '../../ui/say';
import { Fault } from './fault';
import s from './review.module.css';

export function Finish(props: { redline: Redline; onClose: () => void }) {
  const t = useTexts();
  const { redline } = props;
  const [how, setHow] = useState<'tracked' | 'direct'>('tracked');
  const taken = redline.proposals.filter((one) => one.decision === 'accepted').length;
  const open = redline.proposals.filter((one) => one.decision === null).length;
  const nothing = taken === 0 && redline.revisions.length === 0;
  const finish = useMutation({
    mutationFn: () => call<Redline>(`/redlines/${redline.id}/finish`, { method: 'POST', revision: redline.revision, body: { tracked: how === 'tracked' } }),
    onSuccess: (done) => {
      client.setQueryData(redlineQuery(done.id).queryKey, done);
      for (const key of ['document', 'documents', 'versions', 'redlines']) void renew([key]);
      if (done.result) announce(t.review.made(done.result.version_number));
      props.onClose();
    },
  });
  const foot = (
    <>
      <Button onPress={props.onClose}>{t.common.cancel}</Button>
      <Button look="solid" isPending={finish.isPending} isDisabled={nothing} onPress={() => finish.mutate()}>{t.review.make}</Button>
    </>
  );
  return (
    <Sheet title={t.review.finishTitle} open onClose={props.onClose} foot={foot}>
      <div className={s.finish}>
        {finish.error && <Fault error={finish.error} />}
        {nothing ? <Notice tone="warn">{t.review.nothingDecided}</Notice> : <p>{t.review.finishText(taken, redline.revisions.length, open)}</p>}
        <Radios
          label={t.review.how}
          value={how}
          onChange={setHow}
          choices={[{ id: 'tracked', name: t.review.tracked, hint: t.review.trackedHint }, { id: 'direct', name: t.review.direct, hint: t.review.directHint }]}
        />
      </div>
    </Sheet>
  );
}

/** How many changes and comments the file has, and had. */
export function Tally({ counts }: { counts: Redline['counts'] }) {
  const t = useTexts();
  const { before, after } = counts;
  return (
    <table className={s.tally}>
      <caption>{t.review.tally}</caption>
      <thead><tr><td /><th scope="col">{t.review.before}</th>{after && <th scope="col">{t.review.after}</th>}</tr></thead>
      <tbody>
        <tr><th scope="row">{t.review.revisions}</th><td>{before.revisions}</td>{after && <td>{after.revisions}</td>}</tr>
        <tr><th scope="row">{t.review.comments}</th><td>{before.comments}</td>{after && <td>{after.comments}</td>}</tr>
      </tbody>
    </table>
  );
}
