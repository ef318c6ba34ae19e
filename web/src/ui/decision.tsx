/** A decision that a person answers for: one of a few, and why. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTexts } from '../i18n/language';
import { Field, Radios } from './fields';
import { Button } from './parts';
import s from './decision.module.css';

interface DecisionProps<T extends string> {
  label: string;
  choices: { id: T; name: string; hint?: string }[];
  first: { choice: T; reason: string } | null;
  words: { choose: string; reason: string; reasonHint: string; reasonMissing: string; decide: string };
  pending: boolean;
  /** What went wrong with the reason; with anything else. */
  wrong: string | undefined;
  trouble: ReactNode;
  onSave: (choice: T, reason: string) => void;
  onCancel: (() => void) | null;
}

export function DecisionForm<T extends string>(props: DecisionProps<T>) {
  const t = useTexts();
  const { words } = props;
  const [choice, setChoice] = useState<T | null>(props.first?.choice ?? null);
  const [reason, setReason] = useState(props.first?.reason ?? '');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (choice && reason.trim()) props.onSave(choice, reason);
  };
  return (
    <form className={s.form} onSubmit={submit} noValidate>
      {props.trouble}
      <Radios label={props.label} quietLabel value={choice} onChange={setChoice} choices={props.choices} />
      {tried && !choice && <p className={s.wrong} role="alert">{words.choose}</p>}
      <Field label={words.reason} hint={words.reasonHint} area rows={3} value={reason} onChange={setReason} error={tried && !reason.trim() ? words.reasonMissing : props.wrong} isRequired />
      <span className={s.buttons}>
        <Button small look="solid" type="submit" isPending={props.pending}>{words.decide}</Button>
        {props.onCancel && <Button small onPress={props.onCancel}>{t.common.cancel}</Button>}
      </span>
    </form>
  );
}
