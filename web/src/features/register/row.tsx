/** One row of a register: its fields, what has to be done, and all that happened. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft, Pencil } from 'lucide-react';
import { useState } from 'react';
import { register, row as rowQuery, turnRow, type RegisterDetail, type Row, type RowState } from '../../api/registers';
import { ApiError } from '../../api/client';
import { Sheet } from '../../ui/dialog';
import { Field } from '../../ui/fields';
import { Button, Loading, Notice, classes } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { Cycles } from './cycles';
import { FillRow, fresh } from './fill';
import { History } from './history';
import { Trouble } from './trouble';
import { shown } from './values';
import { showDay } from '../draft/written';
import { Frame, Lacks, renewed, StateTag } from './state';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import l from '../library/library.module.css';
import s from './register.module.css';

export function RowPage() {
  const { w, language } = useWords();
  const params = useParams({ from: '/registers/$register/$row' });
  const of = useQuery(register(params.register, language));
  const row = useQuery(rowQuery(params.row, language));
  useTitle(row.data?.title ?? w.title);
  const error = of.error ?? row.error;
  if (of.data && row.data) return <Page of={of.data} row={row.data} />;
  return <Frame>{error ? <ProblemNotice error={error} onRetry={() => void Promise.all([of.refetch(), row.refetch()])} /> : <Loading />}</Frame>;
}

function Page({ of, row }: { of: RegisterDetail; row: Row }) {
  const { w } = useWords();
  const { edit } = useSearch({ from: '/registers/$register/$row' });
  const anew = renewed(of, row)?.key;
  const [doing, setDoing] = useState<'edit' | 'renew' | 'close' | null>(edit && row.writes ? (anew ? 'renew' : 'edit') : null);
  const turn = useTurn(row);
  return (
    <div className={l.library}>
      <header className={classes(l.top, s.top)}>
        <nav className={d.crumbs}>
          {row.dossier
            ? <Link to="/dossiers/$dossier/duties" params={{ dossier: row.dossier.id }} className={s.back}><ChevronLeft size={14} aria-hidden />{row.dossier.name}</Link>
            : <Link to="/registers/$register" params={{ register: of.key }} className={s.back}><ChevronLeft size={14} aria-hidden />{of.name}</Link>}
        </nav>
        <div className={d.row}>
          <h1>{row.dossier && <small className={s.ofRegister}>{of.name} </small>}{row.title || w.removedTitle}</h1>
          <StateTag row={row} />
          <span className={d.grow} />
          <Acts of={of} row={row} turn={turn} onDo={setDoing} />
        </div>
      </header>
      <div className={classes(l.body, s.columns)}>
        <div className={s.column}>
          {turn.error && <Refused of={of} error={turn.error} />}
          {row.suspended && <Notice tone="bad">{w.suspendedWhy}</Notice>}
          {row.state === 'concept' && of.four_eyes && row.keeps && <Notice>{w.turn.fourEyes}</Notice>}
          <Lacks of={of} row={row} onRenew={() => setDoing('renew')} />
          <Cycles of={of} row={row} />
          <History of={of} row={row} />
        </div>
        <Facts of={of} row={row} />
      </div>
      {(doing === 'edit' || doing === 'renew') && <FillRow of={of} row={row} onClose={() => setDoing(null)} {...(doing === 'renew' && anew ? { from: anew } : {})} />}
      {doing === 'close' && <Close row={row} onClose={() => setDoing(null)} />}
    </div>
  );
}

function useTurn(row: Row) {
  const { w } = useWords();
  const said = { in_force: w.turn.inForceSaid, concept: w.turn.conceptSaid, closed: w.turn.closedSaid };
  return useMutation({
    mutationFn: (to: { state: RowState; reason?: string }) => turnRow(row, to.state, to.reason),
    onSuccess: (_, to) => {
      say(said[to.state]);
      return fresh();
    },
  });
}

interface ActsProps {
  of: RegisterDetail;
  row: Row;
  turn: ReturnType<typeof useTurn>;
  onDo: (what: 'edit' | 'close') => void;
}

function Acts({ of, row, turn, onDo }: ActsProps) {
  const { w } = useWords();
  if (row.state === 'closed') return null;
  return (
    <>
      {row.keeps && <Button look="plain" onPress={() => onDo('close')}>{w.turn.closed}</Button>}
      {row.keeps && row.state === 'in_force' && !of.at_once && <Button isPending={turn.isPending} onPress={() => turn.mutate({ state: 'concept' })}>{w.turn.concept}</Button>}
      {row.writes && <Button onPress={() => onDo('edit')}><Pencil size={15} aria-hidden />{w.edit}</Button>}
      {row.keeps && row.state === 'concept' && <Button look="solid" isPending={turn.isPending} onPress={() => turn.mutate({ state: 'in_force' })}>{w.turn.in_force}</Button>}
    </>
  );
}

/** Why a row cannot be put in force: each field with what it lacks. */
function Refused({ of, error }: { of: RegisterDetail; error: unknown }) {
  const { w, t } = useWords();
  const all = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  const fields = all.flatMap((one) => {
    const field = of.fields.find((known) => one.pointer === `/values/${known.key}`);
    return field ? [{ field, why: fieldError(t, error, one.pointer, w.errors) }] : [];
  });
  if (fields.length === 0) return <Trouble error={error} />;
  return (
    <Notice tone="warn" alert>
      <span>{w.turn.lacks}</span>
      <ul className={s.lacks}>{fields.map(({ field, why }) => <li key={field.key}><b>{field.label}</b>: {why}</li>)}</ul>
    </Notice>
  );
}

function Facts({ of, row }: { of: RegisterDetail; row: Row }) {
  const { w } = useWords();
  const held = of.fields.filter((field) => row.values[field.key] && field !== of.fields[0]);
  return (
    <section className={s.section} aria-label={w.facts}>
      <h2>{w.facts}</h2>
      <dl className={classes(d.facts, s.sheet)}>
        {held.flatMap((field) => [<dt key={field.key}>{field.label}</dt>, <dd key={`${field.key} value`}>{shown(field, row.values[field.key]!, w)}</dd>])}
        <dt>{w.owner}</dt>
        <dd>{row.owner?.name ?? w.nobody}</dd>
        {row.kept_until && <><dt>{w.keptUntil}</dt><dd>{showDay(row.kept_until)}</dd></>}
      </dl>
    </section>
  );
}

function Close({ row, onClose }: { row: Row; onClose: () => void }) {
  const { w, t } = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const turn = useTurn(row);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) turn.mutate({ state: 'closed', reason: reason.trim() }, { onSuccess: onClose });
  };
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="danger" type="submit" form="close-row" isPending={turn.isPending}>{w.turn.closed}</Button>
    </>
  );
  return (
    <Sheet title={w.turn.closeTitle} open onClose={onClose} foot={foot}>
      <form id="close-row" className={d.form} onSubmit={submit} noValidate>
        <p>{w.turn.closeHelp}</p>
        {turn.error && <Trouble error={turn.error} />}
        <Field label={w.turn.reason} value={reason} onChange={setReason} error={tried && !reason.trim() ? w.errors.required : undefined} area rows={2} isRequired autoFocus />
      </form>
    </Sheet>
  );
}
