/** What is known about a dossier: its facts, its parties, and who may open it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, call } from '../../api/client';
import { conflicts } from '../../api/conflicts';
import { client, dossier as dossierQuery, people, renew } from '../../api/queries';
import type { Dossier, DossierInput } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Radios } from '../../ui/fields';
import { Button, Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { ConflictPanel } from '../conflict/panel';
import { SanctionDoor } from '../sanction/door';
import { DossierForm, inputOf } from './form';
import { Members } from './members';
import { difference, merge, type Part } from './merge';
import s from './dossier.module.css';

export function Overview() {
  const { dossier: id } = useParams({ from: '/dossiers/$dossier' });
  const { data } = useQuery(dossierQuery(id));
  if (!data) return <Loading />;
  return (
    <div className={s.overview}>
      <div className={s.grid}>
        <Details dossier={data} />
        <Members dossier={data} />
        <ConflictPanel dossier={data} />
        <SanctionDoor dossier={data.id} />
      </div>
    </div>
  );
}

interface Conflict {
  merged: DossierInput;
  theirs: DossierInput;
  parts: Part[];
  revision: number;
}

function Details({ dossier }: { dossier: Dossier }) {
  const t = useTexts();
  const [base, setBase] = useState<Dossier | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const done = (saved: Dossier) => {
    client.setQueryData(dossierQuery(saved.id).queryKey, saved);
    void renew(['dossiers']);
    void renew(conflicts(saved.id).queryKey);
    setBase(null);
    setConflict(null);
    say(t.dossier.saved);
  };
  const put = (from: DossierInput, input: DossierInput, revision: number) =>
    call<Dossier>(`/dossiers/${dossier.id}`, { method: 'PATCH', body: difference(from, input), revision });
  const save = useMutation({
    mutationFn: async (input: DossierInput) => {
      const first = base ?? dossier;
      try {
        return await put(inputOf(first), input, first.revision);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 412)) throw error;
        const now = await call<Dossier>(`/dossiers/${dossier.id}`);
        const { merged, parts } = merge(inputOf(first), input, inputOf(now));
        if (parts.length === 0) return put(inputOf(now), merged, now.revision);
        setConflict({ merged, parts, theirs: inputOf(now), revision: now.revision });
        return null;
      }
    },
    onSuccess: (saved) => saved && done(saved),
  });
  const settle = useMutation({ mutationFn: (input: DossierInput) => put(conflict?.theirs ?? input, input, conflict?.revision ?? 0), onSuccess: done });
  return (
    <section className={s.section}>
      <header>
        <h2>{t.dossier.details}</h2>
        {!base && dossier.rights.update && <Button small onPress={() => setBase(dossier)}>{t.common.edit}</Button>}
      </header>
      {!dossier.rights.update && <Notice>{dossier.state === 'closed' ? t.problems.dossierClosed : t.dossier.readOnly}</Notice>}
      <div className={s.sheet}>
        {base ? (
          <>
            {save.error && <ProblemNotice error={save.error} />}
            <DossierForm id="edit-dossier" first={inputOf(base)} error={save.error} access={base.rights.manage_access} onSubmit={(input) => save.mutate(input)} />
            <div className={s.foot}>
              <Button onPress={() => setBase(null)}>{t.common.cancel}</Button>
              <Button look="solid" type="submit" form="edit-dossier" isPending={save.isPending}>{t.common.save}</Button>
            </div>
          </>
        ) : (
          <Facts dossier={dossier} />
        )}
      </div>
      {conflict && <ConflictSheet conflict={conflict} error={settle.error} onSave={(input) => settle.mutate(input)} onClose={() => setConflict(null)} />}
    </section>
  );
}

function Facts({ dossier }: { dossier: Dossier }) {
  const { t, f } = useReading();
  const facts: [string, string][] = [
    [t.dossier.client, dossier.client],
    [t.dossier.counterparties, dossier.counterparties.join('\n')],
    [t.dossier.number, dossier.number],
    [t.dossier.field, dossier.field_of_law],
    [t.dossier.responsible, dossier.responsible?.name ?? ''],
    [t.dossier.ai, t.aiUse[dossier.ai]],
    [t.dossier.state, t.dossierStates[dossier.state]],
    [t.documents.title, f.number(dossier.documents)],
    [t.dossiers.updated, f.ago(dossier.updated_at)],
    [t.dossier.description, dossier.description],
  ];
  return (
    <dl className={s.facts}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value || t.common.none} />
      ))}
    </dl>
  );
}

function Fact(props: { name: string; value: string }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </>
  );
}

interface ConflictProps {
  conflict: Conflict;
  error: Error | null;
  onSave: (input: DossierInput) => void;
  onClose: () => void;
}

function ConflictSheet({ conflict, error, onSave, onClose }: ConflictProps) {
  const t = useTexts();
  const [mine, setMine] = useState<Record<string, boolean>>({});
  const save = () => {
    const input = { ...conflict.merged };
    for (const part of conflict.parts) if (!(mine[part] ?? true)) Object.assign(input, { [part]: conflict.theirs[part] });
    onSave(input);
  };
  const names: Record<Part, string> = {
    name: t.dossier.name, number: t.dossier.number, client: t.dossier.client, counterparties: t.dossier.counterparties,
    field_of_law: t.dossier.field, description: t.dossier.description, access: t.dossier.access, ai: t.dossier.ai, state: t.dossier.state, responsible: t.dossier.responsible,
  };
  const { data: all = [] } = useQuery(people);
  const show = (part: Part, input: DossierInput): string => {
    if (part === 'access') return t.access[input.access];
    if (part === 'ai') return t.aiUse[input.ai];
    if (part === 'state') return t.dossierStates[input.state ?? 'open'];
    if (part === 'responsible') return all.find((person) => person.id === input.responsible)?.name ?? t.common.none;
    const value = input[part];
    return (Array.isArray(value) ? value.join(', ') : value) || t.common.none;
  };
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" onPress={save}>{t.common.save}</Button>
    </>
  );
  return (
    <Sheet title={t.dossier.conflictTitle} open onClose={onClose} foot={foot}>
      <p>{t.dossier.conflictLead}</p>
      {error && <ProblemNotice error={error} />}
      {conflict.parts.map((part) => (
        <Radios
          key={part}
          label={names[part]}
          value={(mine[part] ?? true) ? 'mine' : 'theirs'}
          onChange={(value) => setMine({ ...mine, [part]: value === 'mine' })}
          choices={[
            { id: 'mine', name: t.dossier.mine, hint: show(part, conflict.merged) },
            { id: 'theirs', name: t.dossier.theirs, hint: show(part, conflict.theirs) },
          ]}
        />
      ))}
    </Sheet>
  );
}
