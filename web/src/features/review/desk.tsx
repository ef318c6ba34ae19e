/** A review at work: the paper, the bar over it, and what there is to know beside it. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { call } from '../../api/client';
import { client, renew } from '../../api/queries';
import type { Doc, Redline, Verdict, WordView } from '../../api/types';
import { useActions } from '../../app/keys';
import { useTexts } from '../../i18n/language';
import { Confirm, Sheet } from '../../ui/dialog';
import { useMedia } from '../../ui/media';
import { Button, Empty, Notice, Spinner, classes } from '../../ui/parts';
import { say } from '../../ui/say';
import { Paper } from '../word/paper';
import { Bar, KEYS } from './bar';
import { Details } from './details';
import { Everything, useDecideAll } from './everything';
import { Fault } from './fault';
import { Finish, Tally } from './finish';
import { Head } from './head';
import { List } from './list';
import { useDesk, type Desk as DeskState } from './use-desk';
import { MANY } from './walk';
import ui from '../../ui/ui.module.css';
import s from './review.module.css';

interface DeskProps {
  doc: Doc;
  redline: Redline;
  view: WordView;
  mayDecide: boolean;
  onAgain: () => void;
}

type Asking = 'finish' | 'discard' | 'explain' | { all: Verdict } | null;

export function Desk({ doc, redline, view, mayDecide, onAgain }: DeskProps) {
  const t = useTexts();
  const desk = useDesk(redline, view, mayDecide);
  const [asking, setAsking] = useState<Asking>(null);
  const roomy = useMedia('(min-width: 1100px)');
  const close = () => setAsking(null);
  const atOnce = useDecideAll(redline, close);
  const discard = useDiscard(doc, redline, onAgain);
  const open = desk.openProposals;
  const all = (verdict: Verdict) => (open.length > MANY ? setAsking({ all: verdict }) : atOnce.mutate({ verdict }));
  useReviewKeys(desk, asking === null || asking === 'explain');
  const decisions = useMemo(() => new Map(redline.revisions.map((one) => [one.number, one.decision])), [redline.revisions]);
  const working = desk.all.length > 0 && (redline.state === 'open' || redline.state === 'finished');
  const error = desk.error ?? atOnce.error ?? discard.error;
  const panel = (actions: boolean) => (
    <>
      <div className={s.told}>
        <Told doc={doc} redline={redline} mayDecide={mayDecide} />
        {error ? <Fault error={error} /> : null}
        {working && <Details desk={desk} actions={actions} />}
        {redline.refused.length > 0 && <Refused redline={redline} />}
      </div>
      {working && <List desk={desk} />}
    </>
  );
  const undecided = open.length > 0;
  return (
    <div className={s.review}>
      <Head doc={doc} view={view} redline={redline}>
        {desk.canDecide && <span className={s.left}>{desk.waiting > 0 ? <><Spinner size={13} /><span className="hidden">{t.review.saving}</span></> : null}{redline.proposals.length > 0 && t.review.stillOpen(open.length)}</span>}
        {desk.canDecide && <Button small look="plain" onPress={() => setAsking('discard')}>{t.review.discard}</Button>}
        {desk.canDecide && desk.all.length > 0 && <Button small look={undecided ? 'ghost' : 'solid'} isDisabled={desk.waiting > 0} onPress={() => setAsking('finish')}>{t.review.finish}</Button>}
        {redline.state !== 'open' && redline.state !== 'running' && mayDecide && <Button small onPress={onAgain}>{t.review.again}</Button>}
      </Head>
      <div className={s.stage} data-desk={working || undefined}>
        <div className={s.sight}>
          <Paper view={view} label={t.review.paper} proposals={redline.proposals} decisions={decisions} target={desk.target} onPick={desk.pick} covered={working} />
          {working && <Bar desk={desk} onAll={all} onExplain={roomy ? null : () => setAsking('explain')} />}
        </div>
        {(roomy || !working) && <aside className={s.side} aria-label={t.review.panel}>{panel(false)}</aside>}
      </div>
      {asking === 'explain' && !roomy && <Sheet title={t.review.explain} open side onClose={close}>{panel(true)}</Sheet>}
      {asking === 'finish' && <Finish redline={redline} onClose={close} />}
      {asking && typeof asking === 'object' && <Everything redline={redline} verdict={asking.all} onClose={close} />}
      <Confirm open={asking === 'discard'} title={t.review.discardTitle} text={t.review.discardText} action={t.review.discard} busy={discard.isPending} onClose={close} onConfirm={() => discard.mutate(undefined, { onSettled: close })} />
    </div>
  );
}

function useDiscard(doc: Doc, redline: Redline, onDone: () => void) {
  const t = useTexts();
  return useMutation({
    mutationFn: () => call<void>(`/redlines/${redline.id}`, { method: 'DELETE', revision: redline.revision }),
    onSuccess: () => {
      say(t.review.discarded);
      void renew(['redlines', doc.id]);
      client.removeQueries({ queryKey: ['redline', redline.id] });
      onDone();
    },
  });
}

function useReviewKeys(desk: DeskState, on: boolean): void {
  const t = useTexts();
  const decides = on && desk.canDecide && desk.item !== undefined;
  useActions([
    ...(on && desk.shown.length > 0
      ? [
          { id: 'review-next', label: t.review.next, keys: KEYS.next, always: true, run: () => desk.walk(1) },
          { id: 'review-previous', label: t.review.previous, keys: KEYS.previous, always: true, run: () => desk.walk(-1) },
        ]
      : []),
    ...(decides
      ? [
          { id: 'review-accept', label: t.review.acceptNext, keys: KEYS.accept, always: true, run: () => desk.decide('accepted') },
          { id: 'review-reject', label: t.review.rejectNext, keys: KEYS.reject, always: true, run: () => desk.decide('rejected') },
        ]
      : []),
  ]);
}

/** How the review stands, where that is worth a word. */
function Told({ doc, redline, mayDecide }: { doc: Doc; redline: Redline; mayDecide: boolean }) {
  const t = useTexts();
  const { state, trouble, result } = redline;
  const asked = Boolean(redline.instruction) || redline.clauses;
  const none = redline.proposals.length === 0;
  return (
    <>
      {redline.instruction && <blockquote className={s.asked}>{redline.instruction}</blockquote>}
      {state === 'running' && <Running />}
      {state === 'failed' && <Notice tone="bad" alert><b>{t.review.failedTitle}</b><span>{words(t.redlineTroubles, trouble)}</span></Notice>}
      {state === 'open' && trouble && <Notice tone="warn" alert>{words(t.redlineTroubles, trouble)}</Notice>}
      {state === 'discarded' && <Empty level={3} title={t.review.discardedTitle} help={t.review.discardedHelp} />}
      {state === 'open' && asked && none && !trouble && redline.refused.length === 0 && <Empty level={3} title={t.review.nothing} help={t.review.nothingHelp} />}
      {state === 'open' && !asked && none && redline.counts.before.revisions === 0 && <Empty level={3} title={t.review.nothingToDecide} help={t.review.nothingToDecideHelp} />}
      {state === 'open' && !mayDecide && <Notice>{t.review.readOnly}</Notice>}
      {state === 'finished' && result && (
        <>
          <Notice tone="ok">
            <span>{t.review.made(result.version_number)}</span>
            <Link to="/dossiers/$dossier" params={{ dossier: doc.dossier }} search={{ doc: doc.id }} className={classes(ui.button, ui.link)}>{t.review.openMade}</Link>
          </Notice>
          <Tally counts={redline.counts} />
        </>
      )}
    </>
  );
}

const words = (known: Record<string, string>, code: string | null): ReactNode => known[code ?? ''] ?? known.internal;

function Running() {
  const t = useTexts();
  return (
    <div className={s.running} role="status" data-testid="running">
      <Spinner size={20} />
      <b>{t.review.running}</b>
      <p>{t.review.runningHelp}</p>
    </div>
  );
}

function Refused({ redline }: { redline: Redline }) {
  const t = useTexts();
  return (
    <details className={s.refused}>
      <summary>{t.review.refused(redline.refused.length)}</summary>
      <p>{t.review.refusedLead}</p>
      <ul>
        {redline.refused.map((one, index) => (
          <li key={index}>
            {one.old && <q>{one.old}</q>}
            <span>{t.refusals[one.code] ?? t.refusals.invalid}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
