/** The differences among the rows of a comparison, and the way from one to the next. */
import type { CompareRow, CompareSide, Marks } from '../../api/types';

export const differs = (row: CompareRow): boolean => row.kind !== 'equal' && row.kind !== 'skipped';

/** Which rows differ. */
export const places = (rows: CompareRow[]): number[] => rows.flatMap((row, index) => (differs(row) ? [index] : []));

/** The difference before or behind, round the end; the first, or the last, where none is chosen. */
export function turn(at: number | null, total: number, by: 1 | -1): number | null {
  if (total === 0) return null;
  if (at === null) return by > 0 ? 0 : total - 1;
  return (at + by + total) % total;
}

/** Characters of the right side of a row that are marked; none where its paragraph is folded away. */
export interface Cited {
  row: number;
  from: number;
  to: number;
}

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

const textOf = (side: CompareSide | null): string => side?.pieces.map((piece) => piece.text).join('') ?? '';

/**
 * Where words of the right version stand among the rows. Rows count paragraphs with all changes
 * accepted, so the words are compared: where they are others, nothing is marked.
 */
export function cited(rows: CompareRow[], marks: Marks): Cited | undefined {
  const place = marks.pages[0]?.places[0];
  if (!place) return undefined;
  const here = (side: CompareSide | null, is: (paragraph: number) => boolean) => side !== null && side.part === place.part && is(side.paragraph);
  const row = rows.findIndex((one) => here(one.new, (paragraph) => paragraph === place.paragraph));
  if (row >= 0) {
    const words = fold([...textOf(rows[row]?.new ?? null)].slice(place.start, place.end).join(''));
    return words && fold(marks.quote).includes(words) ? { row, from: place.start, to: place.end } : undefined;
  }
  const behind = rows.findIndex((one) => here(one.new, (paragraph) => paragraph > place.paragraph));
  const folded = (behind < 0 ? rows.length : behind) - 1;
  return rows[folded]?.kind === 'skipped' ? { row: folded, from: 0, to: 0 } : undefined;
}

/** The pieces of a side, cut where the mark begins and ends. */
export function withMark(side: CompareSide, mark: Cited | undefined): { text: string; changed: boolean; marked: boolean }[] {
  let at = 0;
  return side.pieces.flatMap((piece) => {
    const points = [...piece.text];
    const first = at;
    at += points.length;
    const cut = (from: number, to: number, marked: boolean) => ({ text: points.slice(Math.max(0, from - first), Math.max(0, to - first)).join(''), changed: piece.changed, marked });
    if (!mark || mark.from === mark.to) return [{ ...piece, marked: false }];
    return [cut(first, Math.min(mark.from, at), false), cut(mark.from, mark.to, true), cut(Math.max(mark.to, first), at, false)].filter((one) => one.text);
  });
}
