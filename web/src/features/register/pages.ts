/** The rows of a register, a page at a time or all of them. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { rows } from '../../api/registers';

/** Rows of a register; while `whole`, the further pages come by themselves, one after the other. */
export function useRows(key: string, language: string, whole: boolean) {
  const found = useInfiniteQuery({
    queryKey: ['register-rows', key, language],
    queryFn: ({ signal, pageParam }) => rows(key, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = found;
  const more = whole && hasNextPage && !isFetchNextPageError;
  useEffect(() => {
    // what is on its way anew comes first: a further page would call that off
    if (more && !isFetching) void fetchNextPage();
  }, [more, isFetching, fetchNextPage]);
  /** All that is here, and whether more of it is on its way. */
  return { found, all: (found.data?.pages ?? []).flatMap((page) => page.items), coming: more };
}
