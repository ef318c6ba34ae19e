/** A person or a company, and an address: several fields that are one answer. */
import type { Json } from '../../api/drafter';
import { useTexts } from '../../i18n/language';
import { Field, Radios, Suggest } from '../../ui/fields';
import { Named, useRemarks, WrittenField, type AnswerProps } from './answer';
import s from './draft.module.css';

type Fields = Record<string, Json>;

const fieldsOf = (value: Json): Fields => (value && typeof value === 'object' && !Array.isArray(value) ? value : {});
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

type Name = 'naam' | 'adres' | 'straat' | 'postcode' | 'plaats' | 'zetel' | 'kvk' | 'vertegenwoordiger' | 'functie' | 'geboorteplaats' | 'email' | 'telefoon';

interface PartProps {
  name: Name;
  now: Fields;
  pointer: string;
  set: (name: string, value: Json) => void;
}

function Part({ name, now, pointer, set }: PartProps) {
  const t = useTexts();
  const { fault, left, readOnly } = useRemarks();
  const place = `${pointer}/${name}`;
  return (
    <div data-pointer={place}>
      <Field label={t.party[name]} value={textOf(now[name])} onChange={(text) => set(name, text)} onBlur={() => left(place)} error={fault(place)} isReadOnly={readOnly} autoComplete="off" {...(name === 'kvk' ? { inputMode: 'numeric' as const } : {})} />
    </div>
  );
}

export function Party({ question, pointer, value, onChange }: AnswerProps) {
  const t = useTexts();
  const { readOnly, fault, left } = useRemarks();
  const now = fieldsOf(value);
  const kind = question.kind === 'person' ? 'persoon' : question.kind === 'company' ? 'bedrijf' : (textOf(now.soort) === 'persoon' ? 'persoon' : 'bedrijf');
  const set = (name: string, text: Json) => onChange({ ...now, soort: kind, [name]: text });
  const part = { now, pointer, set };
  const born = `${pointer}/geboortedatum`;
  return (
    <Named label={question.label} optional={!question.required} help={question.help} fault={fault(pointer)}>
      {question.kind === 'party' && (
        <Radios label={t.party.soort} inline quietLabel value={kind} onChange={(soort) => onChange({ ...now, soort })} isReadOnly={readOnly} choices={[{ id: 'bedrijf', name: t.party.bedrijf }, { id: 'persoon', name: t.party.persoon }]} />
      )}
      {kind === 'bedrijf' ? (
        <div className={s.grid}>
          <div className={s.whole}><Part name="naam" {...part} /></div>
          <Suggest label={t.party.rechtsvorm} open={t.common.open} value={textOf(now.rechtsvorm)} choices={t.party.forms} onChange={(text) => text !== textOf(now.rechtsvorm) && set('rechtsvorm', text)} isReadOnly={readOnly} optional={false} />
          <Part name="zetel" {...part} />
          <Where {...part} street="adres" />
          <Part name="kvk" {...part} />
          <Part name="vertegenwoordiger" {...part} />
          <Part name="functie" {...part} />
        </div>
      ) : (
        <div className={s.grid}>
          <Suggest label={t.party.aanhef} open={t.common.open} value={textOf(now.aanhef)} choices={t.party.salutations} onChange={(text) => text !== textOf(now.aanhef) && set('aanhef', text)} isReadOnly={readOnly} optional={false} />
          <Part name="naam" {...part} />
          <Where {...part} street="adres" />
          <div data-pointer={born}>
            <WrittenField kind="date" label={t.party.geboortedatum} error={fault(born)} value={now.geboortedatum ?? null} onChange={(day) => set('geboortedatum', day)} onLeave={() => left(born)} readOnly={readOnly} />
          </div>
          <Part name="geboorteplaats" {...part} />
        </div>
      )}
    </Named>
  );
}

function Where({ street, ...part }: Omit<PartProps, 'name'> & { street: 'adres' | 'straat' }) {
  return (
    <>
      <div className={s.whole}><Part name={street} {...part} /></div>
      <Part name="postcode" {...part} />
      <Part name="plaats" {...part} />
    </>
  );
}

export function Place({ question, pointer, value, onChange }: AnswerProps) {
  const now = fieldsOf(value);
  const set = (name: string, text: Json) => onChange({ ...now, [name]: text });
  const { fault } = useRemarks();
  return (
    <Named label={question.label} optional={!question.required} help={question.help} fault={fault(pointer)}>
      <div className={s.grid}><Where now={now} pointer={pointer} set={set} street="straat" /></div>
    </Named>
  );
}
