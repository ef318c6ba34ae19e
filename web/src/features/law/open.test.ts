import { describe, expect, it } from 'vitest';
import { VERDICTS, type Referred, type Verdict } from '../../api/law';
import { grouped, opens } from './open';

const words = { nl: 'x', en: 'x' };
const one = (key: string, verdict: Verdict, page: number): Referred => ({
  words: key, key, page, range: { start: 0, end: 3 }, reason: { verdict, code: verdict, words }, subject: null,
});

describe('grouped', () => {
  it('puts the worst first and the same reference once, with its places', () => {
    const groups = grouped([one('a', 'exists', 1), one('b', 'not_in_library', 1), one('c', 'impossible', 2), one('a', 'exists', 3), one('d', 'mismatch', 3)], VERDICTS);
    expect(groups.map((group) => group.first.key)).toEqual(['c', 'd', 'b', 'a']);
    expect(groups.at(-1)?.places.map((place) => place.page)).toEqual([1, 3]);
  });
  it('keeps the same words apart where what is said of them differs', () => {
    expect(grouped([one('a', 'exists', 1), one('a', 'mismatch', 2)], VERDICTS)).toHaveLength(2);
  });
});

describe('opens', () => {
  const law = { number: 'BWBR0005290', key: 'bw', title: 'BW 7', from: '2024-07-01', until: null };
  it('opens a decision at its consideration, and no law as a whole', () => {
    expect(opens({ type: 'law', value: law })).toBeNull();
    expect(opens(null)).toBeNull();
    const value = { ecli: 'ECLI:NL:HR:2016:162', court: '', date: null, kind: '', cases: [], summary: '', has_text: true, consideration: '3.8', paragraphs: [], address: '' };
    expect(opens({ type: 'decision', value })).toEqual({ ecli: 'ECLI:NL:HR:2016:162', consideration: '3.8' });
  });
});
