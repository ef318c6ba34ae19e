import { describe, expect, it } from 'vitest';
import type { Step } from './steps';
import { after, kept } from './steps';

const step = (id: string, decision: 'accepted' | null): Step => ({ id, kind: 'proposal', at: 0, proposal: { decision } as never });

describe('steps', () => {
  const all = [step('a', null), step('b', 'accepted'), step('c', null)];

  it('go round', () => {
    expect(after(all, 'c', 1)?.id).toBe('a');
    expect(after(all, 'a', -1)?.id).toBe('c');
    expect(after(all, undefined, 1)?.id).toBe('a');
  });

  it('pass over what is decided, and stay where nothing is open', () => {
    expect(after(all, 'a', 1, true)?.id).toBe('c');
    expect(after([step('a', 'accepted'), step('b', 'accepted')], 'b', 1, true)?.id).toBe('b');
    expect(after([], 'a', 1)).toBeUndefined();
  });

  it('are filtered', () => {
    expect(kept(all, 'undone').map((one) => one.id)).toEqual(['a', 'c']);
    expect(kept(all, 'others')).toEqual([]);
  });
});
