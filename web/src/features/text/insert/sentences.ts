/** The sentences of a page, with their places in code points, and the stretch that some of them make. */

export interface Sentence {
  index: number;
  /** The key under which lists know it. */
  id: string;
  text: string;
  start: number;
  end: number;
}

const points = (text: string): number => [...text].length;

/** The ends of lines that are no more than the edge of the page; others end a sentence. */
const flowing = (text: string): string =>
  text.replaceAll(/(?<![.:;\n])\n(?!\n|\s*(?:artikel\b|article\b|§|\d+(?:\.\d+)*[.)]?\s|[(]?[a-z][.)]\s|[-–•]))/giu, ' ');

export function sentencesOf(text: string): Sentence[] {
  const list: Sentence[] = [];
  const cut = new Intl.Segmenter('nl', { granularity: 'sentence' });
  let at = 0;
  for (const { segment } of cut.segment(flowing(text))) {
    const from = at + points(segment) - points(segment.trimStart());
    at += points(segment);
    const words = segment.trim();
    if (words) list.push({ index: list.length, id: String(list.length), text: words.replaceAll(/\s+/g, ' '), start: from, end: from + points(words) });
  }
  return list;
}

/** From the first to the last that is chosen: a quote is one stretch. */
export function chosenRange(text: string, list: Sentence[], chosen: ReadonlySet<number>): { start: number; end: number; quote: string } | null {
  const some = list.filter((one) => chosen.has(one.index));
  const [first, last] = [some[0], some.at(-1)];
  if (!first || !last) return null;
  return { start: first.start, end: last.end, quote: [...text].slice(first.start, last.end).join('') };
}
