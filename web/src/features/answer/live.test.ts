import { describe, expect, it } from 'vitest';
import type { Answer } from '../../api/types';
import { hear, NOTHING, shown, type Live, type LiveEvent } from './live';

const run = (events: LiveEvent[]): Live => events.reduce(hear, NOTHING);

const stored: Answer = {
  id: 'a', dossier: 'd', question: '?', state: 'running', trouble: null, mode: 'model', text: '', steps: [], citations: [], laws: [], references: [],
  created_at: '2026-08-19T10:00:00Z', finished_at: null, asked_by: null,
};

describe('hear', () => {
  it('builds the text of its deltas, once each', () => {
    const events: LiveEvent[] = [
      { kind: 'open', answer: 'a' },
      { kind: 'delta', seq: 1, text: 'Ja, ' },
      { kind: 'delta', seq: 2, text: 'in beginsel.' },
      { kind: 'delta', seq: 2, text: 'in beginsel.' },
      { kind: 'delta', seq: 1, text: 'Ja, ' },
    ];
    expect(run(events).text).toBe('Ja, in beginsel.');
  });
  it('keeps the newest count of a step', () => {
    const live = run([
      { kind: 'open', answer: 'a' },
      { kind: 'step', seq: 1, step: { code: 'read', count: 3 } },
      { kind: 'step', seq: 2, step: { code: 'read', count: 14 } },
    ]);
    expect(live.steps).toEqual([{ code: 'read', count: 14 }]);
  });
  it('starts anew when another answer is opened', () => {
    expect(run([{ kind: 'open', answer: 'a' }, { kind: 'delta', seq: 9, text: 'x' }, { kind: 'open', answer: 'b' }])).toEqual({ ...NOTHING, answer: 'b' });
  });
});

describe('shown', () => {
  const live = run([{ kind: 'open', answer: 'a' }, { kind: 'delta', seq: 1, text: 'verder' }]);
  it('prefers what was heard while it is further', () => {
    expect(shown(stored, live).text).toBe('verder');
    expect(shown({ ...stored, text: 'nog verder gekomen' }, live).text).toBe('nog verder gekomen');
  });
  it('shows a finished answer as it was stored', () => {
    expect(shown({ ...stored, state: 'stopped', text: 'v' }, live).text).toBe('v');
  });
  it('never shows one answer in the place of another', () => {
    expect(shown({ ...stored, id: 'b' }, live).text).toBe('');
  });
});
