/** What a reader does with an open document: where they are, how large, what is marked. */
import { useQuery } from '@tanstack/react-query';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useMemo, useState } from 'react';
import { marks as marksQuery, placeMarks } from '../../api/queries';
import type { Citation, Doc, Id, Marks, Quad, Range, Spot } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { announce } from '../../ui/say';
import type { Marked } from '../word/known';
import { pageName } from './page-name';
import type { ZoomLevel } from './tools';
import type { Turn } from './turn';

interface Asked {
  doc: Doc;
  page: number;
  spot: Spot | undefined;
  citation: Citation | undefined;
}

export function useOpened({ doc, page: asked, spot: given, citation }: Asked) {
  const version = citation?.version ?? given?.version ?? doc.version;
  const [total, setTotal] = useState(doc.pages ?? 0);
  const [at, setAt] = useState(asked);
  const [own, setOwn] = useState<Spot | null>(null);
  const [target, setTarget] = useState({ page: asked });
  const [failed, setFailed] = useState(false);
  const [asText, setAsText] = useState(doc.kind === 'docx' && (doc.pages ?? 0) > LONG);
  // what the reader looked for goes before where they came from, until they go elsewhere
  useEffect(() => setOwn(null), [citation?.id, given]);
  const spot = own ?? (citation ? undefined : given);
  const marked = useMarks(doc, own ? undefined : citation, spot);
  const first = marked.data?.sure ? Math.min(...marked.data.pages.map((one) => one.page)) : undefined;
  const page = first ?? spot?.page ?? asked;
  useEffect(() => setTarget({ page }), [page, citation?.id, spot, marked.data]);
  const isPdf = doc.kind === 'pdf' && !failed;
  const isWord = doc.kind === 'docx';
  const as = asText || !(isPdf || isWord) ? ('text' as const) : isPdf ? ('page' as const) : ('word' as const);
  const here = marked.data?.sure ? marked.data.pages[0] : undefined;
  return {
    version, total, setTotal, at, setAt, own, setOwn, spot, marked, target, failed, setFailed, isPdf, isWord, as,
    toggleAs: () => setAsText(!asText),
    /** The stretch that is marked, for the way to another screen. */
    here: useMemo((): Spot | undefined => spot ?? (here ? { version, page: here.page, range: here.range } : undefined), [spot, here, version]),
    words: useWords(doc, version, as === 'word' && !citation && !spot ? asked : 1, marked.data, spot ? null : (citation?.ordinal ?? null)),
    go: (number: number) => setTarget({ page: number }),
    shows: doc.kind !== 'other' && (doc.kind === 'pdf' || doc.progress === 'searchable' || doc.progress === 'read'),
    quads: useMemo(() => byPage(marked.data, (one) => one.quads), [marked.data]),
    ranges: useMemo(() => (spot ? new Map([[spot.page, [spot.range]]]) : byPage(marked.data, (one) => [one.range])), [marked.data, spot]),
  };
}

/** Beyond so many stretches of text a Word document is long to lay out: it opens as its text. */
const LONG = 150;

/** The words to mark in a Word document; without any, the page that was asked for alone. */
function useWords(doc: Doc, version: Id, page: number, marks: Marks | undefined, ordinal: number | null): Marked | undefined {
  const lead = useQuery({ ...placeMarks(doc.id, version, page, { start: 0, end: 1 }), enabled: doc.kind === 'docx' && page > 1 });
  return useMemo(() => {
    const places = (marks?.sure ? marks.pages : []).flatMap((one) => one.places);
    if (places.length > 0) return { places, quote: marks?.quote ?? '', tone: ordinal === null ? 'find' : 'cite', ordinal };
    const begins = page > 1 ? (lead.data?.pages[0]?.places ?? []) : [];
    return begins.length > 0 ? { places: begins, quote: '', tone: null, ordinal: null } : undefined;
  }, [marks, ordinal, page, lead.data]);
}

export type OpenedDocument = ReturnType<typeof useOpened>;

/** How the pages of a PDF are shown. */
export function useSheets() {
  const [zoom, setZoom] = useState<ZoomLevel>('width');
  const [shown, setShown] = useState(1);
  const [turn, setTurn] = useState<Turn>(0);
  const [file, setFile] = useState<PDFDocumentProxy | null>(null);
  return { zoom, setZoom, shown, setShown, turn, setTurn, file, setFile };
}

export type Sheets = ReturnType<typeof useSheets>;

/** Where the words of a citation, or of a stretch of text, lie on the pages. */
function useMarks(doc: Doc, citation: Citation | undefined, spot: Spot | undefined) {
  const t = useTexts();
  const cited = useQuery({ ...marksQuery(citation?.id ?? ''), enabled: Boolean(citation) });
  const placed = useQuery({ ...placeMarks(doc.id, spot?.version ?? '', spot?.page ?? 0, spot?.range ?? { start: 0, end: 0 }), enabled: Boolean(spot) });
  const place = citation && cited.data?.sure ? cited.data.pages[0]?.page : undefined;
  useEffect(() => {
    if (citation && place) announce(`${t.viewer.mark(citation.ordinal)}, ${pageName(t, doc.kind, place)}`);
  }, [citation?.id, place]);
  // where a stretch cannot be placed, its page opens without a mark
  return spot ? { data: placed.data, error: null } : { data: citation ? cited.data : undefined, error: cited.error };
}

/** Marks only where the place is sure: a wrong mark is worse than none. */
function byPage<T extends Quad | Range>(marks: Marks | undefined, take: (page: Marks['pages'][number]) => T[]): Map<number, T[]> {
  return new Map(marks?.sure ? marks.pages.map((page) => [page.page, take(page)]) : []);
}
