/** One question of an interview and its answer, of whatever kind. */
import { TriangleAlert } from 'lucide-react';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Json, Question } from '../../api/drafter';
import { useReading, useTexts } from '../../i18n/language';
import { Field, Pick, Radios } from '../../ui/fields';
import { Entries } from './entries';
import { Party, Place } from './party';
import { readCents, readDay, readNumber, showCents, showDay, showNumber } from './written';
import s from './draft.module.css';

export interface Remarks {
  /** What is wrong with a field, in words, once one has left it. */
  fault: (pointer: string) => string | undefined;
  warning: (pointer: string) => string | undefined;
  /** Called when a field is left. */
  left: (pointer: string) => void;
  readOnly: boolean;
}

export const RemarkContext = createContext<Remarks>({ fault: () => undefined, warning: () => undefined, left: () => undefined, readOnly: false });

export const useRemarks = (): Remarks => useContext(RemarkContext);

export interface AnswerProps {
  question: Question;
  /** Its place among the answers (RFC 6901). */
  pointer: string;
  value: Json;
  onChange: (value: Json) => void;
}

/** The question with what is to be said about it. */
export function Answer(props: AnswerProps) {
  const { question, pointer } = props;
  const warning = useRemarks().warning(pointer);
  return (
    <div className={s.answer} data-pointer={pointer}>
      <Kind {...props} />
      {question.warn && <p className={s.warn}><TriangleAlert size={14} aria-hidden /><span>{question.warn}</span></p>}
      {warning && <p className={s.warn} role="status"><TriangleAlert size={14} aria-hidden /><span>{warning}</span></p>}
    </div>
  );
}

function Kind(props: AnswerProps) {
  switch (props.question.kind) {
    case 'choice': return <Choice {...props} />;
    case 'yes_no': return <YesNo {...props} />;
    case 'number':
    case 'percentage':
    case 'money':
    case 'date': return <Written {...props} />;
    case 'term': return <Term {...props} />;
    case 'party':
    case 'person':
    case 'company': return <Party {...props} />;
    case 'address': return <Place {...props} />;
    case 'list': return <Entries {...props} />;
    default: return <Line {...props} />;
  }
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : '');
const hintOf = (question: Question): { hint?: string } => (question.help ? { hint: question.help } : {});

function Line({ question, pointer, value, onChange }: AnswerProps) {
  const { fault, left, readOnly } = useRemarks();
  const long = question.kind === 'long_text';
  const figures = ['kvk', 'rsin', 'bsn'].includes(question.kind);
  return (
    <Field
      label={question.label}
      {...hintOf(question)}
      optional={!question.required}
      error={fault(pointer)}
      value={textOf(value)}
      onChange={(text) => onChange(text)}
      onBlur={() => left(pointer)}
      isReadOnly={readOnly}
      autoComplete="off"
      {...(long ? { area: true, rows: 4 } : {})}
      {...(figures ? { inputMode: 'numeric' as const } : {})}
      {...(question.kind === 'email' ? { type: 'email' } : {})}
    />
  );
}

const MOST_BESIDE = 4;

function Choice({ question, pointer, value, onChange }: AnswerProps) {
  const t = useTexts();
  const { fault, readOnly } = useRemarks();
  const choices = question.choices.map((one) => ({ id: one.value, name: one.label }));
  const wrong = fault(pointer);
  return (
    <>
      {choices.length <= MOST_BESIDE ? (
        <Radios label={question.label} value={textOf(value)} onChange={onChange} choices={choices} isReadOnly={readOnly} optional={!question.required} />
      ) : (
        <Pick label={question.label} placeholder={t.interview.choose} value={textOf(value) || null} onChange={onChange} choices={choices} isDisabled={readOnly} optional={!question.required} />
      )}
      {question.help && <p className={s.help}>{question.help}</p>}
      {wrong && <p className={s.fault}>{wrong}</p>}
    </>
  );
}

function YesNo({ question, value, onChange }: AnswerProps) {
  const t = useTexts();
  const { readOnly } = useRemarks();
  const now = value ?? question.default;
  return (
    <>
      <Radios
        label={question.label}
        inline
        value={typeof now === 'boolean' ? String(now) : question.required ? '' : 'false'}
        onChange={(chosen) => onChange(chosen === 'true')}
        isReadOnly={readOnly}
        choices={[{ id: 'true', name: t.interview.yes }, { id: 'false', name: t.interview.no }]}
      />
      {question.help && <p className={s.help}>{question.help}</p>}
    </>
  );
}

interface Writing {
  read: (text: string) => Json;
  show: (value: Json) => string;
  hint?: string | undefined;
  unit?: string;
}

/** How a kind is written and read; what cannot be read is kept as it was typed, so that nothing is lost. */
function useWriting(kind: Question['kind']): Writing {
  const t = useTexts();
  const kept = (value: Json): string => (typeof value === 'string' ? value : '');
  const orText = (read: Json, text: string): Json => (read === null ? text.trim() || null : read);
  switch (kind) {
    case 'money':
      return {
        read: (text) => {
          const cents = readCents(text, t.locale);
          return orText(cents === null ? null : { cents }, text);
        },
        show: (value) => (value && typeof value === 'object' && !Array.isArray(value) && typeof value.cents === 'number' ? showCents(value.cents, t.locale) : kept(value)),
        unit: '€',
      };
    case 'date':
      return {
        read: (text) => orText(readDay(text), text),
        show: (value) => showDay(kept(value)),
        hint: t.interview.dayHint,
      };
    default:
      return {
        read: (text) => orText(readNumber(text, t.locale), text),
        show: (value) => (typeof value === 'number' ? showNumber(value, t.locale) : kept(value)),
        ...(kind === 'percentage' ? { unit: '%' } : {}),
      };
  }
}

/** A number, an amount or a day: typed as one writes it, shown tidily once it is left. */
function Written({ question, pointer, value, onChange }: AnswerProps) {
  const { fault, left, readOnly } = useRemarks();
  return (
    <WrittenField
      kind={question.kind}
      label={question.label}
      hint={question.help ?? undefined}
      optional={!question.required}
      error={fault(pointer)}
      value={value}
      onChange={onChange}
      onLeave={() => left(pointer)}
      readOnly={readOnly}
    />
  );
}

interface WrittenFieldProps {
  kind: Question['kind'];
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  error: string | undefined;
  value: Json;
  onChange: (value: Json) => void;
  onLeave: () => void;
  readOnly: boolean;
}

export function WrittenField(props: WrittenFieldProps) {
  const { f } = useReading();
  const { read, show, hint, unit } = useWriting(props.kind);
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef(props.value);
  // an answer that came from elsewhere goes before what was typed
  useEffect(() => {
    if (JSON.stringify(latest.current) !== JSON.stringify(props.value)) setTyped(null);
    latest.current = props.value;
  }, [props.value]);
  const shown = typed ?? show(props.value);
  const day = props.kind === 'date' && typeof props.value === 'string' && /^\d{4}-/.test(props.value) ? f.day(`${props.value}T12:00:00`) : undefined;
  return (
    <Field
      label={unit ? `${props.label} (${unit})` : props.label}
      hint={day ?? props.hint ?? hint}
      {...(props.optional ? { optional: true } : {})}
      error={props.error}
      value={shown}
      onChange={(text) => {
        setTyped(text);
        const value = read(text);
        latest.current = value;
        props.onChange(value);
      }}
      onBlur={() => {
        setTyped(null);
        props.onLeave();
      }}
      isReadOnly={props.readOnly}
      autoComplete="off"
      {...(props.kind === 'date' ? {} : { inputMode: 'text' as const })}
    />
  );
}

function Term({ question, pointer, value, onChange }: AnswerProps) {
  const t = useTexts();
  const { fault, left, readOnly } = useRemarks();
  const now = value && typeof value === 'object' && !Array.isArray(value) ? value : {};
  const unit = typeof now.eenheid === 'string' ? now.eenheid : 'dagen';
  const set = (aantal: Json, eenheid: string) => onChange(aantal === null || aantal === '' ? null : { aantal, eenheid });
  const wrong = fault(pointer);
  return (
    <Named label={question.label} optional={!question.required} help={question.help} fault={wrong}>
      <div className={s.pair} onBlur={() => left(pointer)}>
        <Field
          label={t.interview.many}
          inputMode="numeric"
          value={now.aantal === undefined || now.aantal === null ? '' : String(now.aantal)}
          onChange={(text) => set(/^\d+$/.test(text.trim()) ? Number(text) : text.trim() || null, unit)}
          isReadOnly={readOnly}
          {...(wrong ? { isInvalid: true } : {})}
          autoComplete="off"
        />
        <Pick label={t.interview.unit} value={unit} onChange={(chosen) => set(now.aantal ?? null, chosen)} choices={Object.entries(t.units).map(([id, name]) => ({ id, name }))} isDisabled={readOnly} />
      </div>
    </Named>
  );
}

interface NamedProps {
  label: string;
  optional?: boolean;
  help?: string | null;
  fault?: string | undefined;
  children: ReactNode;
}

/** A question of several fields under its name. */
export function Named(props: NamedProps) {
  const t = useTexts();
  return (
    <fieldset className={s.named}>
      <legend>{props.label}{props.optional && <small> ({t.common.optional})</small>}</legend>
      {props.help && <p className={s.help}>{props.help}</p>}
      {props.children}
      {props.fault && <p className={s.fault} role="alert">{props.fault}</p>}
    </fieldset>
  );
}
