/** What one is mailed about; and for the firm's administrators, whether its mail goes. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { chooseMail, mailChoices, mailHealth, type MailChoices, type MailHealth, type MailKind } from '../../api/mail';
import { client, session } from '../../api/queries';
import { Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './mail.module.css';

export function Mail() {
  const { w } = useWords();
  const role = useQuery(session).data?.user?.role;
  const found = useQuery(mailChoices);
  return (
    <>
      <section className={d.section}>
        <h2>{w.title}</h2>
        <div className={d.sheet}>
          <p>{w.lead}</p>
          {found.isPending && <Loading />}
          {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
          {found.data && <Choices of={found.data} />}
        </div>
      </section>
      {role === 'firm_administrator' && <Firm />}
    </>
  );
}

function Choices({ of }: { of: MailChoices }) {
  const { w } = useWords();
  const choose = useMutation({
    mutationFn: chooseMail,
    onSuccess: (now) => { client.setQueryData(mailChoices.queryKey, now); say(w.saved); },
  });
  const turn = (kind: MailKind, on: boolean) =>
    choose.mutate(of.choices.filter((one) => !one.fixed && (one.kind === kind ? !on : !one.on)).map((one) => one.kind));
  return (
    <>
      {!of.set && <Notice>{w.unset}</Notice>}
      {choose.error && <ProblemNotice error={choose.error} />}
      <fieldset className={s.choices} disabled={choose.isPending}>
        <legend>{w.legend}</legend>
        {of.choices.map((one) => (
          <label key={one.kind} className={s.choice}>
            <input type="checkbox" checked={one.on} disabled={one.fixed} onChange={(event) => turn(one.kind, event.target.checked)} />
            <span>{w.kinds[one.kind]}{one.fixed && <small>{w.fixed}</small>}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

function Firm() {
  const { w } = useWords();
  const found = useQuery(mailHealth);
  return (
    <section className={d.section}>
      <h2>{w.firm}</h2>
      <div className={d.sheet}>
        {found.isPending && <Loading />}
        {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && <Health of={found.data} />}
      </div>
    </section>
  );
}

function Health({ of }: { of: MailHealth }) {
  const { w, f } = useWords();
  const at = (time: string, told: (day: string, time: string) => string) => told(f.day(time), f.clock(time));
  if (!of.set) return <Notice>{w.firmUnset}</Notice>;
  return (
    <>
      <p>{w.firmSet} {of.last_sent_at ? at(of.last_sent_at, w.lastSent) : w.neverSent}</p>
      {of.unmailed.length === 0 && of.last_sent_at && <p className={s.quiet}>{w.allMailed}</p>}
      {of.unmailed.length > 0 && (
        <>
          <Notice tone="warn">{w.unmailed}</Notice>
          <ul className={s.people}>
            {of.unmailed.map((one) => (
              <li key={one.user}>{one.name}<small>{w.states[one.state]} ({at(one.at, w.at)})</small></li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
