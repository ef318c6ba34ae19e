/**
 * Deciding, as fast as one can press: a decision shows at once and is sent in its turn, for each
 * one stands on the revision that the one before it made.
 */
import { useCallback, useRef, useState } from 'react';
import { ApiError, call } from '../../api/client';
import { client, redline as redlineQuery } from '../../api/queries';
import type { Id, Redline, Verdict } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { say } from '../../ui/say';
import { proposalId, revisionId, type Item } from './walk';

export interface Deciding {
  decision: Verdict | null;
  reason: string;
  /** The person's own wording; the proposed one where it is the same. */
  text?: string | undefined;
}

/** The review as it will be once the decision has arrived. */
export function applied(redline: Redline, item: Item, { decision, reason, text }: Deciding): Redline {
  const why = reason.trim() || null;
  if (item.kind === 'proposal') {
    const proposals = redline.proposals.map((one) =>
      proposalId(one.number) === item.id
        ? { ...one, decision, decision_reason: decision && why, own_text: text && text !== one.new ? text : null, decided_by: null, decided_at: null }
        : one,
    );
    return { ...redline, proposals };
  }
  const others = redline.revisions.filter((one) => revisionId(one.number) !== item.id);
  if (decision === null) return { ...redline, revisions: others };
  return { ...redline, revisions: [...others, { number: item.revision.number, decision, reason: why, decided_by: null, decided_at: '' }] };
}

/** What was decided on an item, to see whether somebody else was there first. */
function stands(redline: Redline, item: Item): string {
  const found = item.kind === 'proposal'
    ? redline.proposals.find((one) => one.number === item.proposal.number)
    : redline.revisions.find((one) => one.number === item.revision.number);
  return JSON.stringify([found?.decision ?? null, found && 'own_text' in found ? found.own_text : null]);
}

function put(redline: Redline, item: Item, { decision, reason, text }: Deciding): Promise<Redline> {
  const why = reason.trim() ? { reason: reason.trim() } : {};
  const words = item.kind === 'proposal' && text !== undefined && text !== item.proposal.new ? { text } : {};
  const path = item.kind === 'proposal' ? `proposals/${item.proposal.number}` : `revisions/${item.revision.number}`;
  return call<Redline>(`/redlines/${redline.id}/${path}`, { method: 'PUT', revision: redline.revision, body: { decision, ...why, ...words } });
}

export function useDecisions(id: Id) {
  const t = useTexts();
  const key = redlineQuery(id).queryKey;
  const [error, setError] = useState<unknown>(null);
  const [waiting, setWaiting] = useState(0);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const owed = useRef(0);
  /** The review as the server last told it. */
  const told = useRef<Redline | null>(null);

  const send = useCallback(async (item: Item, deciding: Deciding) => {
    const now = told.current ?? (await call<Redline>(`/redlines/${id}`));
    try {
      told.current = await put(now, item, deciding);
    } catch (problem) {
      if (!(problem instanceof ApiError && problem.status === 412)) throw problem;
      const fresh = await call<Redline>(`/redlines/${id}`);
      told.current = fresh;
      // somebody decided on another item: ours still stands
      if (stands(fresh, item) === stands(now, item)) told.current = await put(fresh, item, deciding);
      else say(t.review.changed);
    }
  }, [id, t]);

  const decide = useCallback((item: Item, deciding: Deciding) => {
    const before = client.getQueryData<Redline>(key);
    if (!before) return;
    if (owed.current === 0) told.current = before;
    owed.current += 1;
    setWaiting(owed.current);
    setError(null);
    void client.cancelQueries({ queryKey: key });
    client.setQueryData(key, applied(before, item, deciding));
    turn.current = turn.current.then(() => send(item, deciding)).catch(async (problem: unknown) => {
      setError(problem);
      told.current = await call<Redline>(`/redlines/${id}`).catch(() => told.current);
    }).then(() => {
      owed.current -= 1;
      setWaiting(owed.current);
      if (owed.current === 0 && told.current) client.setQueryData(key, told.current);
    });
  }, [id, send]);

  return { decide, error, waiting };
}
