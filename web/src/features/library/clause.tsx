/** One clause: its wordings side by side, changed, approved, and as it was. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { Fragment, useState, type ReactNode } from 'react';
import { ApiError } from '../../api/client';
import { addClause, approveClause, changeClause, clause as clauseQuery, clauseVersions, withdrawClause, type Clause, type ClauseContent, type ClauseVersion, type Variant } from '../../api/drafter';
import { client, renew } from '../../api/queries';
import type { Stance } from '../../api/types';
import { Trouble } from '../../app/states';
import { useReading, useTexts } from '../../i18n/language';
import { Confirm, Sheet } from '../../ui/dialog';
import { Button, Empty, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { difference } from '../word/difference';
import { ClauseForm, EMPTY, contentOf } from './clause-form';
import { useLibraryRights } from './library';
import { TONES } from './templates';
import { Conflicting, useSave } from './use-save';
import ui from '../../ui/ui.module.css';
import s from './library.module.css';

export const STANCES: Stance[] = ['client', 'neutral', 'counterparty'];

function keep(saved: Clause): void {
  client.setQueryData(clauseQuery(saved.id).queryKey, saved);
  void renew(['clauses']);
  void renew(clauseVersions(saved.id).queryKey);
}

function Back() {
  const t = useTexts();
  return <Link className={s.back} to="/drafting/clauses" aria-label={t.library.back} title={t.library.back}><ArrowLeft size={16} aria-hidden /></Link>;
}

export function NewClause() {
  const t = useTexts();
  useTitle(t.clauses.add);
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: addClause,
    onSuccess: (made) => {
      keep(made);
      say(t.clauses.made);
      void navigate({ to: '/drafting/clauses/$clause', params: { clause: made.id } });
    },
  });
  return (
    <div className={s.one}>
      <header className={s.oneHead}><Back /><h1>{t.clauses.add}</h1></header>
      <div className={s.sheetBody}>
        <ClauseForm first={EMPTY} error={add.error} busy={add.isPending} onSubmit={(content) => add.mutate(content)} onCancel={() => void navigate({ to: '/drafting/clauses' })} />
      </div>
    </div>
  );
}

export function ClausePage() {
  const t = useTexts();
  const { clause: id } = useParams({ from: '/drafting/clauses/$clause' });
  const { data, error, refetch } = useQuery(clauseQuery(id));
  useTitle(data?.title ?? t.library.title);
  if (data) return <Opened key={data.id} clause={data} />;
  if (error instanceof ApiError && error.status === 404) return <Empty level={1} title={t.clauses.gone}><Link to="/drafting/clauses" className={classes(ui.button, ui.solid)}>{t.library.back}</Link></Empty>;
  return error ? <Trouble error={error} reset={() => void refetch()} /> : <><h1 className="hidden">{t.library.title}</h1><Loading /></>;
}

function Opened({ clause }: { clause: Clause }) {
  const t = useTexts();
  const rights = useLibraryRights();
  const [base, setBase] = useState<Clause | null>(null);
  const [asking, setAsking] = useState<'withdraw' | null>(null);
  const approve = useMutation({
    mutationFn: () => approveClause(clause),
    onSuccess: (saved) => {
      keep(saved);
      say(t.clauses.approvedSaid);
    },
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawClause(clause),
    onSuccess: (saved) => {
      keep(saved);
      say(t.clauses.withdrawn);
    },
    onSettled: () => setAsking(null),
  });
  const error = approve.error ?? withdraw.error;
  return (
    <div className={s.one}>
      <header className={s.oneHead}>
        <Back />
        <h1>{clause.title}</h1>
        <Tag tone={TONES[clause.state]}>{t.libraryStates[clause.state]}</Tag>
        {clause.key && <Tag tone="quiet">{t.library.starter}</Tag>}
        <span className={s.grow} />
        {!base && rights.write && clause.state !== 'withdrawn' && <Button small look="plain" onPress={() => setAsking('withdraw')}>{t.library.withdraw}</Button>}
        {!base && rights.write && <Button small onPress={() => setBase(clause)}>{t.library.edit}</Button>}
        {!base && rights.approve && clause.state !== 'approved' && <Button small look="solid" isPending={approve.isPending} onPress={() => approve.mutate()}>{t.library.approve}</Button>}
      </header>
      {error && <div className={s.note}><ProblemNotice error={error} /></div>}
      {base ? <div className={s.sheetBody}><Edit base={base} onDone={() => setBase(null)} /></div> : <Shown clause={clause} />}
      <Confirm open={asking === 'withdraw'} title={t.clauses.withdrawTitle} text={t.clauses.withdrawText(clause.title)} action={t.library.withdraw} busy={withdraw.isPending} onClose={() => setAsking(null)} onConfirm={() => withdraw.mutate()} />
    </div>
  );
}

function Edit({ base, onDone }: { base: Clause; onDone: () => void }) {
  const t = useTexts();
  const { save, settle, conflict, cancel } = useSave<Clause, ClauseContent>({
    contentOf,
    read: () => client.fetchQuery({ ...clauseQuery(base.id), staleTime: 0 }),
    put: (content, revision) => changeClause(base.id, content, revision),
    onSaved: (saved) => {
      keep(saved);
      say(t.clauses.saved(saved.version_number));
      onDone();
    },
  });
  const names: Record<string, string> = {
    title: t.clauses.title, tags: t.library.tags, explanation: t.clauses.explanation, origin: t.clauses.origin, checked: t.library.checked, recognise: t.clauses.recognise, must: t.clauses.must, basis: t.clauses.basis, variants: t.clauses.wordings,
  };
  const show = (part: string, value: unknown): string => {
    if (part === 'variants') return (value as Variant[]).map((one) => `${t.stances[one.stance]}: ${one.text.slice(0, 160)}`).join(' — ');
    if (part === 'basis') return (value as ClauseContent['basis']).map((one) => one.reference).join(', ') || t.common.none;
    return (Array.isArray(value) ? value.join(', ') : String(value ?? '')) || t.common.none;
  };
  return (
    <>
      <ClauseForm first={contentOf(base)} error={save.error} busy={save.isPending} onSubmit={(mine) => save.mutate({ base, mine })} onCancel={onDone} />
      {conflict && <Conflicting conflict={conflict} names={names} show={show} error={settle.error} busy={settle.isPending} onSettle={(content) => settle.mutate(content)} onClose={cancel} />}
    </>
  );
}

/** A wording, with the names of the two sides as the places they are. */
export function Wording({ text }: { text: string }): ReactNode {
  const t = useTexts();
  return text.split(/(\{\{\s*(?:wij|zij)\s*\}\})/).map((part, index) => {
    const side = /\{\{\s*(wij|zij)\s*\}\}/.exec(part)?.[1];
    return side ? <span key={index} className={s.slot}>{side === 'wij' ? t.clauses.wij : t.clauses.zij}</span> : <Fragment key={index}>{part}</Fragment>;
  });
}

function Shown({ clause }: { clause: Clause }) {
  const { t, f } = useReading();
  const facts: [string, ReactNode][] = [
    [t.clauses.explanation, clause.explanation],
    [t.library.tags, clause.tags.join(', ')],
    [t.clauses.recognise, clause.recognise.join(', ')],
    [t.clauses.must, clause.must.join(', ')],
    [t.clauses.basis, clause.basis.length > 0 ? <ul>{clause.basis.map((one) => <li key={one.reference}>{one.reference}{one.note && <small> {one.note}</small>}</li>)}</ul> : ''],
    [t.library.checked, clause.checked ? f.day(`${clause.checked}T12:00:00`) : ''],
    [t.clauses.origin, clause.origin],
    [t.library.state, clause.approved ? t.library.approvedBy(clause.approved.by, f.day(clause.approved.at)) : t.libraryStates[clause.state]],
  ];
  return (
    <div className={s.sheetBody}>
      <div className={s.variants}>
        {STANCES.map((stance) => {
          const variant = clause.variants.find((one) => one.stance === stance);
          return (
            <section key={stance} className={s.variant}>
              <h2>{t.stances[stance]}</h2>
              {variant ? (
                <>
                  {variant.note && <p className={s.quiet}>{variant.note}</p>}
                  <p className={s.wording}><Wording text={variant.text} /></p>
                </>
              ) : (
                <p className={s.quiet}>{t.clauses.noText}</p>
              )}
            </section>
          );
        })}
      </div>
      <div className={s.facts}>
        <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value || t.common.none}</dd></div>)}</dl>
        <Versions clause={clause} />
      </div>
    </div>
  );
}

function Versions({ clause }: { clause: Clause }) {
  const { t, f } = useReading();
  const { data, error, refetch } = useQuery(clauseVersions(clause.id));
  const [open, setOpen] = useState<ClauseVersion | null>(null);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <section>
      <h2>{t.library.versions}</h2>
      <ul className={s.versions}>
        {(data ?? []).map((one) => (
          <li key={one.number}>
            <span>
              <b>{t.library.numbered(one.number)}</b>
              <small>{one.created_by ? t.library.by(one.created_by, f.day(one.created_at)) : f.day(one.created_at)}</small>
            </span>
            {one.number !== clause.version_number && <Button small onPress={() => setOpen(one)}>{t.common.open}<span className="hidden"> {t.library.numbered(one.number)}</span></Button>}
          </li>
        ))}
      </ul>
      {open && <Older clause={clause} version={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** An earlier version, with what has changed since marked in it. */
function Older({ clause, version, onClose }: { clause: Clause; version: ClauseVersion; onClose: () => void }) {
  const t = useTexts();
  const texts = (content: ClauseContent) => new Map<Stance, string>(content.variants.map((one) => [one.stance, one.text]));
  const [then, now] = [texts(version.content), texts(clause)];
  const stances = STANCES.filter((stance) => then.has(stance) || now.has(stance));
  const same = stances.every((stance) => then.get(stance) === now.get(stance));
  return (
    <Sheet title={t.clauses.versionOf(version.content.title, version.number)} open side onClose={onClose}>
      <p className={s.quiet}>{same ? t.clauses.same : t.clauses.compared}</p>
      {stances.map((stance) => (
        <section key={stance} className={s.variant}>
          <h3>{t.stances[stance]}</h3>
          <p className={s.wording}><Changed before={then.get(stance) ?? ''} after={now.get(stance) ?? ''} /></p>
        </section>
      ))}
    </Sheet>
  );
}

function Changed({ before, after }: { before: string; after: string }) {
  const points = [...before];
  const edits = difference(before, after);
  const shown: ReactNode[] = [];
  let at = 0;
  edits.forEach((edit, index) => {
    shown.push(points.slice(at, edit.from).join(''));
    if (edit.to > edit.from) shown.push(<del key={`d${index}`}>{points.slice(edit.from, edit.to).join('')}</del>);
    if (edit.text) shown.push(<ins key={`i${index}`}>{edit.text}</ins>);
    at = edit.to;
  });
  shown.push(points.slice(at).join(''));
  return shown;
}
