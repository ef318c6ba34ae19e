import { describe, expect, it } from 'vitest';
import type { Proposal, WordParagraph, WordRun } from '../../api/types';
import { weave } from './weave';

const run = (text: string, start: number | null, rest: Partial<WordRun> = {}): WordRun => ({
  text, start, bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, moved: false, comments: [], note: null, field: false, ...rest,
});

const paragraph = (runs: WordRun[], number = 3): WordParagraph => ({
  part: 'word/document.xml', kind: 'document', number, label: null, heading: null, style: null, align: null, indent: 0, cell: null, mark: null, runs,
});

const proposal = (rest: Partial<Proposal>): Proposal => ({
  number: 0, kind: 'replace', part: 'word/document.xml', paragraph: 3, paragraphs: 1, start: 0, end: 0, old: '', new: '', reason: '', severity: 'medium', source: 'rule',
  clause: null, decision: null, decision_reason: null, decided_by: null, decided_at: null, own_text: null, ...rest,
});

const shown = (woven: ReturnType<typeof weave>) => woven.pieces.map((one) => `${one.role === 'old' ? '-' : one.role === 'new' ? '+' : ''}${one.text}`);

describe('weave', () => {
  it('leaves a paragraph without proposals as it is, deleted text of others included', () => {
    const woven = weave(paragraph([run('binnen ', 0), run('30', null, { deleted: 0 }), run('60', 7, { inserted: 1 }), run(' dagen', 9)]), []);
    expect(shown(woven)).toEqual(['binnen ', '30', '60', ' dagen']);
    expect(woven.pieces[1]?.deleted).toBe(0);
  });

  it('puts a replacement behind what it replaces, over the borders of runs', () => {
    const woven = weave(paragraph([run('Koper bet', 0), run('aalt', 9, { bold: true })]), [proposal({ start: 6, end: 13, new: 'voldoet' })]);
    expect(shown(woven)).toEqual(['Koper ', '-bet', '-aalt', '+voldoet']);
  });

  it('counts letters and not their halves', () => {
    const woven = weave(paragraph([run('😀 de koper', 0)]), [proposal({ start: 5, end: 10, new: 'afnemer' })]);
    expect(shown(woven)).toEqual(['😀 de ', '-koper', '+afnemer']);
  });

  it('shows several proposals of one paragraph in their places, and none that was rejected', () => {
    const all = [
      proposal({ number: 0, kind: 'delete', start: 0, end: 2 }),
      proposal({ number: 1, kind: 'insert_text', start: 3, end: 5, new: ' en kosten' }),
      proposal({ number: 2, start: 6, end: 7, new: 'x', decision: 'rejected' }),
    ];
    expect(shown(weave(paragraph([run('ab cde f', 0)]), all))).toEqual(['-ab', ' cd', '+ en kosten', 'e f']);
  });

  it('takes the person’s own wording', () => {
    expect(shown(weave(paragraph([run('a', 0)]), [proposal({ end: 1, new: 'b', own_text: 'c' })]))).toEqual(['-a', '+c']);
  });

  it('strikes every paragraph of a clause and writes the new one behind the last', () => {
    const clause = proposal({ paragraphs: 2, end: 3, new: 'een\ntwee\ndrie' });
    const first = weave(paragraph([run('oud', 0)]), [clause]);
    const second = weave(paragraph([run('ouder', 0)], 4), [clause]);
    expect([shown(first), first.behind]).toEqual([['-oud'], []]);
    expect([shown(second), second.behind.map((one) => one.text)]).toEqual([['-ouder'], ['een', 'twee', 'drie']]);
    expect(weave(paragraph([run('later', 0)], 5), [clause]).behind).toEqual([]);
  });
});
