import { describe, expect, it } from 'vitest';
import type { CompareRow, Marks, RowKind } from '../../api/types';
import { cited, places, turn, withMark } from './walk';

const row = (kind: RowKind): CompareRow => ({ kind, old: null, new: null, count: null });

describe('the differences', () => {
  it('are what is neither equal nor skipped', () => {
    expect(places([row('skipped'), row('equal'), row('changed'), row('moved'), row('equal'), row('not_shown')])).toEqual([2, 3, 5]);
  });
  it('are walked round the end', () => {
    expect([turn(null, 3, 1), turn(null, 3, -1), turn(2, 3, 1), turn(0, 3, -1), turn(null, 0, 1)]).toEqual([0, 2, 0, 2, null]);
  });
});

describe('a place in the right version', () => {
  const side = (paragraph: number, ...pieces: string[]) => ({ part: 'd', paragraph, label: null, pieces: pieces.map((text, index) => ({ text, changed: index % 2 === 1 })) });
  const rows: CompareRow[] = [
    { kind: 'skipped', old: null, new: null, count: 4 }, { kind: 'changed', old: side(4, 'binnen ', '30', ' dagen'), new: side(4, 'binnen ', '60', ' dagen'), count: null }, { kind: 'skipped', old: null, new: null, count: 9 },
  ];
  const at = (paragraph: number, quote: string): Marks => ({ sure: true, document: 'x', version: 'y', quote, pages: [{ page: 1, range: { start: 0, end: 5 }, quads: [], places: [{ part: 'd', paragraph, start: 3, end: 9 }] }] });
  it('is the row of its paragraph, with its words', () => {
    expect(cited(rows, at(4, 'nen 60'))).toEqual({ row: 1, from: 3, to: 9 });
    expect(withMark(rows[1]?.new ?? side(0), { row: 1, from: 3, to: 9 }).map((one) => [one.text, one.changed, one.marked])).toEqual([
      ['bin', false, false], ['nen ', false, true], ['60', true, true], [' dagen', false, false],
    ]);
  });
  it('is not marked where other words stand, and opens the fold it lies in', () => {
    expect(cited(rows, at(4, 'iets anders'))).toBeUndefined();
    expect(cited(rows, at(2, 'x'))).toEqual({ row: 0, from: 0, to: 0 });
    expect(cited(rows, at(7, 'x'))).toEqual({ row: 2, from: 0, to: 0 });
  });
});
