/**
 * Makes blocks of the lines that were pasted: what is numbered as an article becomes one, what is
 * numbered under it a member of it, and the numbers themselves go, for ours follow from the structure.
 */
import { LEVELS, type Json } from '../schema';
import { isBold, textOf, trimmed, typedMarker, without, type Cell, type Line, type Marker } from './line';

/** Ids are given by the editor when the blocks come in. */
const node = (type: string, content: Json[] = [], attrs: Record<string, unknown> = {}): Json => ({ type, attrs: { id: '', ...attrs }, ...(content.length > 0 ? { content } : {}) });

interface Open {
  /** The list as it grows. */
  list: Json;
  bullet: boolean;
  key: string;
  level: number;
  sign: string;
}

const CLOSES = /^(?:aldus|getekend|opgemaakt te|overeengekomen en|thus agreed|signed|executed)\b/i;
const LONGEST_TITLE = 120;
/** More than the levels of a list that is numbered. */
const DASHES = 100;

export function build(lines: Line[]): Json[] {
  const builder = new Builder();
  const typed = lines.map(typedMarker);
  typed.forEach((line, index) => builder.take(line, typed[index + 1]));
  return builder.blocks;
}

class Builder {
  readonly blocks: Json[] = [];
  private article: Json | null = null;
  private articleLevel = 0;
  private open: Open[] = [];
  /** The number of an article stood on a line of its own: its title follows. */
  private untitled = false;

  take(line: Line, next: Line | undefined): void {
    if (line.kind === 'page') return this.top(node('pageBreak'));
    if (line.kind === 'table') return this.put(table(line.rows));
    if (line.kind === 'title') return this.top(node('title', line.content));
    if (this.untitled) {
      this.untitled = false;
      if (!line.marker && this.article && textOf(line.content).length <= LONGEST_TITLE && (line.kind === 'heading' || isBold(line.content))) {
        return void (this.article.content = [node('articleTitle', plain(line.content))]);
      }
    }
    const title = articleTitle(line, next);
    if (title) return this.begin(title, line.level);
    if (line.marker) return this.item(line, line.marker);
    this.words(line);
  }

  /** A block of the document itself. */
  private top(block: Json): void {
    this.open = [];
    this.article = null;
    this.blocks.push(block);
  }

  /** A block of the article, or of the document where there is none. */
  private put(block: Json): void {
    this.open = [];
    if (this.article) this.article.content?.push(block);
    else this.blocks.push(block);
  }

  private begin(title: Json[], level: number): void {
    const article = node('article', [node('articleTitle', title)], { clause: null });
    this.top(article);
    this.article = article;
    this.articleLevel = level;
    this.untitled = title.length === 0;
  }

  private words(line: Line): void {
    const text = textOf(line.content);
    const inside = this.open.at(-1);
    const item = inside?.list.content?.at(-1);
    if (line.continues && item) return void item.content?.push(node('paragraph', line.content));
    if (line.kind === 'heading') return this.top(node('heading', plain(line.content)));
    if (CLOSES.test(text)) this.article = null;
    const term = definition(line.content, text);
    if (term) {
      const last = (this.article?.content ?? this.blocks).at(-1);
      if (last?.type === 'definitions') last.content?.push(term);
      else this.put(node('definitions', [term]));
      return;
    }
    this.put(node(line.kind === 'quote' ? 'quote' : 'paragraph', line.content));
  }

  /** The style of a sign: an `i.` behind an `h.` is a letter, else it counts in Roman numbers. */
  private kindOf(marker: Marker): Marker['kind'] {
    const last = this.open.at(-1);
    const letter = (sign: string | undefined) => sign?.replaceAll(/[^a-z]/g, '') ?? '';
    if (marker.kind !== 'roman' || !last?.key.startsWith('letter')) return marker.kind;
    return letter(marker.text).length === 1 && letter(last.sign).charCodeAt(0) + 1 === letter(marker.text).charCodeAt(0) ? 'letter' : 'roman';
  }

  private item(line: Line, marker: Marker): void {
    const kind = this.kindOf(marker);
    const depth = kind === 'number' ? (marker.text.match(/\d+/g)?.length ?? 1) : 0;
    // a list of the same numbers as its article begins below it; dashes stand below what is numbered
    const level = kind === 'bullet' ? DASHES + line.level : Math.max(0, line.level - (this.article ? this.articleLevel : 0));
    const key = `${kind}:${kind === 'number' ? depth : ''}:${level}`;
    const known = this.open.findIndex((one) => one.key === key);
    if (known >= 0) this.open.length = known + 1;
    else {
      const top = this.open.at(-1);
      const below = top && (level > top.level || ((kind === 'letter' || kind === 'roman') && level >= top.level && top.key.startsWith(kind === 'roman' ? 'letter' : 'number')) || (kind === 'number' && top.key.startsWith('number') && depth > Number(top.key.split(':')[1])));
      if (!below) while ((this.open.at(-1)?.level ?? -1) >= level && this.open.length > 0) this.open.pop();
      this.nest({ key, level, sign: marker.text, bullet: kind === 'bullet' });
    }
    const now = this.open.at(-1);
    if (!now) return;
    now.sign = marker.text;
    now.list.content = [...(now.list.content ?? []), node(now.bullet ? 'bullet' : 'member', [node('paragraph', line.content)])];
  }

  /** Begins a list within the last item, or by itself where that cannot hold it. */
  private nest(open: Omit<Open, 'list'>): void {
    const members = this.open.filter((one) => !one.bullet).length;
    const within = this.open.at(-1);
    const holds = within && (open.bullet ? this.open.length <= LEVELS : !within.bullet && members < LEVELS);
    if (within && !holds) return void (this.open[this.open.length - 1] = { ...within, ...(within.bullet === open.bullet ? { key: open.key, level: open.level } : {}) });
    const list = node(open.bullet ? 'bullets' : 'members', []);
    if (within) within.list.content?.at(-1)?.content?.push(list);
    else this.put(list);
    this.open.push({ ...open, list });
  }
}

/** Words without being bold: a title is set by the style. */
const plain = (content: Json[]): Json[] =>
  content.map((one) => {
    const marks = one.marks?.filter((mark) => mark.type !== 'bold') ?? [];
    const { marks: _, ...rest } = one;
    return marks.length > 0 ? { ...rest, marks } : rest;
  });

/** The title, if a line begins an article; null if it does not. */
function articleTitle(line: Line, next: Line | undefined): Json[] | null {
  const text = textOf(line.content);
  const named = /^(?:artikel|article)\s+\d+[a-z]?\b[\s\u00a0.:–—-]*/i.exec(text);
  if (line.marker?.kind === 'article') return plain(line.content);
  const short = text.length <= LONGEST_TITLE;
  if (named && short && (line.kind === 'heading' || isBold(line.content) || text.length === named[0].length || !/[.;:]$/.test(text))) return plain(without(line.content, named[0].length));
  const first = line.marker?.kind === 'number' && (line.marker.text === '' ? line.level <= 1 : /^\d+\.?$/.test(line.marker.text));
  if (!first || !short) return null;
  if (line.kind === 'heading') return plain(line.content);
  // a bold line under one number, with members numbered under it
  const under = next?.marker?.kind === 'number' && (next.level > line.level || /^\d+\.\d/.test(next.marker.text));
  return under && isBold(line.content) ? plain(line.content) : null;
}

/** “Term”: what it means. */
function definition(content: Json[], text: string): Json | null {
  const found = /^[“„"'‘]([^”"'’]{2,80})[”"'’]\s*:\s*(?=\S)/.exec(text);
  if (!found) return null;
  return node('definition', without(content, found[0].length), { term: found[1]?.trim() ?? '' });
}

/** A table of which each cell takes as many columns and rows as it did, with empty ones where a row is short. */
function table(rows: Cell[][]): Json {
  // the row in which a column is free again of the cell above it
  const free: number[] = [];
  const laid = rows.map((row, at) => {
    let column = 0;
    const cells = row.map(({ lines, colspan, rowspan }) => {
      while ((free[column] ?? 0) > at) column += 1;
      const from = column;
      const until = Math.min(at + rowspan, rows.length);
      do free[column++] = until;
      while (column < from + colspan && (free[column] ?? 0) <= at);
      return { lines, from, to: column, rowspan: until - at };
    });
    return { cells, taken: free.map((until) => until > at) };
  });
  // a column in which no cell begins is none
  const columns = [...new Set(laid.flatMap(({ cells }) => cells.map(({ from }) => from)))];
  const cell = (lines: Line[], colspan = 1, rowspan = 1): Json => ({
    type: 'tableCell', attrs: { colspan, rowspan },
    content: lines.length > 0 ? lines.map((line) => node('paragraph', signed(line))) : [node('paragraph')],
  });
  const shown = laid.filter(({ cells, taken }) => cells.length > 0 || taken.includes(true)).map(({ cells, taken }) => ({
    type: 'tableRow',
    content: [
      ...cells.map(({ lines, from, to, rowspan }) => cell(lines, columns.filter((one) => one >= from && one < to).length, rowspan)),
      ...columns.filter((one) => !taken[one]).map(() => cell([])),
    ],
  }));
  const [first, second] = rows.filter((row) => row.length > 0);
  const header = second !== undefined && first !== undefined && first.every(({ lines }) => lines.length > 0 && lines.every((line) => isBold(line.content)));
  return node('table', shown, { header });
}

/** In a cell there are no lists: a sign stays as words. */
const signed = (line: Line): Json[] => {
  const sign = line.marker?.kind === 'bullet' ? '–' : line.marker?.text;
  return sign ? [{ type: 'text', text: `${sign} ` }, ...line.content] : line.content;
};

/** Plain text, line by line. */
export function readText(text: string): Line[] {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n').map((words) => ({
    kind: 'line' as const, content: trimmed([{ type: 'text', text: words.replaceAll('\t', ' ').replaceAll(/\p{Cc}|\ufeff|\u00ad/gu, '') }]), marker: null, level: 0, continues: false, rows: [],
  })).filter((line) => line.content.length > 0);
}

