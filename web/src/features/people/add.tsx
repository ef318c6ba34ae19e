/** Somebody new: who they are and their role; then their first password, shown this once. */
import { useMutation } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { addPerson, requirements } from '../../api/people';
import { people, renew } from '../../api/queries';
import type { Language, Role } from '../../api/types';
import { Sheet } from '../../ui/dialog';
import { Field, Pick, Radios } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './people.module.css';

const POINTERS = ['/name', '/email', '/role'] as const;

export function AddPerson({ onClose }: { onClose: () => void }) {
  const { w } = useWords();
  const form = useForm();
  if (form.add.data) return <Added name={form.name.trim()} email={form.email.trim()} password={form.add.data.password} onClose={onClose} />;
  const foot = (
    <>
      <Button onPress={onClose}>{form.t.common.cancel}</Button>
      <Button look="solid" type="submit" form="add-person" isPending={form.add.isPending}>{w.add.submit}</Button>
    </>
  );
  return (
    <Sheet title={w.add.title} open onClose={onClose} foot={foot}>
      <form id="add-person" className={d.form} onSubmit={form.submit} noValidate>
        {form.add.error && !form.atFields && <ProblemNotice error={form.add.error} />}
        <Field label={w.add.name} value={form.name} onChange={form.setName} error={form.error('/name')} autoComplete="off" isRequired autoFocus />
        <Field label={w.add.email} value={form.email} onChange={form.setEmail} error={form.error('/email')} hint={w.add.emailHint} type="email" autoComplete="off" isRequired />
        <div className={s.chosen}>
          <Pick label={form.t.account.role} value={form.role} onChange={(id) => form.setRole(id as Role)} choices={form.roles} />
          {form.error('/role') ? <p role="alert" className={s.wrong}>{form.error('/role')}</p> : <p className={s.quiet}>{w.add.roleHint}</p>}
        </div>
        <Radios label={w.add.language} inline value={form.language} onChange={form.setLanguage} choices={(['nl', 'en'] as const).map((id) => ({ id, name: form.t.languages[id] }))} />
      </form>
    </Sheet>
  );
}

function useForm() {
  const { w, t, language: reads } = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('read_only');
  const [language, setLanguage] = useState<Language>(reads);
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: () => addPerson({ name: name.trim(), email: email.trim(), role, language }),
    onSuccess: () => Promise.all([people, requirements].map(({ queryKey }) => renew(queryKey))),
  });
  const empty = (text: string) => (tried && !text.trim() ? t.fieldErrors.required : undefined);
  const own = { '/name': empty(name), '/email': empty(email), '/role': undefined };
  const told = (at: (typeof POINTERS)[number]) => fieldError(t, add.error, at, { ...w.errors, ...w.add.errors[at] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && email.trim()) add.mutate();
  };
  // what was refused is not said of what stands there now
  const anew = <T,>(set: (value: T) => void) => (value: T) => { set(value); add.reset(); };
  return {
    t, add, submit, name, email, role, language, setLanguage,
    setName: anew(setName), setEmail: anew(setEmail), setRole: anew(setRole),
    roles: (Object.keys(t.roles) as Role[]).map((id) => ({ id, name: t.roles[id] })),
    error: (at: (typeof POINTERS)[number]) => own[at] ?? told(at),
    atFields: POINTERS.some((at) => told(at)),
  };
}

function Added({ name, email, password, onClose }: { name: string; email: string; password: string; onClose: () => void }) {
  const { w, t } = useWords();
  const copy = () => void navigator.clipboard.writeText(password).then(() => say(t.common.copied));
  return (
    <Sheet title={w.add.done(name)} open must onClose={onClose} foot={<Button look="solid" onPress={onClose}>{w.add.handed}</Button>}>
      <div className={d.form}>
        <Notice tone="ok"><span>{w.add.once(email)}</span></Notice>
        <div className={s.password}>
          <Field label={w.add.password} value={password} isReadOnly autoFocus />
          <Button onPress={copy}><Copy size={15} aria-hidden />{w.add.copy}</Button>
        </div>
        <p>{w.add.next}</p>
      </div>
    </Sheet>
  );
}
