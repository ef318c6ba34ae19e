import { describe, expect, it } from 'vitest';
import type { Proposal, Redline } from '../../api/types';
import { applied } from './decide';
import type { Item } from './walk';

const proposal: Proposal = {
  number: 3, kind: 'replace', part: 'p', paragraph: 0, paragraphs: 1, start: 0, end: 2, old: '30', new: '14', reason: '', severity: 'low', source: 'rule', clause: null,
  decision: null, decision_reason: null, decided_by: null, decided_at: null, own_text: null,
};
const redline = { proposals: [{ ...proposal, number: 2 }, proposal], revisions: [] } as unknown as Redline;
const item: Item = { id: 'p3', kind: 'proposal', proposal };
const revision: Item = { id: 'r1', kind: 'revision', decision: null, revision: { number: 1, kind: 'inserted', author: '', date: null, part: 'p', paragraph: 0, text: '' } };

describe('a decision', () => {
  it('falls on its own proposal, with its reason and the person’s own words', () => {
    const done = applied(redline, item, { decision: 'accepted', reason: ' zo is afgesproken ', text: '21' });
    expect(done.proposals.map((one) => [one.decision, one.decision_reason, one.own_text])).toEqual([[null, null, null], ['accepted', 'zo is afgesproken', '21']]);
  });
  it('has no words of its own where they are the proposed ones', () => {
    expect(applied(redline, item, { decision: 'accepted', reason: '', text: '14' }).proposals[1]?.own_text).toBeNull();
  });
  it('is taken back', () => {
    const done = applied(redline, item, { decision: 'rejected', reason: 'nee' });
    expect(applied(done, item, { decision: null, reason: 'nee' }).proposals[1]).toMatchObject({ decision: null, decision_reason: null });
  });
  it('on a tracked change replaces the one before, and leaving it as it is removes it', () => {
    const once = applied(redline, revision, { decision: 'accepted', reason: '' });
    const twice = applied(once, revision, { decision: 'rejected', reason: '' });
    expect(twice.revisions.map((one) => one.decision)).toEqual(['rejected']);
    expect(applied(twice, revision, { decision: null, reason: '' }).revisions).toEqual([]);
  });
});
