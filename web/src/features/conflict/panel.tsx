/** The conflict check of a dossier: the last one, its conclusion, and a new one. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { checkConflicts, concludeConflict, conflicts, type Concluded, type ConflictCheck } from '../../api/conflicts';
import { client, dossier as dossierQuery, renew } from '../../api/queries';
import type { Dossier } from '../../api/types';
import { Button, Loading, Notice, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { ConcludeFields, EMPTY, whole } from './conclude';
import { Found } from './found';
import { FurtherFields, NONE, furtherNames } from './further';
import { Trouble } from './trouble';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './conflict.module.css';

/** Keeps a check that was made or concluded where it is shown. */
export function keepCheck(dossier: string): void {
  void renew(conflicts(dossier).queryKey);
  void renew(dossierQuery(dossier).queryKey);
  void renew(['dossiers']);
}

export function ConflictPanel({ dossier }: { dossier: Dossier }) {
  const { w } = useWords();
  const found = useQuery(conflicts(dossier.id));
  const [last, ...earlier] = found.data ?? [];
  return (
    <section className={d.section}>
      <header><h2>{w.title}</h2></header>
      <div className={d.sheet}>
        <div className={s.panel}>
          {found.isPending ? <Loading /> : found.error && !found.data ? <ProblemNotice error={found.error} onRetry={() => void found.refetch()} /> : <Last dossier={dossier} last={last} />}
          {earlier.length > 0 && <Earlier list={earlier} />}
        </div>
      </div>
    </section>
  );
}

function Last({ dossier, last }: { dossier: Dossier; last: ConflictCheck | undefined }) {
  const { w } = useWords();
  const may = dossier.rights.update;
  const counts = last && !last.lapsed;
  return (
    <>
      {!last && <p className={s.quiet}>{w.lead}</p>}
      {!last && dossier.state === 'open' && <Notice tone="warn">{w.toDo}</Notice>}
      {last?.lapsed && <Notice tone="warn">{w.lapsed}</Notice>}
      {counts && <Stands check={last} />}
      {counts && <Found found={last.found} />}
      {counts && may && last.state === 'open' && <Conclude key={last.id} check={last} />}
      {may && <NewCheck dossier={dossier} again={Boolean(last)} />}
    </>
  );
}

function Stands({ check }: { check: ConflictCheck }) {
  const { w, f } = useWords();
  const who = check.reason ? w.by(check.concluded_by ?? '', f.short(check.concluded_at ?? check.created_at)) : w.by(check.created_by ?? '', f.short(check.created_at));
  return (
    <div className={s.stands} data-testid="conflict-stands">
      <span className={s.tags}><Tag tone={check.state === 'refused' ? 'bad' : check.state === 'clear' ? 'ok' : 'warn'}>{w.states[check.state]}</Tag></span>
      <small className={s.quiet}>{who}</small>
      {check.reason && <q>{check.reason}</q>}
    </div>
  );
}

function Conclude({ check }: { check: ConflictCheck }) {
  const { w } = useWords();
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (body: Concluded) => concludeConflict(check, body),
    onSuccess: () => {
      say(w.concluded);
      keepCheck(check.dossier);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const body = whole(draft);
    if (body) save.mutate(body);
  };
  return (
    <form className={s.form} onSubmit={submit} noValidate>
      {save.error && <Trouble error={save.error} />}
      <ConcludeFields draft={draft} onChange={setDraft} tried={tried} error={save.error} />
      <span className={s.buttons}><Button look="solid" type="submit" isPending={save.isPending}>{w.conclude}</Button></span>
    </form>
  );
}

function NewCheck({ dossier, again }: { dossier: Dossier; again: boolean }) {
  const { w } = useWords();
  const [further, setFurther] = useState(NONE);
  const check = useMutation({
    mutationFn: () => checkConflicts(dossier.id, furtherNames(further)),
    onSuccess: (made) => {
      client.setQueryData(conflicts(dossier.id).queryKey, (old) => [made, ...(old ?? [])]);
      keepCheck(dossier.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate();
  };
  return (
    <form className={s.form} onSubmit={submit} noValidate>
      {check.error && <Trouble error={check.error} />}
      <FurtherFields further={further} onChange={setFurther} error={check.error} pointer="/further" />
      <span className={s.buttons}><Button type="submit" look={again ? 'ghost' : 'solid'} isPending={check.isPending}>{again ? w.again : w.check}</Button></span>
    </form>
  );
}

function Earlier({ list }: { list: ConflictCheck[] }) {
  const { w, f } = useWords();
  return (
    <details>
      <summary>{w.earlier} ({list.length})</summary>
      <ul className={s.hits}>
        {list.map((one) => (
          <li key={one.id}>
            <span>{f.short(one.created_at)}{one.created_by && `, ${one.created_by}`}: {w.states[one.state]}{one.lapsed && ` (${w.wasLapsed})`}</span>
            {one.reason && <q>{one.reason}</q>}
          </li>
        ))}
      </ul>
    </details>
  );
}
