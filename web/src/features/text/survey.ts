/** What stands in a text, for the panel beside it: its outline, its citations, what is still open. */
import type { Node } from '@tiptap/pm/model';
import type { CitationAttrs } from '../../api/text';
import { lineText, type Numbers } from './numbers';
import { shownVariable } from './schema/inline';

export interface Heading {
  id: string;
  number: string;
  text: string;
  kind: 'title' | 'heading' | 'article' | 'parties' | 'recitals';
}

export interface Target {
  id: string;
  /** `artikel 7.2 onder a` */
  words: string;
  /** How it begins, to be recognised. */
  text: string;
  level: number;
}

export interface Cited {
  attrs: CitationAttrs;
  /** The block it stands in. */
  block: string;
}

export interface Survey {
  outline: Heading[];
  citations: Cited[];
  /** The names of open variables, once each. */
  open: { name: string; label: string; many: number }[];
}

export const EMPTY: Survey = { outline: [], citations: [], open: [] };

interface Part {
  citations: Cited[];
  open: { name: string; label: string }[];
}

const kept = new WeakMap<Node, Part>();

/** What a block of the document holds; known as long as it does not change. */
function partOf(block: Node): Part {
  const known = kept.get(block);
  if (known) return known;
  const part: Part = { citations: [], open: [] };
  let line = String(block.attrs.id ?? '');
  const look = (node: Node) => {
    if (node.isTextblock) line = String(node.attrs.id ?? '');
    if (node.type.name === 'citation') part.citations.push({ attrs: node.attrs as CitationAttrs, block: line });
    if (node.type.name === 'variable' && node.attrs.value === null) part.open.push({ name: String(node.attrs.name), label: String(node.attrs.label) });
  };
  look(block);
  block.descendants((node) => look(node));
  kept.set(block, part);
  return part;
}

export function survey(doc: Node, numbers: Numbers): Survey {
  const outline: Heading[] = [];
  const citations: Cited[] = [];
  const open = new Map<string, { name: string; label: string; many: number }>();
  doc.forEach((block) => {
    const { name } = block.type;
    const id = String(block.attrs.id);
    if (name === 'title' || name === 'heading') outline.push({ id, number: '', text: lineText(block, numbers), kind: name });
    else if (name === 'article') outline.push({ id, number: numbers.shown.get(id) ?? '', text: block.firstChild ? lineText(block.firstChild, numbers) : '', kind: 'article' });
    else if (name === 'parties' || name === 'recitals') outline.push({ id, number: '', text: '', kind: name });
    const part = partOf(block);
    citations.push(...part.citations);
    for (const one of part.open) open.set(one.name, { ...one, many: (open.get(one.name)?.many ?? 0) + 1 });
  });
  return { outline, citations, open: [...open.values()] };
}

const SHORT = 90;

/** Everything a reference can lead to, in the order of the text. */
export function targets(doc: Node, numbers: Numbers): Target[] {
  const list: Target[] = [];
  doc.descendants((node) => {
    const { name } = node.type;
    if (node.isTextblock) return false;
    if (name !== 'article' && name !== 'member') return true;
    const id = String(node.attrs.id);
    const words = numbers.words.get(id);
    const line = node.firstChild;
    if (words && line) list.push({ id, words, text: lineText(line, numbers).slice(0, SHORT), level: (words.match(/[., ]\S/g)?.length ?? 1) });
    return true;
  });
  return list;
}

/** The words of a block, open places by their labels. */
const begin = (block: Node): string => block.textBetween(0, block.content.size, ' ', (leaf) => (leaf.type.name === 'variable' ? shownVariable(leaf.attrs) : ''));

/** Where each block stands, in words: the article or member around it, else how it begins. */
export function placesOf(doc: Node, numbers: Numbers): Map<string, string> {
  const places = new Map<string, string>();
  const walk = (node: Node, around: string) => {
    node.forEach((child) => {
      const id = child.attrs.id as string | undefined;
      const own = (id && numbers.words.get(id)) || around;
      if (id && !child.isInline) places.set(id, own || begin(child).slice(0, SHORT / 2));
      if (!child.isTextblock) walk(child, own);
    });
  };
  walk(doc, '');
  return places;
}
