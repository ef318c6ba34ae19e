import { describe, expect, it } from 'vitest';
import { daysAhead, readAmount, readTime } from './days';

describe('days', () => {
  it('count days, whatever the time and the clock', () => {
    const now = new Date(2027, 2, 27, 23, 59);
    expect(daysAhead('2027-03-27', now)).toBe(0);
    expect(daysAhead('2027-03-28', now)).toBe(1);
    expect(daysAhead('2027-03-29', now)).toBe(2);
    expect(daysAhead('2027-03-26', new Date(2027, 2, 27, 0, 1))).toBe(-1);
  });
  it('read times and amounts', () => {
    expect(readTime('14:20')).toBe('14:20:00');
    expect(readTime('9.05')).toBe('09:05:00');
    expect(readTime('24:00')).toBeNull();
    expect(readTime('uur')).toBeNull();
    expect(readAmount('6')).toBe(6);
    for (const bad of ['0', '-1', '1,5', 'zes', '']) expect(readAmount(bad)).toBeNull();
  });
});
