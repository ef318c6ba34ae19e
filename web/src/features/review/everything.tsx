/** A decision on all that is open at once: what it would fall on is said first, by how much it matters. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { client, redline as redlineQuery } from '../../api/queries';
import type { Redline, Severity, Verdict } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Radios } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { say } from '../../ui/say';
import { Fault } from './fault';
import { openBySeverity } from './walk';

export function useDecideAll(redline: Redline, onDone: () => void) {
  const t = useTexts();
  return useMutation({
    mutationFn: (asked: { verdict: Verdict; severity?: Severity }) =>
      call<Redline>(`/redlines/${redline.id}/decide`, { method: 'POST', revision: redline.revision, body: { decision: asked.verdict, ...(asked.severity ? { severity: asked.severity } : {}) } }),
    onSuccess: (now) => {
      const open = (one: Redline) => one.proposals.filter((proposal) => proposal.decision === null).length;
      client.setQueryData(redlineQuery(now.id).queryKey, now);
      say(t.review.decidedAll(open(redline) - open(now)));
      onDone();
    },
  });
}

export function Everything(props: { redline: Redline; verdict: Verdict; onClose: () => void }) {
  const t = useTexts();
  const { redline, verdict } = props;
  const all = useDecideAll(redline, props.onClose);
  const [which, setWhich] = useState<Severity | 'all'>('all');
  const open = openBySeverity(redline.proposals).filter((one) => one.open > 0);
  const total = open.reduce((sum, one) => sum + one.open, 0);
  const accepts = verdict === 'accepted';
  const foot = (
    <>
      <Button onPress={props.onClose} autoFocus>{t.common.cancel}</Button>
      <Button look="solid" isPending={all.isPending} onPress={() => all.mutate(which === 'all' ? { verdict } : { verdict, severity: which })}>{accepts ? t.review.accept : t.review.reject}</Button>
    </>
  );
  return (
    <Sheet title={accepts ? t.review.acceptAllTitle : t.review.rejectAllTitle} open onClose={props.onClose} foot={foot}>
      {all.error && <Fault error={all.error} />}
      <p>{t.review.allLead(total)}</p>
      <Radios
        label={t.review.which}
        value={which}
        onChange={setWhich}
        choices={[{ id: 'all' as const, name: t.review.everything(total) }, ...open.map((one) => ({ id: one.severity, name: t.review.onlySeverity(t.severities[one.severity]), hint: t.review.howMany(one.open) }))]}
      />
    </Sheet>
  );
}
