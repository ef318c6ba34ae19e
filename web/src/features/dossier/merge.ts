/** Bringing two changes of the same dossier together, part by part. */
import type { DossierInput } from '../../api/types';

export type Part = keyof DossierInput;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The parts of `input` that differ from `base`: only those are sent, for each needs its right. */
export function difference(base: DossierInput, input: DossierInput): Partial<DossierInput> {
  return Object.fromEntries(Object.entries(input).filter(([part, value]) => !same(value, base[part as Part])));
}

/** What only one of the two changed is taken over; what both changed differently is returned as parts. */
export function merge(base: DossierInput, mine: DossierInput, theirs: DossierInput): { merged: DossierInput; parts: Part[] } {
  const merged: DossierInput = { ...theirs };
  const parts: Part[] = [];
  for (const part of Object.keys(mine) as Part[]) {
    if (same(mine[part], base[part])) continue;
    Object.assign(merged, { [part]: mine[part] });
    if (!same(theirs[part], base[part]) && !same(theirs[part], mine[part])) parts.push(part);
  }
  return { merged, parts };
}
