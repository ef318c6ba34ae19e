/** The fields of a dossier: the same for a new one and for changing one. */
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { people } from '../../api/queries';
import type { Dossier, DossierInput } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Field, Pick, Radios, Suggest } from '../../ui/fields';
import { fieldError } from '../../ui/problem';
import s from './dossier.module.css';

export const EMPTY: DossierInput = {
  name: '', number: '', client: '', counterparties: [], field_of_law: '', description: '', access: 'members', ai: 'allowed', responsible: null,
};

export function inputOf(dossier: Dossier): DossierInput {
  return {
    name: dossier.name,
    number: dossier.number,
    client: dossier.client,
    counterparties: dossier.counterparties,
    field_of_law: dossier.field_of_law,
    description: dossier.description,
    access: dossier.access,
    ai: dossier.ai,
    state: dossier.state,
    responsible: dossier.responsible?.id ?? null,
  };
}

interface FormProps {
  id: string;
  first: DossierInput;
  error: unknown;
  onSubmit: (input: DossierInput) => void;
  /** Hears of each change, for what stands beside the form. */
  onChange?: (input: DossierInput) => void;
  /** Whether who may open the dossier, and who is responsible, can be chosen. */
  access: boolean;
}

export function DossierForm(props: FormProps) {
  const t = useTexts();
  const [input, setInput] = useState(props.first);
  const [parties, setParties] = useState(props.first.counterparties.join('\n'));
  const [tried, setTried] = useState(false);
  const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);
  const set = (part: Partial<DossierInput>) => {
    setInput({ ...input, ...part });
    props.onChange?.({ ...input, counterparties: lines(parties), ...part });
  };
  const setOthers = (text: string) => {
    setParties(text);
    props.onChange?.({ ...input, counterparties: lines(text) });
  };
  const missing = tried && !input.name.trim() ? t.dossier.nameMissing : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (input.name.trim()) props.onSubmit({ ...input, name: input.name.trim(), counterparties: lines(parties) });
  };
  return (
    <form id={props.id} className={s.form} onSubmit={submit} noValidate>
      <Field label={t.dossier.name} hint={t.dossier.nameHint} error={missing ?? fieldError(t, props.error, '/name')} value={input.name} onChange={(name) => set({ name })} isRequired autoFocus />
      <div className={s.two}>
        <Field label={t.dossier.number} optional error={fieldError(t, props.error, '/number')} value={input.number} onChange={(number) => set({ number })} />
        <Suggest label={t.dossier.field} open={t.common.open} value={input.field_of_law} choices={t.dossier.fields} onChange={(field_of_law) => set({ field_of_law })} />
      </div>
      <div className={s.two}>
        <Field label={t.dossier.client} optional error={fieldError(t, props.error, '/client')} value={input.client} onChange={(client) => set({ client })} />
        <Field label={t.dossier.counterparties} optional hint={t.dossier.counterpartiesHint} area rows={2} error={fieldError(t, props.error, '/counterparties')} value={parties} onChange={setOthers} />
      </div>
      <Field label={t.dossier.description} optional area value={input.description} onChange={(description) => set({ description })} />
      <Radios
        label={t.dossier.ai}
        value={input.ai}
        onChange={(ai) => set({ ai })}
        choices={(['allowed', 'forbidden'] as const).map((id) => ({ id, name: t.aiUse[id], hint: t.aiHints[id] }))}
      />
      {props.access && <AccessFields input={input} set={set} />}
      {input.state && (
        <Radios
          label={t.dossier.state}
          inline
          value={input.state}
          onChange={(state) => set({ state })}
          choices={[{ id: 'open', name: t.dossierStates.open }, { id: 'closed', name: t.dossierStates.closed }]}
        />
      )}
    </form>
  );
}

function AccessFields(props: { input: DossierInput; set: (part: Partial<DossierInput>) => void }) {
  const t = useTexts();
  const { data = [] } = useQuery(people);
  const choices = data.filter((person) => person.role === 'lawyer').map((person) => ({ id: person.id, name: person.name }));
  return (
    <>
      <Pick label={t.dossier.responsible} value={props.input.responsible ?? null} choices={choices} placeholder={t.dossier.choosePerson} onChange={(responsible) => props.set({ responsible })} />
      <Radios
        label={t.dossier.access}
        value={props.input.access}
        onChange={(access) => props.set({ access })}
        choices={(['members', 'firm'] as const).map((id) => ({ id, name: t.access[id], hint: t.accessHints[id] }))}
      />
    </>
  );
}
