/** What is asked of the server, under which key it is kept, and how often it is asked again. */
import { infiniteQueryOptions, QueryClient, queryOptions, type QueryKey } from '@tanstack/react-query';
import { ApiError, call, query, setToken } from './client';
import type {
  Answer, Comparison, Doc, DocVersion, Dossier, DossierRow, Hits, Id, Job, Marks, Page, PageTexts, PendingUpload, Person, Range, ReadPassage, Redline,
  Session, Wall, WordView,
} from './types';

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, error) => times < 2 && !(error instanceof ApiError && error.status < 500),
    },
  },
});

/**
 * Asks anew for all that is kept under a key. What is still on its way was asked before the change and
 * may not know of it; it is let go (an invalidation alone would take the first answer for the new one).
 */
export async function renew(queryKey: QueryKey = []): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const read = await call<Session>('/session');
    setToken(read.csrf);
    return read;
  },
  staleTime: Infinity,
});

export const people = queryOptions({
  queryKey: ['people'],
  queryFn: () => call<{ items: Person[] }>('/people').then((list) => list.items),
  staleTime: 300_000,
});

export interface DossierFilter {
  q?: string | undefined;
  state?: string | undefined;
  field_of_law?: string | undefined;
  responsible?: string | undefined;
}

export const dossiers = (filter: DossierFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['dossiers', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call<Page<DossierRow>>(`/dossiers${query({ ...filter, limit, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

export const dossier = (id: Id) =>
  queryOptions({ queryKey: ['dossier', id], queryFn: ({ signal }) => call<Dossier>(`/dossiers/${id}`, { signal }) });

export const isMoving = (doc: Doc): boolean => doc.progress !== 'searchable' && doc.progress !== 'failed';

/** All documents of a dossier, read in pages; asked again while work on one of them goes on. */
export const documents = (dossierId: Id) =>
  infiniteQueryOptions({
    queryKey: ['documents', dossierId],
    queryFn: ({ pageParam, signal }) =>
      call<Page<Doc>>(`/dossiers/${dossierId}/documents${query({ limit: 200, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: (state) => {
      const pages = state.state.data?.pages ?? [];
      if (!pages.some((page) => page.items.some(isMoving))) return 30_000;
      return pages.length > 2 ? 8_000 : 1_500;
    },
  });

export const document = (id: Id) =>
  queryOptions({ queryKey: ['document', id], queryFn: ({ signal }) => call<Doc>(`/documents/${id}`, { signal }) });

export const versions = (id: Id) =>
  queryOptions({
    queryKey: ['versions', id],
    queryFn: ({ signal }) => call<{ items: DocVersion[] }>(`/documents/${id}/versions`, { signal }).then((list) => list.items),
  });

/** How many paragraphs of a Word file are asked for at once. */
const PARAGRAPHS = 2_000;

/** A Word file, read piece by piece until it is whole. */
export const word = (id: Id, version: Id) =>
  queryOptions({
    queryKey: ['word', id, version],
    queryFn: async ({ signal }) => {
      const piece = (from: number) => call<WordView>(`/documents/${id}/word${query({ version, from, limit: PARAGRAPHS })}`, { signal });
      const whole = await piece(0);
      while (whole.paragraphs.length < whole.total) {
        const next = await piece(whole.paragraphs.length);
        if (next.paragraphs.length === 0) break;
        whole.paragraphs.push(...next.paragraphs);
      }
      return whole;
    },
    staleTime: Infinity,
    retry: false,
  });

/** A version of a document. */
export interface VersionOf {
  document: Id;
  version: Id;
}

/** Compares two versions; saved, it becomes a document with tracked changes. */
export const compare = (old: VersionOf, now: VersionOf, save: boolean, signal?: AbortSignal): Promise<Comparison> =>
  call(`/documents/${old.document}/comparison`, { method: 'POST', body: { version: old.version, with: now, save }, creation: save, signal });

export const comparison = (old: VersionOf, now: VersionOf) =>
  queryOptions({
    queryKey: ['comparison', old, now],
    queryFn: ({ signal }) => compare(old, now, false, signal),
    staleTime: Infinity,
    retry: false,
  });

export const redlines = (document: Id) =>
  queryOptions({
    queryKey: ['redlines', document],
    queryFn: ({ signal }) => call<{ items: Redline[] }>(`/documents/${document}/redlines`, { signal }).then((list) => list.items),
  });

/** A review; asked for again while its proposals are being made. */
export const redline = (id: Id) =>
  queryOptions({
    queryKey: ['redline', id],
    queryFn: ({ signal }) => call<Redline>(`/redlines/${id}`, { signal }),
    refetchInterval: (state) => (state.state.data?.state === 'running' ? 700 : false),
  });

export const pending = (dossierId: Id) =>
  queryOptions({
    queryKey: ['uploads', dossierId],
    queryFn: () => call<{ items: PendingUpload[] }>(`/dossiers/${dossierId}/uploads`).then((list) => list.items),
  });

/** How many pages of text are asked for at once. */
export const PAGES_AT_ONCE = 20;

export const pages = (doc: Id, version: Id, block: number) =>
  queryOptions({
    queryKey: ['pages', doc, version, block],
    queryFn: ({ signal }) => {
      const from = block * PAGES_AT_ONCE + 1;
      const range = query({ from, to: from + PAGES_AT_ONCE - 1 });
      return call<PageTexts>(`/documents/${doc}/versions/${version}/pages${range}`, { signal });
    },
    staleTime: Infinity,
  });

export const contentUrl = (doc: Id, version: Id, inline: boolean): string =>
  `/api/v1/documents/${doc}/versions/${version}/content${inline ? '?inline=1' : ''}`;

export const hits = (q: string, dossierId?: Id) =>
  infiniteQueryOptions({
    queryKey: ['search', q, dossierId ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call<Hits>(`/search${query({ q, dossier: dossierId, limit: 20, cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: q.trim().length > 1,
  });

export const answers = (dossierId: Id) =>
  queryOptions({
    queryKey: ['answers', dossierId],
    queryFn: () => call<Page<Answer>>(`/dossiers/${dossierId}/answers${query({ limit: 50 })}`).then((page) => page.items),
  });

export const answer = (id: Id) =>
  queryOptions({ queryKey: ['answer', id], queryFn: ({ signal }) => call<Answer>(`/answers/${id}`, { signal }) });

export const passages = (id: Id) =>
  queryOptions({
    queryKey: ['passages', id],
    queryFn: () => call<{ items: ReadPassage[] }>(`/answers/${id}/passages`).then((list) => list.items),
  });

export const marks = (citation: Id) =>
  queryOptions({
    queryKey: ['marks', citation],
    queryFn: ({ signal }) => call<Marks>(`/citations/${citation}/marks`, { signal }),
    staleTime: Infinity,
  });

/** Where a range of a page's text lies on the page. */
export const placeMarks = (doc: Id, version: Id, page: number, range: Range) =>
  queryOptions({
    queryKey: ['place', doc, version, page, range.start, range.end],
    queryFn: ({ signal }) => call<Marks>(`/documents/${doc}/versions/${version}/marks${query({ page, ...range })}`, { signal }),
    staleTime: Infinity,
    retry: false,
  });

export const walls = infiniteQueryOptions({
  queryKey: ['walls'],
  queryFn: ({ pageParam, signal }) => call<Page<Wall>>(`/walls${query({ limit: 50, cursor: pageParam })}`, { signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

export const isWorking = (job: Job): boolean => job.state === 'running' || job.state === 'waiting';

export const jobs = queryOptions({
  queryKey: ['jobs'],
  queryFn: () => call<{ items: Job[] }>(`/jobs${query({ limit: 50 })}`).then((list) => list.items),
  refetchInterval: (state) => (state.state.data?.some(isWorking) ? 2_000 : 15_000),
});
