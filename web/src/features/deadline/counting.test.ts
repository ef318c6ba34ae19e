import { describe, expect, it } from 'vitest';
import type { Term, TermRow } from '../../api/deadlines';
import { matching } from './fields';
import { counting, EMPTY } from './use-counting';

const row = (key: string, title: string, unit: 'weeks' | 'hours' = 'weeks'): TermRow => ({
  key, title, field: 'privacy', event: 'de ontvangst', term: { amount: 6, unit, direction: 'after', regime: 'statutory', first: 'next', excluded: null }, source: 'AVG art. 33', note: null, checked_on: '2026-11-29', checked_with: 'x', checked_text: true,
});

describe('what is counted', () => {
  it('is nothing while it is not whole', () => {
    const own = { ...EMPTY, amount: '6', date: '16-03-2027' };
    expect(counting(EMPTY)).toBeNull();
    expect(counting({ ...own, amount: '' })).toBeNull();
    expect(counting({ ...own, date: '30-02-2027' })).toBeNull();
    expect(counting({ ...own, unit: 'hours' })).toBeNull();
    expect(counting({ ...EMPTY, given: row('avg-datalek', 'Datalek', 'hours'), date: '16-03-2027' })).toBeNull();
  });
  it('is a row, or a term of one’s own, never both', () => {
    expect(counting({ ...EMPTY, given: row('awb-bezwaar', 'Bezwaar'), amount: '9', date: '16-3-27' })).toEqual({ key: 'awb-bezwaar', event_date: '2027-03-16' });
    expect(counting({ ...EMPTY, amount: '2', unit: 'hours', date: '16-03-2027', time: '9.05' }))
      .toEqual({ term: { amount: 2, unit: 'hours', direction: 'after', regime: 'agreed' }, event_date: '2027-03-16', event_time: '09:05:00' });
  });
  it('is a whole term where it is not put together here', () => {
    const term: Term = { amount: 2, unit: 'days', direction: 'before', regime: 'agreed', first: 'same', excluded: 'provision' };
    expect(counting({ ...EMPTY, given: { term }, date: '16-03-2027' })).toEqual({ term, event_date: '2027-03-16' });
  });
});

describe('finding a term', () => {
  const rows = [row('a', 'Datalek melden'), row('b', 'Bezwaar maken'), row('c', 'Cliënt informeren')];
  const found = (question: string) => matching(rows, question, { privacy: 'data protection' }).map((one) => one.key);
  it('takes all words, anywhere, without accents', () => {
    expect(found('')).toHaveLength(3);
    expect(found('avg bezwaar')).toEqual(['b']);
    expect(found('CLIENT')).toEqual(['c']);
    expect(found('data protection 33')).toHaveLength(3);
    expect(found('walvis')).toEqual([]);
  });
});
