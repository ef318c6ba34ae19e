/** One field of a row, by what it holds. */
import { useQuery } from '@tanstack/react-query';
import { type Field as FieldDefinition, type Value } from '../../api/registers';
import { people } from '../../api/queries';
import { Field, Pick, Radios } from '../../ui/fields';
import { useRows } from './pages';
import { useWords } from './words';
import s from './register.module.css';

interface FieldProps {
  field: FieldDefinition;
  value: string;
  /** What stands in the row, with its name. */
  held?: Value;
  error: string | undefined;
  autoFocus: boolean;
  onChange: (text: string) => void;
}

export function FieldOf(props: FieldProps) {
  const { w } = useWords();
  const { field, error } = props;
  const needed = field.need === 'in_force' ? w.needs.in_force : undefined;
  const hint = (of?: string) => [field.help, of, needed && `(${needed})`].filter(Boolean).join(' ') || undefined;
  const plain = { label: field.label, value: props.value, onChange: props.onChange, error, optional: field.need === 'optional', autoComplete: 'off', autoFocus: props.autoFocus };
  switch (field.kind) {
    case 'long_text':
      return <Field {...plain} hint={hint()} area rows={3} />;
    case 'date':
      return <Field {...plain} hint={hint(w.fill.date)} />;
    case 'moment':
      return <Field {...plain} hint={hint(w.fill.moment)} />;
    case 'number':
      return <Field {...plain} hint={hint(w.fill.number)} inputMode="numeric" />;
    case 'document':
      return <Field {...plain} hint={hint(props.held?.name ?? w.fill.document)} />;
    case 'yes_no':
      return <Chosen {...props} hint={hint()}><Radios inline label={field.label} value={props.value} choices={[{ id: 'yes', name: w.yes }, { id: 'no', name: w.no }]} onChange={props.onChange} optional={field.need === 'optional'} /></Chosen>;
    case 'choice':
      return <Chosen {...props} hint={hint()}><Picked {...props} choices={field.choices.map((one) => ({ id: one.key, name: one.label }))} /></Chosen>;
    case 'person':
      return <Chosen {...props} hint={hint()}><PickPerson {...props} /></Chosen>;
    case 'reference':
      return <Chosen {...props} hint={hint()}><PickRow {...props} register={field.register ?? ''} /></Chosen>;
    default:
      return <Field {...plain} hint={hint()} />;
  }
}

/** A choice with what is to be known of it, and what is wrong with it. */
function Chosen(props: FieldProps & { hint: string | undefined; children: React.ReactNode }) {
  return (
    <div className={s.chosen}>
      {props.children}
      {props.error ? <p className={s.wrong} role="alert">{props.error}</p> : props.hint && <p className={s.quiet}>{props.hint}</p>}
    </div>
  );
}

function Picked({ field, value, onChange, choices }: FieldProps & { choices: { id: string; name: string }[] }) {
  const { w } = useWords();
  const optional = field.need === 'optional';
  const all = optional ? [{ id: '', name: w.fill.nothing }, ...choices] : choices;
  return <Pick label={field.label} placeholder={w.fill.choose} value={value || null} onChange={onChange} choices={all} optional={optional} />;
}

function PickPerson(props: FieldProps) {
  const { data = [] } = useQuery(people);
  return <Picked {...props} choices={data.map((one) => ({ id: one.id, name: one.name }))} />;
}

function PickRow(props: FieldProps & { register: string }) {
  const { language } = useWords();
  const { all } = useRows(props.register, language, true);
  return <Picked {...props} choices={all.filter((row) => row.state !== 'closed').map((row) => ({ id: row.id, name: row.title }))} />;
}
