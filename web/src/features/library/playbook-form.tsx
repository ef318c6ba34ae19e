/** The text of a playbook, with what is wrong with it told at its rule. */
import { useState, type FormEvent } from 'react';
import { ApiError } from '../../api/client';
import { useTexts } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { usePlaybookWords } from './playbook-words';
import s from './library.module.css';

interface Props {
  first: string;
  error: Error | null;
  busy: boolean;
  onSubmit: (text: string) => void;
  onCancel: () => void;
}

/** A fault of the text: `/text#rule/field`. */
const PLACE = /^\/text#([^/]*)\/(.*)$/;

export function PlaybookForm({ first, error, busy, onSubmit, onCancel }: Props) {
  const p = usePlaybookWords();
  const t = useTexts();
  const [text, setText] = useState(first);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim()) onSubmit(text);
  };
  const faults = (error instanceof ApiError ? (error.problem?.errors ?? []) : []).flatMap((one) => {
    const place = PLACE.exec(one.pointer);
    return place ? [{ rule: place[1] ?? '', field: place[2] ?? '', said: one.detail ?? t.fieldErrors.other }] : [];
  });
  return (
    <form className={s.playbookForm} onSubmit={submit} noValidate>
      {error && (faults.length > 0 ? (
        <div className={s.faults} role="alert">
          <p>{p.faults(faults.length)}</p>
          <ul tabIndex={0}>{faults.map((one, index) => <li key={index}><b>{p.faultAt(one.rule, one.field)}</b><span>{one.said}</span></li>)}</ul>
        </div>
      ) : <ProblemNotice error={error} />)}
      <div className={s.tomlField}><Field label={p.text} hint={p.textHint} area rows={28} value={text} onChange={setText} error={tried && !text.trim() ? p.textMissing : undefined} isRequired spellCheck="false" /></div>
      <div className={s.foot}>
        <Button onPress={onCancel}>{t.common.cancel}</Button>
        <Button look="solid" type="submit" isPending={busy}>{t.common.save}</Button>
      </div>
    </form>
  );
}
