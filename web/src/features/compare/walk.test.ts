import { describe, expect, it } from 'vitest';
import type { CompareRow, RowKind } from '../../api/types';
import { places, turn } from './walk';

const row = (kind: RowKind): CompareRow => ({ kind, old: null, new: null, count: null });

describe('the differences', () => {
  it('are what is neither equal nor skipped', () => {
    expect(places([row('skipped'), row('equal'), row('changed'), row('moved'), row('equal'), row('not_shown')])).toEqual([2, 3, 5]);
  });
  it('are walked round the end', () => {
    expect([turn(null, 3, 1), turn(null, 3, -1), turn(2, 3, 1), turn(0, 3, -1), turn(null, 0, 1)]).toEqual([0, 2, 0, 2, null]);
  });
});
