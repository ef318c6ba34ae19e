/** What was pasted, line by line: the one form that Word, Google Docs and plain text are read into. */
import type { Json } from '../schema';

/** What stood before a line in its list. */
export interface Marker {
  kind: 'bullet' | 'number' | 'letter' | 'roman' | 'article';
  /** As it was written: `1.1`, `a.`; empty where only the list says that there is one. */
  text: string;
}

/** A cell of a table, and how many columns and rows it takes. */
export interface Cell {
  lines: Line[];
  colspan: number;
  rowspan: number;
}

export interface Line {
  kind: 'line' | 'title' | 'heading' | 'quote' | 'table' | 'page';
  content: Json[];
  marker: Marker | null;
  /** How deep in its list, from 1; 0 outside of lists. */
  level: number;
  /** It goes on in the item before it. */
  continues: boolean;
  rows: Cell[][];
}

export const newLine = (more: Partial<Line> = {}): Line => ({ kind: 'line', content: [], marker: null, level: 0, continues: false, rows: [], ...more });

/** What could not come along, to be told. */
export interface Left {
  notes: number;
  pictures: number;
}

export const textOf = (content: Json[]): string => content.map((one) => (one.type === 'hardBreak' ? '\n' : (one.text ?? ''))).join('');

export const isBold = (content: Json[]): boolean => content.every((one) => !one.text?.trim() || one.marks?.some((mark) => mark.type === 'bold'));

/** A line without its first characters. */
export function without(content: Json[], many: number): Json[] {
  let rest = many;
  const list: Json[] = [];
  for (const one of content) {
    const length = one.type === 'hardBreak' ? 1 : (one.text?.length ?? 1);
    const text = one.text?.slice(rest);
    if (rest <= 0) list.push(one);
    else if (one.text && text) list.push({ ...one, text });
    rest = Math.max(0, rest - length);
  }
  return trimmed(list);
}

/** A line without white space at its ends, and without letters that mean nothing in it. */
export function trimmed(content: Json[]): Json[] {
  const list = content.filter((one) => one.type !== 'text' || one.text).map((one) => ({ ...one }));
  const blank = (one: Json | undefined) => one && (one.type === 'hardBreak' || !one.text?.trim());
  while (list.length > 0 && blank(list[0])) list.shift();
  while (list.length > 0 && blank(list.at(-1))) list.pop();
  const [first, last] = [list[0], list.at(-1)];
  if (first?.text) first.text = first.text.trimStart();
  if (last?.text) last.text = last.text.trimEnd();
  return list;
}

const BULLETS = /^[·•◦▪■●○§o*\-–—\uf0b7\uf0a7\uf0d8\uf076]$/;

/** What a sign before a line says; null where it is none. */
export function markerOf(sign: string): Marker | null {
  const text = sign.replaceAll(/[\s\u00a0]+/g, ' ').trim();
  if (!text) return null;
  if (BULLETS.test(text)) return { kind: 'bullet', text };
  if (/^(artikel|article|art\.)\s*\d+/i.test(text)) return { kind: 'article', text };
  if (/^\(?\d+(\.\d+)*[.)]?$/.test(text)) return { kind: 'number', text };
  if (/^\(?[ivxl]+[.)]$/.test(text)) return { kind: 'roman', text };
  if (/^\(?[a-zA-Z]{1,2}[.)]$/.test(text)) return { kind: 'letter', text };
  return null;
}

/** A sign that was typed before the words of a line, rather than set by a list. */
export function typedMarker(line: Line): Line {
  if (line.marker || line.kind === 'table' || line.kind === 'page') return line;
  const found = /^(\d+(?:\.\d+)+\.?|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|[•·▪◦–-])[\s\u00a0]+(?=\S)/.exec(textOf(line.content));
  const marker = found && markerOf(found[1] ?? '');
  return marker && found ? { ...line, marker, content: without(line.content, found[0].length), level: 0 } : line;
}
