/** The text of all pages of a document, asked for when somebody looks for something in it. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pages, PAGES_AT_ONCE } from '../../api/queries';
import type { Id, PageText } from '../../api/types';

export function useAllPages(document: Id, version: Id, total: number): { texts: PageText[]; loading: boolean } {
  const blocks = Array.from({ length: Math.ceil(total / PAGES_AT_ONCE) }, (_, block) => pages(document, version, block));
  return useQueries({
    queries: blocks,
    combine: (results) => ({
      texts: results.flatMap((result) => result.data?.items ?? []),
      loading: results.some((result) => result.isPending),
    }),
  });
}

export interface Heading {
  page: number;
  text: string;
  start: number;
  end: number;
}

/** The headings of the pages, in order. */
export function useHeadings(texts: PageText[]): Heading[] {
  return useMemo(
    () => texts.flatMap(({ number, text, headings }) => {
      const points = headings.length > 0 ? [...text] : [];
      return headings.map(({ start, end }) => ({ page: number, start, end, text: points.slice(start, end).join('').replace(/\s+/g, ' ').trim() }));
    }).filter((heading) => heading.text),
    [texts],
  );
}
