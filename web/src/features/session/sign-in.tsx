/** The way in: a password, then a second step, or setting that step up for the first time. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { ApiError, call, setToken } from '../../api/client';
import { client, renew, session } from '../../api/queries';
import type { Session } from '../../api/types';
import { useReading } from '../../i18n/language';
import { Field, PasswordField, Radios } from '../../ui/fields';
import { Button, Notice, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { Said } from '../../ui/say';
import { Enrolment } from './enrolment';
import s from './session.module.css';

/** Takes over a session the server answered with. */
export function enter(read: Session): void {
  setToken(read.csrf);
  client.setQueryData(session.queryKey, read);
}

export function SignIn(props: { session: Session; lost: boolean }) {
  const state = props.session.state;
  if (state === 'enrolment') return <Frame wide><Enrolment /></Frame>;
  return <Frame>{state === 'second_factor' ? <SecondStep /> : <Password lost={props.lost} />}</Frame>;
}

function Frame(props: { wide?: boolean; children: ReactNode }) {
  const { t, language, setLanguage } = useReading();
  return (
    <main className={s.page}>
      <div className={s.brand}><span className={s.seal} aria-hidden>§</span>{t.common.product}</div>
      <section className={classes(s.sheet, props.wide && s.wide)}>{props.children}</section>
      <Radios
        label={t.nav.language}
        quietLabel
        inline
        value={language}
        onChange={setLanguage}
        choices={[{ id: 'nl', name: t.languages.nl }, { id: 'en', name: t.languages.en }]}
      />
      <Said />
    </main>
  );
}

export function useTitle(title: string): void {
  const { t } = useReading();
  useEffect(() => {
    document.title = `${title} · ${t.common.product}`;
  }, [title, t]);
}

function Password(props: { lost: boolean }) {
  const { t } = useReading();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  useTitle(t.session.title);
  const send = useMutation({
    mutationFn: () => call<Session>('/session', { method: 'POST', body: { email, password } }),
    onSuccess: enter,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <>
      <h1>{t.session.title}</h1>
      <p className={s.lead}>{t.session.lead}</p>
      {props.lost && !send.error && <Notice tone="warn">{t.session.lost}</Notice>}
      {send.error && <ProblemNotice error={credentials(send.error)} />}
      <form className={s.form} onSubmit={submit}>
        <Field label={t.session.email} type="email" name="email" autoComplete="username" isRequired value={email} onChange={setEmail} autoFocus />
        <PasswordField label={t.session.password} name="password" autoComplete="current-password" isRequired value={password} onChange={setPassword} />
        <Button look="solid" type="submit" isPending={send.isPending}>{t.session.submit}</Button>
      </form>
    </>
  );
}

/** At the door every refusal reads the same, whatever the server calls it. */
function credentials(error: Error): Error {
  if (!(error instanceof ApiError) || (error.status !== 401 && error.status !== 403)) return error;
  return new ApiError(401, { type: '/problems/wrong-credentials', title: '', status: 401, ...trace(error) });
}

function trace(error: ApiError): { trace_id?: string } {
  return error.problem?.trace_id ? { trace_id: error.problem.trace_id } : {};
}

function SecondStep() {
  const { t } = useReading();
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  useTitle(t.session.second);
  const send = useMutation({
    mutationFn: () => call<Session>('/session/second-factor', { method: 'POST', body: { code: code.trim() } }),
    onSuccess: enter,
    onError: () => setCode(''),
  });
  const leave = () => void call<void>('/session', { method: 'DELETE' }).catch(() => undefined).then(() => renew());
  return (
    <>
      <h1>{t.session.second}</h1>
      <p className={s.lead}>{recovery ? t.session.recoveryLead : t.session.secondLead}</p>
      {send.error && <ProblemNotice error={send.error} />}
      <form className={s.form} onSubmit={(event) => { event.preventDefault(); send.mutate(); }}>
        <div className={recovery ? undefined : s.code}>
          <Field
            key={String(recovery)}
            label={recovery ? t.session.recovery : t.session.code}
            name="code"
            autoComplete="one-time-code"
            inputMode={recovery ? 'text' : 'numeric'}
            isRequired
            value={code}
            onChange={setCode}
            autoFocus
          />
        </div>
        <Button look="solid" type="submit" isPending={send.isPending}>{t.session.confirm}</Button>
      </form>
      <div className={s.foot}>
        <Button look="link" small onPress={() => { setRecovery(!recovery); setCode(''); }}>
          {recovery ? t.session.useCode : t.session.useRecovery}
        </Button>
        <Button look="link" small onPress={leave}>{t.session.other}</Button>
      </div>
    </>
  );
}
