/** Names beside the parties: former names, companies of the group, beneficial owners. */
import type { PartyName, PartyRole } from '../../api/conflicts';
import { Field } from '../../ui/fields';
import { fieldError } from '../../ui/problem';
import { useWords } from './words';
import s from './conflict.module.css';

export type Further = { client: string; counterparty: string };
export const NONE: Further = { client: '', counterparty: '' };

export const lines = (text: string, role: PartyRole): PartyName[] => text.split('\n').map((line) => line.trim()).filter(Boolean).map((name) => ({ name, role }));
export const furtherNames = (further: Further): PartyName[] => [...lines(further.client, 'client'), ...lines(further.counterparty, 'counterparty')];

export function FurtherFields(props: { further: Further; onChange: (further: Further) => void; error: unknown; pointer: string }) {
  const { t, w } = useWords();
  const { further, onChange } = props;
  const wrong = fieldError(t, props.error, props.pointer, { too_many: w.tooMany, empty: w.noParties });
  return (
    <div className={s.two}>
      <Field label={w.furtherClient} hint={w.furtherHint} optional area rows={2} value={further.client} onChange={(client) => onChange({ ...further, client })} error={wrong} />
      <Field label={w.furtherOther} hint={w.furtherHint} optional area rows={2} value={further.counterparty} onChange={(counterparty) => onChange({ ...further, counterparty })} />
    </div>
  );
}
