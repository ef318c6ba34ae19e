/** Bringing two changes of the same answers together, question by question. */
import type { Answers } from '../../api/drafter';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export const sameAnswers = same;

/** What only one of the two changed is taken over; what both changed differently is named. */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): { merged: Answers; names: string[] } {
  const merged: Answers = { ...theirs };
  const names: string[] = [];
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    if (same(mine[name], base[name])) continue;
    if (mine[name] === undefined) delete merged[name];
    else merged[name] = mine[name];
    if (!same(theirs[name], base[name]) && !same(theirs[name], mine[name])) names.push(name);
  }
  return { merged, names };
}
