/**
 * Reads HTML of the clipboard into lines. Looks are dropped but for bold, italic and underlined;
 * pictures, links, scripts, comments and footnotes do not come along; tracked changes count as
 * accepted. Nothing of it reaches the page as HTML.
 */
import type { Json } from '../schema';
import { spanOf } from '../schema/attrs';
import { markerOf, newLine, trimmed, type Left, type Line, type Marker } from './line';

/**
 * The HTML with its styles under another name: a parser would apply them, which the
 * Content-Security-Policy reports, and they are read here for what they say about lists.
 */
export function inert(html: string): string {
  const bare = html
    .replaceAll(/<!--\[if[^>]*>[\s\S]*?<!\[endif\]-->/gi, '')
    .replaceAll(/<!\[(?:if[^\]]*|endif)\]>/gi, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(style|script|xml|head|svg|math|iframe|object|template|noscript)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replaceAll(/<\/?(?:link|meta|base|embed)\b[^>]*>/gi, '');
  return bare.replaceAll(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi, (tag) =>
    tag.replaceAll(/\s(style|src|srcset|background|on\w+)\s*=/gi, ' data-$1='));
}

const BLOCKS = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'BLOCKQUOTE', 'PRE', 'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'MAIN', 'ADDRESS', 'DL', 'DT', 'DD', 'UL', 'OL', 'HR', 'FIGURE', 'FIGCAPTION', 'CENTER']);
const DROPPED = new Set(['DEL', 'STYLE', 'SCRIPT', 'TITLE', 'IFRAME', 'OBJECT', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'MATH']);

type Marks = { bold: boolean; italic: boolean; underline: boolean };

const styleOf = (element: Element): string => element.getAttribute('data-style')?.toLowerCase() ?? '';
const says = (style: string, name: string): string | undefined => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`).exec(style)?.[1]?.trim();

export function readHtml(html: string): { lines: Line[]; left: Left } {
  const body = new DOMParser().parseFromString(inert(html), 'text/html').body;
  const reader = new Reader();
  reader.children(body, { bold: false, italic: false, underline: false });
  reader.close();
  return { lines: reader.lines, left: reader.left };
}

class Reader {
  readonly lines: Line[] = [];
  readonly left: Left = { notes: 0, pictures: 0 };
  private line: Line | null = null;
  private lists: { ordered: boolean }[] = [];
  private next: Partial<Line> = {};

  /** Ends the line that is being read. */
  close(): void {
    const { line } = this;
    this.line = null;
    if (!line) return;
    line.content = trimmed(joined(line.content));
    if (line.content.length > 0) this.lines.push(line);
  }

  private get open(): Line {
    this.line ??= newLine(this.next);
    this.next = {};
    return this.line;
  }

  children(node: Node, marks: Marks): void {
    for (const child of node.childNodes) this.node(child, marks);
  }

  private node(node: Node, marks: Marks): void {
    if (node.nodeType === Node.TEXT_NODE) this.text(node.textContent ?? '', marks);
    else if (node instanceof Element) this.element(node, marks);
  }

  private text(raw: string, marks: Marks): void {
    const text = raw.replaceAll(/[\t\n\r ]+/g, ' ').replaceAll('\u00ad', '').replaceAll(/\p{Cc}|\ufeff/gu, '');
    if (!text || (text === ' ' && !this.line)) return;
    const set = (Object.keys(marks) as (keyof Marks)[]).filter((name) => marks[name]).map((type) => ({ type }));
    this.open.content.push({ type: 'text', text, ...(set.length > 0 ? { marks: set } : {}) });
  }

  private element(element: Element, marks: Marks): void {
    const style = styleOf(element);
    const name = element.tagName;
    if (DROPPED.has(name) || /\bmsoDel\b/.test(element.className) || /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:footnote-list|endnote-list|comment-list|field-begin))/.test(style)) return;
    if (name === 'IMG' || name.startsWith('V:')) return void (this.left.pictures += 1);
    if (/mso-(?:footnote|endnote)-id/.test(style) || element.getAttribute('role') === 'doc-noteref' || (name === 'A' && /^#_?(?:ftn|edn)\d/.test(element.getAttribute('href') ?? ''))) return void (this.left.notes += 1);
    if (/mso-comment-(?:reference|id)/.test(style) || /MsoCommentReference/.test(element.className)) return;
    if (says(style, 'mso-list') === 'ignore') return void this.sign(element.textContent ?? '');
    if (name === 'BR') return this.br(style);
    if (name === 'TABLE') return this.table(element);
    const inner = this.marks(element, style, marks);
    if (!BLOCKS.has(name)) return this.children(element, inner);
    this.close();
    this.block(element, style, inner);
    this.close();
  }

  private br(style: string): void {
    if (/page-break-before\s*:\s*always|mso-break-type\s*:\s*page/.test(style)) {
      this.close();
      this.lines.push(newLine({ kind: 'page' }));
    } else if (this.line) this.line.content.push({ type: 'hardBreak' });
  }

  private block(element: Element, style: string, marks: Marks): void {
    const name = element.tagName;
    if (name === 'UL' || name === 'OL') {
      this.lists.push({ ordered: name === 'OL' });
      this.children(element, marks);
      this.lists.pop();
      return;
    }
    if (name === 'HR') return;
    this.next = { ...this.next, ...this.shape(element, style) };
    this.children(element, name.startsWith('H') && name.length === 2 ? { ...marks, bold: false } : marks);
    this.close();
    if (name !== 'LI') this.next = {};
  }

  /** What a block says of its line. */
  private shape(element: Element, style: string): Partial<Line> {
    const name = element.tagName;
    const word = /level(\d+)/.exec(says(style, 'mso-list') ?? '');
    const heading = /^H[1-6]$/.test(name) || /\b(?:MsoHeading\d|Kop\d|Heading\d)\b/i.test(element.className);
    const kind: Line['kind'] = /\bMsoTitle\b/.test(element.className) ? 'title' : heading ? 'heading' : name === 'BLOCKQUOTE' || /\bMso(?:Intense)?Quote\b/.test(element.className) ? 'quote' : 'line';
    if (word) return { kind, level: Number(word[1]), marker: { kind: 'number', text: '' } };
    const list = this.lists.at(-1);
    if (name === 'LI' && list) {
      const level = Number(element.getAttribute('aria-level')) || this.lists.length;
      return { kind: 'line', level, marker: ofList(list.ordered, says(style, 'list-style-type'), element.getAttribute('type')) };
    }
    const indent = Number.parseFloat(says(style, 'margin-left') ?? '0');
    return { ...(kind === 'line' ? {} : { kind }), continues: /\bMsoListParagraph/.test(element.className) || (indent >= 18 && /\bMso/.test(element.className)) };
  }

  /** The sign that Word wrote before a line of a list. */
  private sign(raw: string): void {
    const marker = markerOf(raw);
    if (marker) this.open.marker = marker;
  }

  private marks(element: Element, style: string, marks: Marks): Marks {
    const name = element.tagName;
    const weight = says(style, 'font-weight');
    const bold = weight ? weight === 'bold' || weight === 'bolder' || Number(weight) >= 600 : name === 'B' || name === 'STRONG' || name === 'TH' || marks.bold;
    const slant = says(style, 'font-style');
    const italic = slant ? slant === 'italic' || slant === 'oblique' : name === 'I' || name === 'EM' || marks.italic;
    const lines = says(style, 'text-decoration') ?? says(style, 'text-decoration-line');
    const tracked = name === 'INS' || /\bmsoIns\b/.test(element.className);
    const underline = lines ? lines.includes('underline') && name !== 'A' : (name === 'U' || marks.underline) && !tracked && name !== 'A';
    return { bold, italic, underline };
  }

  private table(table: Element): void {
    this.close();
    const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);
    const read = rows.map((row) => [...row.children].filter((cell) => /^T[DH]$/.test(cell.tagName)).map((cell) => {
      const inside = new Reader();
      inside.children(cell, { bold: false, italic: false, underline: false });
      inside.close();
      this.left.notes += inside.left.notes;
      this.left.pictures += inside.left.pictures;
      return { lines: flat(inside.lines), colspan: spanOf(cell, 'colspan'), rowspan: spanOf(cell, 'rowspan') };
    }));
    if (read.some((row) => row.length > 0)) this.lines.push(newLine({ kind: 'table', rows: read }));
  }
}

/** The lines of a cell: tables within it line by line. */
const flat = (lines: Line[]): Line[] => lines.flatMap((line) => (line.kind === 'table' ? line.rows.flat().flatMap((cell) => cell.lines) : [line]));

/** What a list of a page says of its items. */
function ofList(ordered: boolean, look: string | undefined, type: string | null): Marker {
  if (!ordered) return { kind: 'bullet', text: '' };
  if (/alpha|latin/.test(look ?? '') || /^[aA]$/.test(type ?? '')) return { kind: 'letter', text: '' };
  if (/roman/.test(look ?? '') || /^[iI]$/.test(type ?? '')) return { kind: 'roman', text: '' };
  return { kind: 'number', text: '' };
}

/** Pieces that are set alike as one, with one space where lines of the source met. */
function joined(content: Json[]): Json[] {
  const list: Json[] = [];
  for (const one of content) {
    const last = list.at(-1);
    if (one.type === 'text' && last?.type === 'text' && JSON.stringify(one.marks) === JSON.stringify(last.marks)) last.text = `${last.text}${one.text}`.replaceAll(/ {2,}/g, ' ');
    else if (one.type === 'text' && one.text?.startsWith(' ') && last?.text?.endsWith(' ')) list.push({ ...one, text: one.text.trimStart() || '' });
    else list.push({ ...one });
  }
  return list.filter((one) => one.type !== 'text' || one.text);
}
