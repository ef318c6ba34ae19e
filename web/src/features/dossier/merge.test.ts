import { describe, expect, it } from 'vitest';
import { EMPTY } from './form';
import { merge } from './merge';

const base = { ...EMPTY, name: 'De Vries', client: 'De Vries', number: '1' };

describe('merge', () => {
  it('takes over what only one of the two changed', () => {
    const { merged, parts } = merge(base, { ...base, number: '2' }, { ...base, client: 'Fam. De Vries' });
    expect(merged).toEqual({ ...base, number: '2', client: 'Fam. De Vries' });
    expect(parts).toEqual([]);
  });
  it('names what both changed differently', () => {
    const { merged, parts } = merge(base, { ...base, name: 'A' }, { ...base, name: 'B' });
    expect(parts).toEqual(['name']);
    expect(merged.name).toBe('A');
  });
  it('is quiet about what both changed the same way', () => {
    expect(merge(base, { ...base, name: 'A' }, { ...base, name: 'A' }).parts).toEqual([]);
  });
  it('looks into lists', () => {
    const theirs = { ...base, counterparties: ['X'] };
    expect(merge(base, { ...base, counterparties: ['X'] }, theirs).parts).toEqual([]);
    expect(merge(base, { ...base, counterparties: ['Y'] }, theirs).parts).toEqual(['counterparties']);
  });
});
