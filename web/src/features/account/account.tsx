/** One's own account: language, appearance, absence, mail, password, leaving. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, call } from '../../api/client';
import { session } from '../../api/queries';
import { setTheme, useTheme } from '../../app/theme';
import { useReading, useTexts } from '../../i18n/language';
import { PasswordField, Radios } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { Absences } from '../deadline/absences';
import { Mail } from '../mail/mail';
import { useTitle } from '../session/sign-in';
import { OwnTraining } from '../training/door';
import { useLanguageChoice, useSignOut } from '../session/use-session';
import { passwordFault } from './password';
import shell from '../../app/shell.module.css';
import d from '../dossier/dossier.module.css';

export function Account() {
  const { t, language } = useReading();
  const user = useQuery(session).data?.user;
  const firm = useQuery(session).data?.firm;
  const theme = useTheme();
  const choose = useLanguageChoice();
  const signOut = useSignOut();
  useTitle(t.account.title);
  const facts: [string, string][] = [
    [t.account.name, user?.name ?? ''], [t.account.email, user?.email ?? ''],
    [t.account.role, user ? t.roles[user.role] : ''], [t.account.firm, firm?.name ?? ''],
  ];
  return (
    <div className={shell.page} style={{ maxInlineSize: '720px' }}>
      <div className={shell.head}>
        <h1>{t.account.title}</h1>
        <Button onPress={signOut}>{t.nav.signOut}</Button>
      </div>
      <section className={d.section}>
        <h2>{t.account.profile}</h2>
        <div className={d.sheet}>
          <dl className={d.facts}>
            {facts.flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-value`}>{value}</dd>])}
          </dl>
        </div>
      </section>
      <section className={d.section}>
        <h2>{t.account.preferences}</h2>
        <div className={d.sheet}>
          <Radios label={t.nav.language} inline value={language} onChange={choose} choices={[{ id: 'nl', name: t.languages.nl }, { id: 'en', name: t.languages.en }]} />
          <Radios label={t.nav.theme} inline value={theme} onChange={setTheme} choices={(['light', 'dark', 'system'] as const).map((id) => ({ id, name: t.theme[id] }))} />
          <p>{t.account.device}</p>
        </div>
      </section>
      <section className={d.section}>
        <h2>{t.absences.title}</h2>
        <Absences />
      </section>
      <Mail />
      <OwnTraining />
      <section className={d.section}>
        <h2>{t.account.password}</h2>
        <div className={d.sheet}><PasswordForm key={language} /></div>
      </section>
    </div>
  );
}

function PasswordForm() {
  const t = useTexts();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => call<void>('/account/password', { method: 'POST', body: { current, new: wanted } }),
    onSuccess: () => {
      say(t.account.changed);
      setCurrent('');
      setWanted('');
      setAgain('');
      setTried(false);
    },
  });
  const fault = passwordFault(wanted);
  const told = fieldError(t, change.error, '/new');
  const wrong = change.error instanceof ApiError && change.error.kind === 'wrong-credentials';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fault && wanted === again) change.mutate();
  };
  return (
    <form className={d.form} onSubmit={submit} noValidate>
      {change.error && !wrong && <ProblemNotice error={change.error} />}
      <PasswordField label={t.account.current} error={wrong ? t.problems.wrongPassword : undefined} autoComplete="current-password" value={current} onChange={setCurrent} isRequired />
      <PasswordField label={t.account.new} autoComplete="new-password" hint={t.account.rule} error={tried && fault ? t.passwordErrors[fault] : told} value={wanted} onChange={setWanted} isRequired />
      <PasswordField label={t.account.again} autoComplete="new-password" error={tried && wanted !== again ? t.account.different : undefined} value={again} onChange={setAgain} isRequired />
      <div className={d.foot}>
        <Button look="solid" type="submit" isPending={change.isPending}>{t.account.change}</Button>
      </div>
    </form>
  );
}
