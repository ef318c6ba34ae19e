/** Setting up the second step: a QR code, a first code, and the recovery codes to keep. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import { renew, session } from '../../api/queries';
import type { Enrolment as Enrolling } from '../../api/types';
import { useReading } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button, Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useTitle } from './sign-in';
import s from './session.module.css';

export function Enrolment() {
  const { t } = useReading();
  const [codes, setCodes] = useState<string[] | null>(null);
  useTitle(t.session.enrol);
  const start = useQuery({
    queryKey: ['enrolment'],
    queryFn: () => call<Enrolling>('/account/second-factor', { method: 'POST' }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (codes) return <Codes codes={codes} />;
  return (
    <>
      <h1>{t.session.enrol}</h1>
      <p className={s.lead}>{t.session.enrolLead}</p>
      {start.error && <ProblemNotice error={start.error} onRetry={() => void start.refetch()} />}
      {start.isPending && <Loading />}
      {start.data && <Steps enrolling={start.data} onDone={setCodes} />}
    </>
  );
}

function Steps(props: { enrolling: Enrolling; onDone: (codes: string[]) => void }) {
  const { t } = useReading();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => call<{ recovery_codes: string[] }>('/account/second-factor/confirm', { method: 'POST', body: { code: code.trim() } }),
    onSuccess: (read) => props.onDone(read.recovery_codes),
  });
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(props.enrolling.qr_svg)}`;
  return (
    <ol className={s.steps}>
      <li>
        <div>
          <span>{t.session.scan}</span>
          <img className={s.qr} src={picture} alt={t.session.qr} />
          <span>{t.session.typeSecret}: <code className={s.secret}>{props.enrolling.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></span>
        </div>
      </li>
      <li>
        <form className={s.form} onSubmit={(event) => { event.preventDefault(); confirm.mutate(); }}>
          {confirm.error && <ProblemNotice error={confirm.error} />}
          <div className={s.code}>
            <Field label={t.session.enterCode} name="code" autoComplete="one-time-code" inputMode="numeric" isRequired value={code} onChange={setCode} />
          </div>
          <Button look="solid" type="submit" isPending={confirm.isPending}>{t.session.confirm}</Button>
        </form>
      </li>
    </ol>
  );
}

function Codes(props: { codes: string[] }) {
  const { t } = useReading();
  const text = props.codes.join('\n');
  useTitle(t.session.codes);
  return (
    <>
      <h1 tabIndex={-1} ref={(node) => node?.focus()}>{t.session.codes}</h1>
      <p className={s.lead}>{t.session.codesLead}</p>
      <ul className={s.codes}>{props.codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className={s.foot}>
        <Button onPress={() => void navigator.clipboard.writeText(text).then(() => say(t.common.copied))}>{t.session.codesCopy}</Button>
        <Button look="solid" onPress={() => void renew(session.queryKey)}>{t.session.codesSaved}</Button>
      </div>
    </>
  );
}
