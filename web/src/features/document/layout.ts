/**
 * A page's text as paragraphs and headings, with the marked ranges in their place. Ranges count
 * Unicode code points, as the server does, not the UTF-16 units of JavaScript.
 */
import type { Range } from '../../api/types';

export interface Piece {
  text: string;
  marked: boolean;
  /** The first piece of a mark, which carries its number. */
  first: boolean;
}

export interface Block {
  kind: 'paragraph' | 'heading';
  pieces: Piece[];
}

const within = (ranges: Range[], at: number): boolean => ranges.some((range) => at >= range.start && at < range.end);

export function layout(text: string, headings: Range[], marks: Range[]): Block[] {
  const points = [...text];
  const blocks: Block[] = [];
  let from = 0;
  while (from < points.length) {
    const kind = within(headings, from) ? 'heading' : 'paragraph';
    let to = from;
    while (to < points.length && !isBreak(points, to) && within(headings, to) === (kind === 'heading')) to++;
    if (points.slice(from, to).some((point) => point.trim())) blocks.push({ kind, pieces: pieces(points, from, to, marks) });
    from = to;
    while (from < points.length && (points[from] === '\n' || (to === from && isBreak(points, from)))) from++;
  }
  return blocks;
}

/** A blank line: the end of a paragraph. */
function isBreak(points: string[], at: number): boolean {
  return points[at] === '\n' && points[at + 1] === '\n';
}

function pieces(points: string[], from: number, to: number, marks: Range[]): Piece[] {
  const list: Piece[] = [];
  for (let at = from; at < to; at++) {
    const marked = within(marks, at);
    const last = list.at(-1);
    if (last && last.marked === marked) last.text += points[at];
    else list.push({ text: points[at] ?? '', marked, first: marked && marks.some((range) => range.start === at) });
  }
  return list;
}
