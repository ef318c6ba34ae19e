/** The step that is looked at: what it changes, why, where it comes from, and what is decided. */
import { useEffect, useState } from 'react';
import type { Proposal, Verdict } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button, Notice, Tag } from '../../ui/parts';
import type { Step } from './steps';
import s from './review.module.css';

export interface Deciding {
  decision: Verdict | null;
  reason?: string;
  text?: string;
}

interface DetailsProps {
  step: Step;
  busy: boolean;
  /** Whether anything can still be decided. */
  open: boolean;
  reason: string;
  onReason: (reason: string) => void;
  wording: string | null;
  onWording: (wording: string | null) => void;
  onDecide: (deciding: Verdict | null) => void;
}

export function Details(props: DetailsProps) {
  const { step } = props;
  return (
    <div className={s.details} data-testid="step">
      {step.kind === 'proposal' ? <Proposed {...props} proposal={step.proposal} /> : <Foreign {...props} step={step} />}
      {props.open && <Decide {...props} />}
    </div>
  );
}

function Proposed(props: DetailsProps & { proposal: Proposal }) {
  const { t, f } = useReading();
  const { proposal } = props;
  const { clause } = proposal;
  const writes = !['delete', 'delete_paragraph', 'set_style'].includes(proposal.kind);
  return (
    <>
      <h2>
        {t.proposalKinds[proposal.kind]}
        <Tag tone={proposal.severity === 'high' ? 'bad' : proposal.severity === 'medium' ? 'warn' : 'quiet'}>{t.severities[proposal.severity]}</Tag>
      </h2>
      {proposal.source === 'model' && !proposal.decision && <p data-origin="model"><Notice>{t.review.fromModel}</Notice></p>}
      {clause && <p className={s.origin}>{t.review.fromClause(clause.title, t.stances[clause.stance])}</p>}
      {proposal.source === 'rule' && <p className={s.origin}>{t.review.fromRule}</p>}
      {proposal.reason && <section><h3>{t.review.why}</h3><p>{proposal.reason}</p></section>}
      {proposal.old && <section><h3>{t.review.was}</h3><blockquote className={s.old}>{proposal.old}</blockquote></section>}
      {writes && (
        <section>
          <h3>{t.review.becomes}</h3>
          {props.open && props.wording !== null ? (
            <Field label={t.review.own} area rows={5} value={props.wording} onChange={props.onWording} />
          ) : (
            <blockquote className={s.new}>{proposal.own_text ?? proposal.new}</blockquote>
          )}
          {props.open && (
            <Button small look="link" onPress={() => props.onWording(props.wording === null ? (proposal.own_text ?? proposal.new) : null)}>{t.review.own}</Button>
          )}
        </section>
      )}
      <State verdict={proposal.decision} reason={proposal.decision_reason} by={proposal.decided_by ? t.review.decidedBy(proposal.decided_by, proposal.decided_at ? f.short(proposal.decided_at) : '') : null} />
    </>
  );
}

function Foreign(props: DetailsProps & { step: Extract<Step, { kind: 'revision' }> }) {
  const { t, f } = useReading();
  const { revision, decision } = props.step;
  const gone = ['deleted', 'moved_from', 'paragraph_deleted'].includes(revision.kind);
  return (
    <>
      <h2>{t.review.foreign(revision.author || t.review.unknownAuthor)}</h2>
      <p className={s.origin}>
        {t.revisionKinds[revision.kind] ?? revision.kind}
        {revision.date && !Number.isNaN(Date.parse(revision.date)) && `, ${f.short(revision.date)}`}
      </p>
      {revision.text && <blockquote className={gone ? s.old : s.new}>{revision.text}</blockquote>}
      <State verdict={decision?.decision ?? null} reason={decision?.reason ?? null} left by={decision?.decided_by ? t.review.decidedBy(decision.decided_by, f.short(decision.decided_at)) : null} />
    </>
  );
}

function State(props: { verdict: Verdict | null; reason: string | null; by: string | null; left?: boolean }) {
  const t = useTexts();
  const words = props.verdict ? t.review[props.verdict] : props.left ? t.review.left : t.review.undecided;
  return (
    <p className={s.state} data-verdict={props.verdict ?? 'none'}>
      <b>{words}</b>
      {props.by && <small>{props.by}</small>}
      {props.reason && <q>{props.reason}</q>}
    </p>
  );
}

function Decide(props: DetailsProps) {
  const t = useTexts();
  const { step } = props;
  const decided = step.kind === 'proposal' ? step.proposal.decision !== null : step.decision !== undefined;
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(false), [step.id]);
  return (
    <div className={s.decide}>
      {shown || props.reason ? (
        <Field label={t.review.reason} area rows={2} value={props.reason} onChange={props.onReason} optional />
      ) : (
        <Button small look="link" onPress={() => setShown(true)}>{t.review.reason}</Button>
      )}
      <div className={s.buttons}>
        <Button look="solid" isPending={props.busy} onPress={() => props.onDecide('accepted')}>{t.review.accept}</Button>
        <Button isPending={props.busy} onPress={() => props.onDecide('rejected')}>{t.review.reject}</Button>
        {decided && <Button look="plain" isPending={props.busy} onPress={() => props.onDecide(null)}>{step.kind === 'proposal' ? t.review.reopen : t.review.leave}</Button>}
      </div>
    </div>
  );
}
