/** One deadline: the day, why it is that day, what happened to it, and what one may do with it. */
import { useMutation } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState, type FormEvent } from 'react';
import { changeDeadline, confirmDeadline, removeDeadline, settleDeadline, type Deadline } from '../../api/deadlines';
import { renew } from '../../api/queries';
import type { Dossier } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Confirm, Sheet } from '../../ui/dialog';
import { Button, Notice, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { showDay } from '../draft/written';
import { daysAhead, noon } from './days';
import { WhenAndResult } from './fields';
import { lastDay, Reasoning } from './reckoning';
import { isOpen, TONES } from './states';
import { EMPTY, useCounting } from './use-counting';
import d from '../dossier/dossier.module.css';
import s from './deadline.module.css';

const fresh = () => renew(['deadlines']);

export interface Rights {
  write: boolean;
  confirm: boolean;
}

/** What one does with a deadline; the list is asked for again after each. */
function useActs() {
  const t = useTexts();
  const said = (words: string) => ({ onSuccess: () => { say(words); return fresh(); } });
  return {
    confirm: useMutation({ mutationFn: confirmDeadline, ...said(t.deadlines.confirmed) }),
    met: useMutation({ mutationFn: (one: Deadline) => settleDeadline(one, 'met'), ...said(t.deadlines.metSaid) }),
    lapse: useMutation({ mutationFn: (one: Deadline) => settleDeadline(one, 'lapsed'), ...said(t.deadlines.lapsedSaid) }),
    reopen: useMutation({ mutationFn: (one: Deadline) => settleDeadline(one, 'reopened'), ...said(t.deadlines.reopenedSaid) }),
    remove: useMutation({ mutationFn: removeDeadline, ...said(t.deadlines.removed) }),
  };
}

export function Details(props: { deadline: Deadline; dossier: Dossier; rights: Rights; onClose: () => void }) {
  const { t, f } = useReading();
  const { deadline: one, rights } = props;
  const acts = useActs();
  const [asking, setAsking] = useState<'remove' | 'date' | null>(null);
  const error = Object.values(acts).find((act) => act.error)?.error;
  const inside = useRef<HTMLDivElement>(null);
  // the button that was pressed goes with the state it led out of; the keys stay with the sheet
  useLayoutEffect(() => {
    if (document.activeElement === document.body) inside.current?.closest<HTMLElement>('[role=dialog]')?.focus();
  }, [one.state]);
  const facts: [string, string][] = [
    [t.deadlines.source, one.source], [t.deadlines.event, [one.event, f.day(noon(one.reckoning.event_date))].filter(Boolean).join(', ')],
    [t.deadlines.who, [one.responsible?.name ?? t.deadlines.nobody, one.standin && t.deadlines.standin(one.standin.name)].filter(Boolean).join(', ')], [t.deadlines.note, one.note],
  ];
  return (
    <Sheet title={one.title} open side onClose={props.onClose} foot={<Acts one={one} rights={rights} acts={acts} onAsk={setAsking} />}>
      <div className={s.details} ref={inside}>
        {error && <ProblemNotice error={error} />}
        <div className={s.head}>
          <p className={s.lastDay}>{lastDay(t, one.reckoning)}</p>
          <p>
            <Tag tone={TONES[one.state]}>{t.deadlineStates[one.state]}</Tag>{' '}
            {isOpen(one) && <span className={s.quiet}>{t.deadlines.days(daysAhead(one.reckoning.last))}</span>}
          </p>
        </div>
        {one.state === 'proposed' && <Notice tone="warn">{rights.confirm ? t.deadlines.proposal : t.deadlines.onlyLawyer}</Notice>}
        <dl className={d.facts}>
          {facts.filter(([, value]) => value).flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-value`}>{value}</dd>])}
        </dl>
        <section>
          <h3>{t.deadlines.why}</h3>
          <Reasoning reckoning={one.reckoning} />
        </section>
        <section>
          <h3>{t.deadlines.history}</h3>
          <ul className={s.history}>
            {one.history.map((line) => (
              <li key={`${line.at}-${line.act}`}>{t.deadlineActs[line.act]} · {showDay(line.last)}<small>{[line.by, f.ago(line.at)].filter(Boolean).join(', ')}</small></li>
            ))}
          </ul>
        </section>
      </div>
      {asking === 'remove' && (
        <Confirm
          open
          title={t.deadlines.remove}
          text={t.deadlines.removeSure(one.title)}
          action={t.deadlines.remove}
          busy={acts.remove.isPending}
          onClose={() => setAsking(null)}
          onConfirm={() => acts.remove.mutate(one, { onSuccess: props.onClose })}
        />
      )}
      {asking === 'date' && <ChangeDate one={one} onClose={() => setAsking(null)} />}
    </Sheet>
  );
}

interface ActsProps {
  one: Deadline;
  rights: Rights;
  acts: ReturnType<typeof useActs>;
  onAsk: (what: 'remove' | 'date') => void;
}

function Acts({ one, rights, acts, onAsk }: ActsProps) {
  const t = useTexts();
  if (!rights.write) return null;
  return (
    <>
      <Button look="plain" onPress={() => onAsk('remove')}>{t.deadlines.remove}</Button>
      <span className={s.grow} />
      {isOpen(one) && !one.parent && <Button onPress={() => onAsk('date')}>{t.deadlines.changeEvent}</Button>}
      {isOpen(one) ? (
        <>
          <Button isPending={acts.lapse.isPending} onPress={() => acts.lapse.mutate(one)}>{t.deadlines.lapse}</Button>
          <Button isPending={acts.met.isPending} onPress={() => acts.met.mutate(one)}>{t.deadlines.met}</Button>
        </>
      ) : <Button isPending={acts.reopen.isPending} onPress={() => acts.reopen.mutate(one)}>{t.deadlines.reopen}</Button>}
      {one.state === 'proposed' && rights.confirm && <Button look="solid" isPending={acts.confirm.isPending} onPress={() => acts.confirm.mutate(one)}>{t.deadlines.confirm}</Button>}
    </>
  );
}

/** Another date of the event: the day is counted anew. */
function ChangeDate({ one, onClose }: { one: Deadline; onClose: () => void }) {
  const t = useTexts();
  const { term, event_date, event_time } = one.reckoning;
  const count = useCounting({ ...EMPTY, given: { term, ...(one.key ? { key: one.key } : {}) }, date: showDay(event_date), time: event_time?.slice(0, 5) ?? '' });
  const save = useMutation({
    mutationFn: () => changeDeadline(one, { count: count.count }),
    onSuccess: () => {
      say(t.deadlines.changed);
      onClose();
      return fresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    count.leaveAll();
    if (count.count) save.mutate();
  };
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="change-date" isPending={save.isPending}>{t.common.save}</Button>
    </>
  );
  return (
    <Sheet title={t.deadlines.changeEvent} open onClose={onClose} foot={foot}>
      <form id="change-date" className={d.form} onSubmit={submit} noValidate>
        <p className={s.quiet}>{t.deadlines.changeHint}</p>
        {save.error && <ProblemNotice error={save.error} />}
        <WhenAndResult count={count} event={one.event} />
      </form>
    </Sheet>
  );
}
