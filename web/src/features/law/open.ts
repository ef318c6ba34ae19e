/** What of the law is opened: a provision on a day, or a decision at a consideration. */
import type { Article, Referred, Subject } from '../../api/law';

export type Opened = { article: Article } | { ecli: string; consideration?: string | undefined };

/** What a subject opens; a law as a whole opens nothing. */
export function opens(subject: Subject | null | undefined): Opened | null {
  if (subject?.type === 'provision') {
    const { law, number, on } = subject.value;
    return number ? { article: { law: law.number, number, on } } : null;
  }
  if (subject?.type === 'decision') return { ecli: subject.value.ecli, consideration: subject.value.consideration ?? undefined };
  return null;
}

export interface Group {
  key: string;
  first: Referred;
  places: Referred[];
}

/** The same reference with the same reason once, with all its places; worst first, else as they stand. */
export function grouped(items: Referred[], order: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of items) {
    const key = `${one.reason.code} ${one.key} ${one.subject?.type === 'decision' ? (one.subject.value.consideration ?? '') : ''}`;
    const known = groups.get(key);
    if (known) known.places.push(one);
    else groups.set(key, { key, first: one, places: [one] });
  }
  const rank = (group: Group) => order.indexOf(group.first.reason.verdict);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}
