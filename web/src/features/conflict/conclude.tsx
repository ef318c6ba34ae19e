/** What a person concludes from a check, and why. */
import type { Concluded } from '../../api/conflicts';
import { Field, Radios } from '../../ui/fields';
import { fieldError } from '../../ui/problem';
import { useWords } from './words';
import s from './conflict.module.css';

const CHOICES = ['clear', 'accepted', 'refused'] as const;

export type Draft = { conclusion: Concluded['conclusion'] | null; reason: string };
export const EMPTY: Draft = { conclusion: null, reason: '' };

/** What can be recorded, once it is whole. */
export const whole = (draft: Draft): Concluded | null => (draft.conclusion && draft.reason.trim() ? { conclusion: draft.conclusion, reason: draft.reason.trim() } : null);

interface FieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Somebody tried to record it. */
  tried: boolean;
  error: unknown;
  /** It may be left for later. */
  optional?: boolean;
}

export function ConcludeFields({ draft, onChange, tried, error, optional = false }: FieldsProps) {
  const { t, w } = useWords();
  const reason = fieldError(t, error, '/reason') ?? (tried && !draft.reason.trim() ? w.reasonMissing : undefined);
  return (
    <>
      <Radios label={w.conclusion} optional={optional} value={draft.conclusion} onChange={(conclusion) => onChange({ ...draft, conclusion })} choices={CHOICES.map((id) => ({ id, name: w.states[id], hint: w.stateHints[id] }))} />
      {tried && !draft.conclusion && <p className={s.wrong} role="alert">{w.choose}</p>}
      <Field label={w.reason} hint={w.reasonHint} area rows={3} value={draft.reason} onChange={(reason) => onChange({ ...draft, reason })} error={reason} optional={optional} isRequired={!optional} />
    </>
  );
}
