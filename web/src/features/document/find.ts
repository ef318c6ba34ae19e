/** Finding words in a page's text, as a reader means them: capitals, accents, line ends and hyphens at them do not matter. */
import type { Range } from '../../api/types';
import { bare } from '../../i18n/bare';

interface Folded {
  letters: string[];
  /** The code point each letter comes from. */
  at: number[];
}

const SOFT_HYPHEN = '\u00ad';
const isSpace = (point: string | undefined): boolean => point !== undefined && /\s/u.test(point);

function fold(text: string): Folded {
  const points = [...text];
  const folded: Folded = { letters: [], at: [] };
  const push = (letter: string, at: number) => {
    folded.letters.push(letter);
    folded.at.push(at);
  };
  for (let at = 0; at < points.length; at++) {
    const point = points[at] ?? '';
    if (point === SOFT_HYPHEN) continue;
    if (point === '-' && points[at + 1] === '\n') at++;
    else if (isSpace(point)) {
      if (folded.letters.at(-1) !== ' ') push(' ', at);
    } else for (const letter of bare(point)) push(letter, at);
  }
  return folded;
}

/** Where `words` stand in `text`, in code points, one after another. */
export function findAll(text: string, words: string): Range[] {
  const wanted = fold(words.trim()).letters;
  if (wanted.length === 0) return [];
  const { letters, at } = fold(text);
  const found: Range[] = [];
  for (let from = 0; from + wanted.length <= letters.length; from++) {
    if (!wanted.every((letter, index) => letters[from + index] === letter)) continue;
    const last = from + wanted.length - 1;
    found.push({ start: at[from] ?? 0, end: (at[last] ?? 0) + 1 });
    from = last;
  }
  return found;
}
