/**
 * What is printed before a block, and the words of a reference to it. Nothing of it is stored: it
 * follows from the structure, in the same way as on the server (`docx::text::number`); both are
 * held to `numbers.golden.json`.
 */
import type { Node } from '@tiptap/pm/model';
import { shownVariable } from './schema/inline';

export interface Numbers {
  /** `7`, `7.2`, `a.`, `(1)`, by the id of the block. */
  shown: Map<string, string>;
  /** What a reference says in the middle of a sentence: `artikel 7.2 onder a`, by its target. */
  words: Map<string, string>;
}

/** What a reference shows whose target is gone. */
export const GONE = '[verwijzing vervallen]';

type Entry = [id: string, shown: string, words: string | null];

/** The entries of an article under the number it had; it is counted anew only if one of them changed. */
const kept = new WeakMap<Node, { number: number; entries: Entry[] }>();

export function numbersOf(doc: Node): Numbers {
  const count = { articles: 0, parties: 0, recitals: 0, points: 0 };
  const out: Numbers = { shown: new Map(), words: new Map() };
  const put = ([id, shown, words]: Entry) => {
    out.shown.set(id, shown);
    if (words !== null) out.words.set(id, words);
  };
  doc.forEach((block) => {
    switch (block.type.name) {
      case 'article':
        ofArticle(block, ++count.articles).forEach(put);
        break;
      case 'members':
        members(block, '', { at: count.points }, put);
        count.points += block.childCount;
        break;
      case 'parties':
        block.forEach((party) => put([idOf(party), `(${++count.parties})`, null]));
        break;
      case 'recitals':
        block.forEach((recital) => put([idOf(recital), `(${letters(++count.recitals).toUpperCase()})`, null]));
        break;
      default:
    }
  });
  return out;
}

const idOf = (node: Node): string => String(node.attrs.id);

function ofArticle(article: Node, number: number): Entry[] {
  const known = kept.get(article);
  if (known?.number === number) return known.entries;
  const entries: Entry[] = [[idOf(article), String(number), `artikel ${number}`]];
  const count = { at: 0 };
  article.forEach((block) => {
    if (block.type.name === 'members') members(block, String(number), count, (entry) => entries.push(entry));
  });
  kept.set(article, { number, entries });
  return entries;
}

/** The members of the first level: of an article, or by themselves. */
function members(list: Node, article: string, count: { at: number }, put: (entry: Entry) => void): void {
  list.forEach((member) => {
    const n = ++count.at;
    const words = article ? `artikel ${article}.${n}` : `punt ${n}`;
    put([idOf(member), article ? `${article}.${n}` : `${n}.`, words]);
    below(member, 1, words, put);
  });
}

function below(member: Node, level: number, above: string, put: (entry: Entry) => void): void {
  let n = 0;
  member.forEach((block) => {
    if (block.type.name !== 'members') return;
    block.forEach((inner) => {
      n += 1;
      const sign = level === 1 ? letters(n) : roman(n);
      const words = level === 1 ? `${above} onder ${sign}` : `${above}, ${sign}`;
      put([idOf(inner), `${sign}.`, words]);
      below(inner, level + 1, words, put);
    });
  });
}

/** As Word counts with letters: a … z, aa, bb, …, zz, aaa. */
export function letters(n: number): string {
  const letter = String.fromCharCode(97 + ((n - 1) % 26));
  return letter.repeat(Math.floor((n - 1) / 26) + 1);
}

const ROMAN = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']] as const;

export function roman(n: number): string {
  let rest = n;
  return ROMAN.map(([value, sign]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return sign.repeat(times);
  }).join('');
}

const ABBREVIATED = new Set(['art', 'bijv', 'blz', 'bv', 'ca', 'evt', 'excl', 'incl', 'jo', 'mr', 'nl', 'nr', 'p', 'resp', 'vgl', 'zgn']);

/** Whether a sentence begins behind these words of a line. */
export function beginsSentence(before: string): boolean {
  const trimmed = before.trimEnd();
  if (trimmed === '' || before.endsWith('\n')) return true;
  if (trimmed.length === before.length) return false;
  if (!trimmed.endsWith('.')) return /[!?]$/.test(trimmed);
  const word = trimmed.slice(0, -1).split(/[\s(]/).at(-1) ?? '';
  return !word.includes('.') && !ABBREVIATED.has(word.toLowerCase());
}

/** What a reference shows behind these words of its line. */
export function shownReference(numbers: Numbers, target: string, before: string): string {
  const words = numbers.words.get(target);
  if (words === undefined) return GONE;
  return beginsSentence(before) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** The words of a line as printed, up to a child of it. */
export function lineText(line: Node, numbers: Numbers, until = line.childCount): string {
  let out = '';
  for (let index = 0; index < until; index++) {
    const node = line.child(index);
    const { name } = node.type;
    if (node.isText) out += node.text ?? '';
    else if (name === 'hardBreak') out += '\n';
    else if (name === 'variable') out += shownVariable(node.attrs);
    else if (name === 'reference') out += shownReference(numbers, String(node.attrs.target), out);
    else out += String(node.attrs.text ?? '');
  }
  return out;
}
