import { describe, expect, it } from 'vitest';
import type { Proposal, Verdict, WordRevision, WordRun, WordView } from '../../api/types';
import { byAuthor, bySource, filtered, itemsOf, nextOpen, openBySeverity, sortOf, step } from './walk';

const BODY = 'word/document.xml';
const proposal = (number: number, paragraph: number, start: number, part: Partial<Proposal> = {}): Proposal => ({
  number, kind: 'replace', part: BODY, paragraph, paragraphs: 1, start, end: start + 1, old: '', new: '', reason: '', severity: 'medium', source: 'model', clause: null,
  decision: null, decision_reason: null, decided_by: null, decided_at: null, own_text: null, ...part,
});
const revision = (number: number, paragraph: number, part: Partial<WordRevision> = {}): WordRevision => ({ number, kind: 'inserted', author: 'K. Jansen', date: null, part: BODY, paragraph, text: '', ...part });

const run = (text: string, start: number | null, part: Partial<WordRun> = {}): WordRun => ({
  text, start, bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, moved: false, comments: [], note: null, field: false, missing: false, ...part,
});

function view(): WordView {
  const text = (number: number, runs: WordView['paragraphs'][number]['runs'], part = BODY) => ({
    part, kind: 'document' as const, number, label: null, heading: null, style: null, align: null, indent: 0, cell: null, mark: null, runs,
  });
  return {
    document: 'd', version: 'v', version_number: 1, total: 3, facts: { strict: false, macros: false, signed: false, protection: null, tracking: false },
    authors: ['K. Jansen', 'R. Smit'], comments: [],
    paragraphs: [
      text(0, [run('nul', 0)]),
      text(1, [run('een ', 0), run('oud', null, { deleted: 1 }), run('nieuw', 4, { inserted: 0 })]),
      text(0, [run('voet', 0, { inserted: 2 })], 'word/footer1.xml'),
    ],
    revisions: [revision(0, 1), revision(1, 1, { kind: 'deleted', author: 'R. Smit' }), revision(2, 0, { part: 'word/footer1.xml' })],
  };
}

const ids = (items: { id: string }[]) => items.map((one) => one.id);

describe('what there is to decide', () => {
  const redline = {
    proposals: [proposal(0, 1, 2), proposal(1, 0, 0, { decision: 'accepted', source: 'clause', kind: 'delete' }), proposal(2, 1, 6)],
    revisions: [{ number: 1, decision: 'rejected' as Verdict, reason: null, decided_by: null, decided_at: '' }],
  };
  const items = itemsOf(view(), redline);

  it('stands in the order of the document: by part, paragraph, place', () => {
    expect(ids(items)).toEqual(['p1', 'p0', 'r0', 'r1', 'p2', 'r2']);
  });

  it('is filtered by whose, what and what was decided', () => {
    expect(ids(filtered(items, { scope: 'proposals' }))).toEqual(['p1', 'p0', 'p2']);
    expect(ids(filtered(items, { scope: 'all', who: byAuthor('R. Smit') }))).toEqual(['r1']);
    expect(ids(filtered(items, { scope: 'all', who: bySource('model') }))).toEqual(['p0', 'p2']);
    expect(ids(filtered(items, { scope: 'all', decision: 'open' }))).toEqual(['p0', 'r0', 'p2', 'r2']);
    expect(ids(filtered(items, { scope: 'all', decision: 'rejected' }))).toEqual(['r1']);
    expect(ids(filtered(items, { scope: 'all', sort: 'deleted' }))).toEqual(['p1', 'r1']);
    expect(items.map(sortOf)).toEqual(['deleted', 'replaced', 'inserted', 'deleted', 'replaced', 'inserted']);
  });

  it('is walked round the end, and on from a place that the filter hides', () => {
    expect(step(items, items, 'r2', 1)?.id).toBe('p1');
    expect(step(items, items, 'p1', -1)?.id).toBe('r2');
    expect(step(items, items, undefined, 1)?.id).toBe('p1');
    const some = filtered(items, { scope: 'proposals' });
    expect(step(some, items, 'r0', 1)?.id).toBe('p2');
    expect(step(some, items, 'r0', -1)?.id).toBe('p0');
    expect(step(some, items, 'r2', 1)?.id).toBe('p1');
    expect(step([], items, 'r2', 1)).toBeUndefined();
  });

  it('goes on to what is open, round the end, until nothing is', () => {
    expect(nextOpen(items, 'p1')?.id).toBe('p0');
    expect(nextOpen(items, 'p2')?.id).toBe('r2');
    expect(nextOpen(items, 'r2')?.id).toBe('p0');
    expect(nextOpen(filtered(items, { scope: 'all', decision: 'rejected' }), 'r1')).toBeUndefined();
    expect(nextOpen([items[1]!], 'p0')).toBeUndefined();
  });

  it('counts what is open by how much it matters', () => {
    expect(openBySeverity([proposal(0, 0, 0, { severity: 'high' }), proposal(1, 0, 0), proposal(2, 0, 0, { decision: 'rejected' })])).toEqual([
      { severity: 'high', open: 1 }, { severity: 'medium', open: 1 }, { severity: 'low', open: 0 },
    ]);
  });
});
