/** Reviewing a Word document: its text on paper, one step at a time, decided by a person. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { ApiError, call } from '../../api/client';
import { client, contentUrl, document as documentQuery, redline as redlineQuery, word } from '../../api/queries';
import type { Doc, Id, Redline, Verdict, WordView } from '../../api/types';
import { useActions } from '../../app/keys';
import { NotFound } from '../../app/states';
import { useTexts } from '../../i18n/language';
import { Confirm } from '../../ui/dialog';
import { Pick } from '../../ui/fields';
import { Button, Empty, IconButton, Kbd, Loading, Notice } from '../../ui/parts';
import { announce, say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { Details } from './details';
import { Fault } from './fault';
import { Finish } from './finish';
import { Paper } from './paper';
import { Start } from './start';
import { after, isOpen, kept, steps, type Filter, type Step } from './steps';
import s from './review.module.css';

/** More proposals than this are not accepted at once without a question. */
const MANY = 10;

export function Review() {
  const t = useTexts();
  const { document: id } = useParams({ from: '/dossiers/$dossier/review/$document' });
  const { data: doc, error } = useQuery(documentQuery(id));
  const place = useSearch({ from: '/dossiers/$dossier/review/$document' });
  useTitle(doc ? t.review.title(doc.name) : t.review.open);
  if (error instanceof ApiError && error.status === 404) return <NotFound />;
  if (!doc) return error ? <Fault error={error} /> : <Loading />;
  if (doc.kind !== 'docx') return <Empty title={t.review.notWord}><Back doc={doc} /></Empty>;
  return place.redline ? <Opened key={place.redline} doc={doc} id={place.redline} /> : <Beginning doc={doc} />;
}

function Back({ doc }: { doc: Doc }) {
  const t = useTexts();
  return (
    <Link className={s.back} to="/dossiers/$dossier" params={{ dossier: doc.dossier }} search={{ doc: doc.id }}>
      <ArrowLeft size={15} aria-hidden /> {t.review.back}
    </Link>
  );
}

function useGo(doc: Doc) {
  const navigate = useNavigate();
  return (redline: Id | undefined) =>
    void navigate({ to: '/dossiers/$dossier/review/$document', params: { dossier: doc.dossier, document: doc.id }, search: redline ? { redline } : {} });
}

function Beginning({ doc }: { doc: Doc }) {
  const go = useGo(doc);
  const view = useQuery(word(doc.id, doc.version));
  return (
    <div className={s.review}>
      <Head doc={doc} view={view.data} />
      {view.error ? <div className={s.fault}><Fault error={view.error} /></div> : !view.data ? <Loading /> : (
        <div className={s.stage}>
          <Paper view={view.data} proposals={[]} step={undefined} at={undefined} onStep={() => undefined} />
          <div className={s.side}><Start doc={doc} changes={view.data.revisions.length} onOpen={go} /></div>
        </div>
      )}
    </div>
  );
}

function Head(props: { doc: Doc; view: WordView | undefined; children?: React.ReactNode }) {
  const t = useTexts();
  const facts = props.view?.facts;
  return (
    <>
      <div className={s.head}>
        <Back doc={props.doc} />
        <h2>{props.doc.name}</h2>
        {props.children}
      </div>
      {facts && (facts.macros || facts.signed || facts.strict) && (
        <div className={s.facts}>
          {facts.macros && <Notice tone="warn">{t.review.macros}</Notice>}
          {facts.signed && <Notice tone="warn">{t.review.signed}</Notice>}
          {facts.strict && <Notice>{t.review.strict}</Notice>}
        </div>
      )}
    </>
  );
}

function Opened({ doc, id }: { doc: Doc; id: Id }) {
  const t = useTexts();
  const found = useQuery(redlineQuery(id));
  const redline = found.data;
  const view = useQuery({ ...word(doc.id, redline?.version ?? ''), enabled: redline !== undefined });
  const state = redline?.state;
  useEffect(() => {
    if (state === 'open' && redline?.proposals.length) announce(t.review.ready(redline.proposals.length));
  }, [state]);
  if (found.error) return <div className={s.review}><Head doc={doc} view={undefined} /><div className={s.fault}><Fault error={found.error} /></div></div>;
  if (view.error) return <div className={s.review}><Head doc={doc} view={undefined} /><div className={s.fault}><Fault error={view.error} /></div></div>;
  if (!redline || !view.data) return <Loading />;
  return <Desk doc={doc} redline={redline} view={view.data} />;
}

/** Everything there is to decide on, and deciding. */
function useDesk(redline: Redline, view: WordView) {
  const t = useTexts();
  const all = useMemo(() => steps(view, redline), [view, redline]);
  const [filter, setFilter] = useState<Filter>('all');
  const shown = useMemo(() => kept(all, filter), [all, filter]);
  const [chosen, setChosen] = useState<string | undefined>(() => (all.find(isOpen) ?? all[0])?.id);
  const step = shown.find((one) => one.id === chosen) ?? shown[0];
  const [reason, setReason] = useState('');
  const [wording, setWording] = useState<string | null>(null);
  const go = (to: Step | undefined) => {
    if (!to) return;
    setChosen(to.id);
    setReason('');
    setWording(null);
  };
  const decide = useMutation({
    mutationFn: (asked: { step: Step; decision: Verdict | null }) => {
      const { step: of, decision } = asked;
      const path = of.kind === 'proposal' ? `proposals/${of.proposal.number}` : `revisions/${of.revision.number}`;
      const text = of.kind === 'proposal' ? (wording ?? of.proposal.own_text ?? undefined) : undefined;
      const body = { decision, ...(reason.trim() ? { reason } : {}), ...(text === undefined ? {} : { text }) };
      return call<Redline>(`/redlines/${redline.id}/${path}`, { method: 'PUT', revision: redline.revision, body });
    },
    onSuccess: (now) => client.setQueryData(['redline', now.id], now),
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      say(t.review.changed);
      void client.invalidateQueries({ queryKey: ['redline', redline.id] });
    },
  });
  const open = redline.state === 'open';
  const decided = (decision: Verdict | null, onward: boolean) => {
    if (!step || !open || decide.isPending) return;
    decide.mutate({ step, decision }, {
      onSuccess: () => {
        announce(decision ? t.review[decision] : t.review.undecided);
        if (onward) go(after(shown, step.id, 1, true));
        else setWording(null);
      },
    });
  };
  return { all, shown, filter, setFilter, step, go, reason, setReason, wording, setWording, decide, decided, open };
}

function Desk({ doc, redline, view }: { doc: Doc; redline: Redline; view: WordView }) {
  const t = useTexts();
  const start = useGo(doc);
  const desk = useDesk(redline, view);
  const { step, shown, open } = desk;
  const [asking, setAsking] = useState<'finish' | 'discard' | 'all' | null>(null);
  const undone = redline.proposals.filter((one) => one.decision === null);
  const rest = useMutation({
    mutationFn: () => call<Redline>(`/redlines/${redline.id}/decide`, { method: 'POST', revision: redline.revision, body: { decision: 'accepted' } }),
    onSuccess: (now) => client.setQueryData(['redline', now.id], now),
    onSettled: () => setAsking(null),
  });
  const discard = useMutation({
    mutationFn: () => call<void>(`/redlines/${redline.id}`, { method: 'DELETE', revision: redline.revision }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['redlines', doc.id] });
      start(undefined);
    },
    onSettled: () => setAsking(null),
  });
  const all = () => (undone.length > MANY ? setAsking('all') : rest.mutate());
  useActions(asking ? [] : [
    { id: 'review-next', label: t.review.next, keys: 'Alt+ArrowDown', always: true, run: () => desk.go(after(shown, step?.id, 1)) },
    { id: 'review-previous', label: t.review.previous, keys: 'Alt+ArrowUp', always: true, run: () => desk.go(after(shown, step?.id, -1)) },
    ...(open
      ? [
          { id: 'review-accept', label: t.review.acceptNext, keys: 'Alt+Enter', always: true, run: () => desk.decided('accepted', true) },
          { id: 'review-reject', label: t.review.rejectNext, keys: 'Alt+Shift+Enter', always: true, run: () => desk.decided('rejected', true) },
        ]
      : []),
  ]);
  const many = (severity: string) => undone.filter((one) => one.severity === severity).length;
  return (
    <div className={s.review}>
      <Head doc={doc} view={view}>
        {open && <Button small look="plain" onPress={() => setAsking('discard')}>{t.review.discard}</Button>}
        {open && undone.length > 1 && <Button small onPress={all} isPending={rest.isPending}>{t.review.acceptAll(undone.length)}</Button>}
        {open && <Button small look="solid" onPress={() => setAsking('finish')}>{t.review.finish}</Button>}
        {!open && redline.state !== 'running' && <Button small onPress={() => start(undefined)}>{t.review.again}</Button>}
      </Head>
      <div className={s.stage}>
        <Paper view={view} proposals={redline.proposals} step={step?.id} at={step?.at} onStep={(id) => desk.go(desk.all.find((one) => one.id === id))} />
        {step && <Bar desk={desk} />}
        <div className={s.side}>
          <Told redline={redline} doc={doc} />
          {(desk.decide.error || rest.error || discard.error) && <Fault error={desk.decide.error ?? rest.error ?? discard.error} />}
          {desk.all.length > 0 && (
            <Pick label={t.review.show} value={desk.filter} onChange={(filter) => desk.setFilter(filter as Filter)} choices={[{ id: 'all', name: t.review.all }, { id: 'proposals', name: t.review.proposals }, { id: 'others', name: t.review.others }, { id: 'undone', name: t.review.undone }]} />
          )}
          {step ? (
            <Details step={step} busy={desk.decide.isPending} open={open} reason={desk.reason} onReason={desk.setReason} wording={desk.wording} onWording={desk.setWording} onDecide={(decision) => desk.decided(decision, false)} />
          ) : (
            desk.all.length > 0 && <Empty level={3} title={t.review.nothingHere} />
          )}
          {redline.refused.length > 0 && <Refused redline={redline} />}
        </div>
      </div>
      {asking === 'finish' && <Finish redline={redline} onClose={() => setAsking(null)} />}
      <Confirm open={asking === 'discard'} title={t.review.discardTitle} text={t.review.discardText} action={t.review.discard} busy={discard.isPending} onClose={() => setAsking(null)} onConfirm={() => discard.mutate()} />
      <Confirm open={asking === 'all'} look="solid" title={t.review.acceptAllTitle} text={t.review.acceptAllText(many('high'), many('medium'), many('low'))} action={t.review.accept} busy={rest.isPending} onClose={() => setAsking(null)} onConfirm={() => rest.mutate()} />
    </div>
  );
}

/** How the review stands, where that is worth a word. */
function Told({ redline, doc }: { redline: Redline; doc: Doc }) {
  const t = useTexts();
  const { counts, result, state, trouble } = redline;
  if (state === 'running') {
    return (
      <div className={s.told}>
        <Loading />
        <p><b>{t.review.running}</b></p>
        <p>{t.review.runningHelp}</p>
      </div>
    );
  }
  return (
    <>
      {redline.instruction && <blockquote className={s.asked}>{redline.instruction}</blockquote>}
      {trouble && <Notice tone={state === 'failed' ? 'bad' : 'warn'} alert>{t.redlineTroubles[trouble]}</Notice>}
      {state === 'open' && !trouble && redline.proposals.length === 0 && (redline.instruction || redline.clauses) && redline.refused.length === 0 && (
        <Empty level={3} title={t.review.nothing} help={t.review.nothingHelp} />
      )}
      {state === 'finished' && result && (
        <Notice tone="ok">
          <span>{t.review.made(result.version_number)}</span>
          {counts.after && <span> {t.review.counts(counts.before.revisions, counts.after.revisions)}</span>}
          <span> <a href={contentUrl(doc.id, result.version, false)} download={doc.name}>{t.review.download}</a></span>
        </Notice>
      )}
    </>
  );
}

function Refused({ redline }: { redline: Redline }) {
  const t = useTexts();
  return (
    <details className={s.refused}>
      <summary>{t.review.refused(redline.refused.length)}</summary>
      <ul>
        {redline.refused.map((one, index) => (
          <li key={index}>
            {one.old && <q>{one.old}</q>}
            <span>{t.refusals[one.code]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Bar({ desk }: { desk: ReturnType<typeof useDesk> }) {
  const t = useTexts();
  const { shown, step, open } = desk;
  const at = shown.findIndex((one) => one.id === step?.id) + 1;
  return (
    <div className={s.bar} role="toolbar" aria-label={t.review.bar}>
      <IconButton small label={t.review.previous} icon={<ChevronUp size={16} aria-hidden />} onPress={() => desk.go(after(shown, step?.id, -1))} />
      <span data-testid="place">{t.review.of(at, shown.length)}</span>
      <IconButton small label={t.review.next} icon={<ChevronDown size={16} aria-hidden />} onPress={() => desk.go(after(shown, step?.id, 1))} />
      {open && (
        <>
          <Button small look="solid" onPress={() => desk.decided('accepted', true)} isPending={desk.decide.isPending}>{t.review.acceptNext}<Kbd>Alt ↵</Kbd></Button>
          <Button small onPress={() => desk.decided('rejected', true)} isPending={desk.decide.isPending}>{t.review.rejectNext}<Kbd>Alt ⇧ ↵</Kbd></Button>
        </>
      )}
    </div>
  );
}
