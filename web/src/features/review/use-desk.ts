/** Everything there is to decide on, where one is in it, and the way to the next. */
import { useCallback, useMemo, useState } from 'react';
import type { Redline, Verdict, WordView } from '../../api/types';
import { useTexts } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { announce } from '../../ui/say';
import { useDecisions } from './decide';
import { decisionOf, filtered, itemsOf, nextOpen, partOf, step, type Filter, type Item } from './walk';

/** What is typed for an item and not decided yet. */
export interface Typed {
  reason: string;
  /** The person's own wording; none while the field is closed. */
  text: string | null;
}

const NOTHING: Typed = { reason: '', text: null };

/** One line of an item, for the list and for who listens. */
export function lineOf(t: Texts, item: Item): { what: string; text: string } {
  if (item.kind === 'revision') return { what: t.revisionKinds[item.revision.kind], text: item.revision.text };
  const { proposal } = item;
  return { what: t.proposalKinds[proposal.kind], text: proposal.kind === 'delete' || proposal.kind === 'delete_paragraph' ? proposal.old : (proposal.own_text ?? proposal.new) || proposal.old };
}

export function useDesk(redline: Redline, view: WordView, mayDecide: boolean) {
  const t = useTexts();
  const all = useMemo(() => itemsOf(view, redline), [view, redline]);
  const [filter, setFilter] = useState<Filter>({ scope: redline.proposals.length > 0 ? 'proposals' : 'all' });
  const shown = useMemo(() => filtered(all, filter), [all, filter]);
  const first = () => all.find((one) => one.kind === 'proposal' && decisionOf(one) === null) ?? all.find((one) => one.kind === 'proposal') ?? all[0];
  const [chosen, setChosen] = useState<string | undefined>(() => first()?.id);
  const [moves, setMoves] = useState(0);
  const [typed, setTyped] = useState<Record<string, Typed>>({});
  const decisions = useDecisions(redline.id);
  const item = all.find((one) => one.id === chosen);
  const canDecide = mayDecide && redline.state === 'open';
  const go = useCallback((to: Item | undefined) => {
    if (!to) return;
    setChosen(to.id);
    setMoves((n) => n + 1);
  }, []);
  const tell = (to: Item | undefined) => {
    if (!to) return;
    const { what, text } = lineOf(t, to);
    announce(`${t.review.of(shown.findIndex((one) => one.id === to.id) + 1, shown.length)}: ${what}. ${text.slice(0, 160)}`);
  };
  const walk = (by: 1 | -1) => {
    const to = step(shown, all, chosen, by);
    go(to);
    tell(to);
  };
  const now = typed[chosen ?? ''] ?? NOTHING;
  const setNow = (part: Partial<Typed>) => setTyped({ ...typed, [chosen ?? '']: { ...now, ...part } });
  /** Decides on what is looked at and goes on to the next that is open; `stay` stays. */
  const decide = (verdict: Verdict | null, stay = false) => {
    if (!item || !canDecide) return;
    const next = stay ? undefined : nextOpen(shown, item.id);
    const own = item.kind === 'proposal' ? (now.text?.trim() ? now.text : (item.proposal.own_text ?? undefined)) : undefined;
    decisions.decide(item, { decision: verdict, reason: now.reason, text: verdict === 'rejected' ? undefined : own });
    setTyped(Object.fromEntries(Object.entries(typed).filter(([id]) => id !== item.id)));
    if (next) {
      go(next);
      tell(next);
    } else if (!stay) announce(t.review.stillOpen(0));
    else announce(verdict ? t.review[verdict] : t.review.undecided);
  };
  const target = useMemo(() => (item ? { id: item.id, ...partOf(item) } : undefined), [item?.id, moves, item && partOf(item).paragraph]);
  return {
    all, shown, filter, setFilter, item, canDecide, walk, decide, typed: now, setTyped: setNow, target, error: decisions.error, waiting: decisions.waiting,
    pick: (id: string) => go(all.find((one) => one.id === id)),
    openProposals: redline.proposals.filter((one) => one.decision === null),
  };
}

export type Desk = ReturnType<typeof useDesk>;
