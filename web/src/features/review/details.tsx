/** What is looked at: what it changes, why, where it comes from, and what is decided. */
import type { Proposal, Verdict } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button, Tag } from '../../ui/parts';
import type { Desk } from './use-desk';
import type { Item } from './walk';
import s from './review.module.css';

export function Details({ desk, actions }: { desk: Desk; actions: boolean }) {
  const { item } = desk;
  if (!item) return null;
  return (
    <div className={s.details} data-testid="step">
      {item.kind === 'proposal' ? <Proposed desk={desk} proposal={item.proposal} /> : <Foreign item={item} />}
      {desk.canDecide && <Decide desk={desk} item={item} actions={actions} />}
    </div>
  );
}

const SEVERITY_TONES = { high: 'bad', medium: 'warn', low: 'quiet' } as const;

function Proposed({ desk, proposal }: { desk: Desk; proposal: Proposal }) {
  const { t, f } = useReading();
  const { clause } = proposal;
  const unread = proposal.source === 'model' && proposal.decision === null;
  const marked = unread ? { 'data-origin': 'model' } : {};
  return (
    <>
      <header>
        <h3>{t.proposalKinds[proposal.kind]}</h3>
        <Tag tone={SEVERITY_TONES[proposal.severity]}>{t.severities[proposal.severity]}</Tag>
      </header>
      {unread && <p className={s.origin}>{t.review.fromModel}</p>}
      {clause && (
        <p className={s.origin}>{t.review.fromClause(clause.title, t.stances[clause.stance])}</p>
      )}
      {proposal.source === 'rule' && <p className={s.origin}>{t.review.fromRule}</p>}
      {proposal.source === 'check' && <p className={s.origin}>{t.review.fromCheck}</p>}
      {proposal.reason && <section {...marked}><h4>{t.review.why}</h4><p>{proposal.reason}</p></section>}
      <Words desk={desk} proposal={proposal} />
      <State verdict={proposal.decision} reason={proposal.decision_reason} by={proposal.decided_by ? t.review.decidedBy(proposal.decided_by, proposal.decided_at ? f.short(proposal.decided_at) : '') : null} none={t.review.undecided} />
    </>
  );
}

/** What is there and what comes in its place, in the proposed or in one's own words. */
function Words({ desk, proposal }: { desk: Desk; proposal: Proposal }) {
  const t = useTexts();
  const { kind } = proposal;
  const takes = ['replace', 'delete', 'delete_paragraph'].includes(kind);
  const writes = !['delete', 'delete_paragraph', 'set_style'].includes(kind);
  const unread = proposal.source === 'model' && proposal.decision === null && !proposal.own_text;
  const now = proposal.own_text ?? proposal.new;
  const { text } = desk.typed;
  const title = kind === 'replace' ? t.review.becomes : kind === 'comment' ? t.review.remark : kind === 'set_style' ? t.review.style : t.review.comes;
  return (
    <>
      {takes && proposal.old && <section><h4>{kind === 'replace' ? t.review.was : t.review.drops}</h4><blockquote className={s.old}>{proposal.old}</blockquote></section>}
      {(writes || kind === 'set_style') && text === null && (
        <section {...(unread ? { 'data-origin': 'model' } : {})}>
          <h4>{proposal.own_text ? t.review.own : title}</h4>
          <blockquote className={s.new}>{now}</blockquote>
        </section>
      )}
      {writes && desk.canDecide && text !== null && <Field label={t.review.own} hint={t.review.ownHint} area rows={4} value={text} onChange={(value) => desk.setTyped({ text: value })} autoFocus />}
      {writes && desk.canDecide && (
        <Button small look="link" onPress={() => desk.setTyped({ text: text === null ? now : null })}>{text === null ? t.review.own : t.review.ownBack}</Button>
      )}
    </>
  );
}

function Foreign({ item }: { item: Extract<Item, { kind: 'revision' }> }) {
  const { t, f } = useReading();
  const { revision, decision } = item;
  const gone = ['deleted', 'moved_from', 'paragraph_deleted'].includes(revision.kind);
  const dated = revision.date && !Number.isNaN(Date.parse(revision.date)) ? `, ${f.short(revision.date)}` : '';
  return (
    <>
      <header><h3>{t.review.foreign(revision.author || t.review.unknownAuthor)}</h3></header>
      <p className={s.origin}>{t.revisionKinds[revision.kind]}{dated}</p>
      {revision.text && <blockquote className={gone ? s.old : s.new}>{revision.text}</blockquote>}
      <State verdict={decision?.decision ?? null} reason={decision?.reason ?? null} by={decision?.decided_by ? t.review.decidedBy(decision.decided_by, f.short(decision.decided_at)) : null} none={t.review.left} />
    </>
  );
}

function State(props: { verdict: Verdict | null; reason: string | null; by: string | null; none: string }) {
  const t = useTexts();
  if (!props.verdict) return null;
  return (
    <p className={s.state} data-verdict={props.verdict}>
      <b>{t.review[props.verdict]}</b>
      {props.by && <small>{props.by}</small>}
      {props.reason && <q>{props.reason}</q>}
    </p>
  );
}

function Decide({ desk, item, actions }: { desk: Desk; item: Item; actions: boolean }) {
  const t = useTexts();
  const decided = item.kind === 'proposal' ? item.proposal.decision : (item.decision?.decision ?? null);
  return (
    <div className={s.decide}>
      <Field label={t.review.reason} area rows={2} value={desk.typed.reason} onChange={(reason) => desk.setTyped({ reason })} optional />
      <div className={s.buttons}>
        {actions && <Button small look="solid" onPress={() => desk.decide('accepted')}>{t.review.accept}</Button>}
        {actions && <Button small onPress={() => desk.decide('rejected')}>{t.review.reject}</Button>}
        {decided && <Button small look="plain" onPress={() => desk.decide(null, true)}>{item.kind === 'proposal' ? t.review.reopen : t.review.leave}</Button>}
      </div>
    </div>
  );
}
