/** The form of a row, made of the definition of its register. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { addDuty, addRow, changeRow, type Held, type RegisterDetail, type Row } from '../../api/registers';
import { people, renew, session } from '../../api/queries';
import { Sheet } from '../../ui/dialog';
import { Pick } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { fieldError } from '../../ui/problem';
import { say } from '../../ui/say';
import { Field } from '../../ui/fields';
import { FieldOf } from './field';
import { Trouble } from './trouble';
import { asked, given, typed, type Typed } from './values';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './register.module.css';

/** What is shown anew after a change. */
export const fresh = () => Promise.all([['registers'], ['register-rows']].map(renew));

/** A form is longer than a screen, and is sent from its end. */
const inSight = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'center' });

/** Begins at a field further on. */
const begin = (node: HTMLElement | null) => {
  inSight(node);
  node?.querySelector<HTMLElement>('button, input')?.focus();
};

interface FillProps {
  of: RegisterDetail;
  row: Row | null;
  /** The dossier that a new row belongs to. */
  dossier?: string;
  /** The person whom a new row is about. */
  about?: string;
  /** The field to begin at. */
  from?: string;
  onClose: () => void;
}

export function FillRow({ of, row: given, dossier, about, from, onClose }: FillProps) {
  const { w } = useWords();
  // the row as it was when the form was begun: what a colleague changes meanwhile is told, not undone
  const [row] = useState(given);
  const navigate = useNavigate();
  const form = useForm({ of, row, dossier, about }, (made) => {
    say(row ? w.fill.changed : w.fill.added);
    onClose();
    if (!row) void navigate({ to: '/registers/$register/$row', params: { register: of.key, row: made.id } });
  });
  const foot = (
    <>
      <Button onPress={onClose}>{form.t.common.cancel}</Button>
      <Button look="solid" type="submit" form="fill-row" isPending={form.save.isPending}>{w.fill.save}</Button>
    </>
  );
  const title = row ? w.fill.change : of.at_once ? w.fill.report(of.name) : w.fill.add(of.name);
  return (
    <Sheet title={title} open wide onClose={onClose} foot={foot}>
      <form id="fill-row" className={d.form} onSubmit={form.submit} noValidate>
        {form.save.error && !form.atFields && <div ref={inSight}><Trouble error={form.save.error} /></div>}
        {!row && of.at_once && <Notice>{w.fill.atOnce}</Notice>}
        {row?.state === 'in_force' && of.four_eyes && <Notice tone="warn">{w.fill.again}</Notice>}
        {form.fields.map((field, at) => {
          const asked = <FieldOf key={field.key} field={field} value={form.values[field.key] ?? ''} error={form.error(field.key)} onChange={(text) => form.set(field.key, text)} {...(row?.values[field.key] ? { held: row.values[field.key]! } : {})} autoFocus={at === 0 && !from} />;
          return field.key === from ? <div key={field.key} ref={begin}>{asked}</div> : asked;
        })}
        <OwnerPick role={of.owner_role} value={form.owner} onChange={form.setOwner} error={form.ownerError} />
        {row && <Field label={w.fill.reason} value={form.reason} onChange={form.setReason} optional />}
      </form>
    </Sheet>
  );
}

/** What stands in the form, what is wrong with it, and how it is sent. */
function useForm({ of, row, dossier, about }: { of: RegisterDetail; row: Row | null; dossier: string | undefined; about: string | undefined }, done: (row: Row) => void) {
  const { w, t } = useWords();
  const me = useQuery(session).data?.user?.id;
  const begin = typed(of.fields, row);
  const person = about ? of.fields.find((field) => field.kind === 'person')?.key : undefined;
  const [values, setValues] = useState<Typed>(person && about ? { ...begin, [person]: about } : begin);
  const [owner, setOwner] = useState<string | null>(row ? (row.owner?.id ?? null) : (me ?? null));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (sent: Record<string, Held | null>) => {
      const body = { values: sent, ...(owner ? { owner } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) };
      return row ? changeRow(row, body) : dossier ? addDuty(dossier, of.key, body) : addRow(of.key, body);
    },
    onSuccess: (made) => {
      done(made);
      return fresh();
    },
  });
  const fields = of.fields.filter((field) => asked(of.fields, field, values));
  const read = fields.map((field) => ({ field, said: given(field, values[field.key] ?? '') }));
  const own = (key: string) => {
    const found = read.find((one) => one.field.key === key)?.said;
    return tried && found && 'wrong' in found ? w.errors[found.wrong] : undefined;
  };
  const told = (key: string) => fieldError(t, save.error, `/values/${key}`, w.errors);
  const ownerError = fieldError(t, save.error, '/owner', w.errors);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.some((one) => 'wrong' in one.said)) return;
    const changed = read.filter(({ field }) => (row ? values[field.key] !== begin[field.key] : values[field.key]?.trim()));
    save.mutate(Object.fromEntries(changed.flatMap(({ field, said }) => ('value' in said ? [[field.key, said.value]] : []))));
  };
  return {
    t, fields, values, owner, setOwner, reason, setReason, save, submit,
    set: (key: string, text: string) => setValues((all) => ({ ...all, [key]: text })),
    error: (key: string) => own(key) ?? told(key),
    /** Whether the fields themselves say what is wrong. */
    atFields: Boolean(ownerError) || fields.some((field) => told(field.key)),
    ownerError,
  };
}

function OwnerPick(props: { role: string; value: string | null; error: string | undefined; onChange: (id: string) => void }) {
  const { w } = useWords();
  const { data = [] } = useQuery(people);
  return (
    <div className={s.owner}>
      <Pick label={w.owner} placeholder={w.fill.choose} value={props.value} onChange={props.onChange} choices={data.map((one) => ({ id: one.id, name: one.name }))} />
      {props.error ? <p className={s.wrong} role="alert">{props.error}</p> : <p className={s.quiet}>{w.ownerRole(props.role)}</p>}
    </div>
  );
}
