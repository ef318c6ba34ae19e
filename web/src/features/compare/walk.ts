/** The differences among the rows of a comparison, and the way from one to the next. */
import type { CompareRow } from '../../api/types';

export const differs = (row: CompareRow): boolean => row.kind !== 'equal' && row.kind !== 'skipped';

/** Which rows differ. */
export const places = (rows: CompareRow[]): number[] => rows.flatMap((row, index) => (differs(row) ? [index] : []));

/** The difference before or behind, round the end; the first, or the last, where none is chosen. */
export function turn(at: number | null, total: number, by: 1 | -1): number | null {
  if (total === 0) return null;
  if (at === null) return by > 0 ? 0 : total - 1;
  return (at + by + total) % total;
}
