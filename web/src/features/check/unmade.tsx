/** A check in which nothing was found yet: it runs, it was stopped, or it failed with its reason. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { RotateCw, Square } from 'lucide-react';
import { check as checkQuery, checks, stopCheck, type Check } from '../../api/checks';
import { client, renew } from '../../api/queries';
import { useTexts } from '../../i18n/language';
import { Button, Notice, Spinner } from '../../ui/parts';
import { say } from '../../ui/say';
import { Wrong } from './check';
import { Names } from './head';
import { useCheckRun } from './texts';
import s from './check.module.css';

interface UnmadeProps {
  check: Check;
  may: boolean;
  again: UseMutationResult<Check, Error, void>;
}

export function Unmade({ check, may, again }: UnmadeProps) {
  const t = useTexts();
  const run = useCheckRun();
  return (
    <div className={s.check}>
      <header className={s.head}>
        <Names check={check} />
        <span className={s.grow} />
        {may && check.state !== 'running' && <Button small look="solid" isPending={again.isPending} onPress={() => again.mutate()}>{again.isPending ? <Spinner size={13} /> : <RotateCw size={14} aria-hidden />}{t.checks.again}</Button>}
      </header>
      {again.error && <div className={s.fault}><Wrong error={again.error} /></div>}
      {check.state === 'running' ? <Running check={check} may={may} /> : (
        <div className={s.told} data-testid="unmade">
          {check.state === 'failed' ? <Notice tone="bad"><b>{run.failedLead}</b><span>{run.troubles[check.trouble ?? 'internal']}</span></Notice> : <Notice>{run.stoppedLead}</Notice>}
        </div>
      )}
    </div>
  );
}

function Running({ check, may }: { check: Check; may: boolean }) {
  const t = useTexts();
  const run = useCheckRun();
  const stop = useMutation({
    mutationFn: () => stopCheck(check.id),
    onSuccess: (stopped) => {
      client.setQueryData(checkQuery(check.id).queryKey, stopped);
      void renew(checks(check.dossier).queryKey);
      if (stopped.state === 'stopped') say(run.stoppedTold);
    },
    // it ended at the same moment: what came of it is asked for
    onError: () => void renew(checkQuery(check.id).queryKey),
  });
  return (
    <div className={s.running} data-testid="running">
      <Spinner size={20} />
      <div role="status">
        <b>{t.checks.running}</b>
        <p>{check.step ? run.asking(check.step.done, check.step.total) : run.runningHelp}</p>
      </div>
      {may && <Button small isPending={stop.isPending} onPress={() => stop.mutate()}><Square size={13} aria-hidden />{run.stop}</Button>}
      {stop.error && <Wrong error={stop.error} />}
    </div>
  );
}
