/** The document in the middle: its page, the marked words, and the way from one citation to the next. */
import { useQuery } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { contentUrl, document as documentQuery, marks as marksQuery, placeMarks } from '../../api/queries';
import { ApiError } from '../../api/client';
import type { Citation, Doc, Id, Marks, Quad, Range, Spot } from '../../api/types';
import { useActions } from '../../app/keys';
import { useTexts } from '../../i18n/language';
import { Empty, IconButton, Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { announce } from '../../ui/say';
import Find from './find-bar';
import { download } from './row';
import { CitationSteps, MoreTools, PageBox, Zoom, type More, type ZoomLevel } from './tools';
import { quarter, type Turn } from './turn';
import s from './document.module.css';

const PdfView = lazy(() => import('./pdf'));
const TextView = lazy(() => import('./text'));
const Contents = lazy(() => import('./contents'));
const Thumbs = lazy(() => import('./thumbs'));

interface ViewerProps {
  document: Id | undefined;
  page: number;
  /** A stretch of text to mark, where no citation is open. */
  spot: Spot | undefined;
  citation: Citation | undefined;
  /** All citations of the open answer, in order. */
  citations: Citation[];
  onCitation: (citation: Citation) => void;
  onClose: () => void;
  tools?: ReactNode;
}

export function Viewer(props: ViewerProps) {
  const t = useTexts();
  if (!props.document) {
    return (
      <section className={s.viewer} aria-label={t.viewer.title}>
        <Empty title={t.viewer.choose} help={t.viewer.chooseHelp} />
      </section>
    );
  }
  return <Opened {...props} document={props.document} />;
}

function Opened(props: ViewerProps & { document: Id }) {
  const t = useTexts();
  const { data: doc, error } = useQuery({
    ...documentQuery(props.document),
    refetchInterval: (state) => (state.state.data && !['searchable', 'failed'].includes(state.state.data.progress) ? 2_000 : false),
  });
  const gone = error instanceof ApiError && error.status === 404;
  if (doc && !gone) return <Document key={doc.id} {...props} doc={doc} />;
  return (
    <section className={s.viewer} aria-label={t.viewer.title}>
      <div className={s.bar}>
        <span className={s.title}>{props.citation?.document_name}</span>
        <IconButton small label={t.viewer.close} icon={<X size={16} aria-hidden />} onPress={props.onClose} />
        {props.tools}
      </div>
      {props.citation && gone && <Quote tone="plain" text={t.viewer.gone} quote={props.citation.quote} />}
      {error ? <Empty title={gone ? t.viewer.gone : t.trouble.title}>{!gone && <ProblemNotice error={error} />}</Empty> : <Loading />}
    </section>
  );
}

type Tool = 'find' | 'contents';

function Document(props: ViewerProps & { doc: Doc }) {
  const t = useTexts();
  const { doc, citation } = props;
  const version = citation?.version ?? props.spot?.version ?? doc.version;
  const [total, setTotal] = useState(doc.pages ?? 0);
  const [at, setAt] = useState(props.page);
  const [own, setOwn] = useState<Spot | null>(null);
  const [target, setTarget] = useState({ page: props.page });
  const [zoom, setZoom] = useState<ZoomLevel>('width');
  const [shown, setShown] = useState(1);
  const [turn, setTurn] = useState<Turn>(0);
  const [file, setFile] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const [wanted, setWanted] = useState<'page' | 'text'>('page');
  const [tool, setTool] = useState<Tool | null>(null);
  const viewer = useRef<HTMLElement>(null);
  // what the reader looked for goes before where they came from, until they go elsewhere
  useEffect(() => setOwn(null), [props.citation?.id, props.spot]);
  const spot = own ?? (citation ? undefined : props.spot);
  const marked = useMarks(doc.id, own ? undefined : citation, spot);
  const as = doc.kind === 'pdf' && !failed ? wanted : 'text';
  const quads = useMemo(() => byPage(marked.data, (page) => page.quads), [marked.data]);
  const ranges = useMemo(() => (spot ? new Map([[spot.page, [spot.range]]]) : byPage(marked.data, (page) => [page.range])), [marked.data, spot]);
  const onFail = useCallback(() => setFailed(true), []);
  const first = marked.data?.sure ? Math.min(...marked.data.pages.map((one) => one.page)) : undefined;
  const page = first ?? spot?.page ?? props.page;
  useEffect(() => setTarget({ page }), [page, citation?.id, spot, marked.data]);
  const shows = doc.kind !== 'other' && (doc.kind === 'pdf' || doc.progress === 'searchable' || doc.progress === 'read');
  const toggle = (which: Tool) => setTool((now) => (now === which ? null : which));
  const close = useCallback(() => {
    setTool(null);
    setOwn(null);
    viewer.current?.querySelector<HTMLElement>('[data-scroll]')?.focus();
  }, []);
  useActions(shows ? [{ id: 'find-in-document', label: t.viewer.find, keys: 'f', run: () => setTool('find') }] : []);
  const more: More[] = [
    ...(shows && total > 0 ? [{ id: 'contents', label: tool === 'contents' ? t.viewer.hideContents : t.viewer.contents, run: () => toggle('contents') }] : []),
    ...(as === 'page' && shows
      ? [
          { id: 'width', label: t.viewer.fit, run: () => setZoom('width') },
          { id: 'whole', label: t.viewer.fitPage, run: () => setZoom('page') },
          { id: 'turn', label: t.viewer.turn, run: () => setTurn(quarter) },
        ]
      : []),
    ...(doc.kind === 'pdf' && !failed ? [{ id: 'as', label: wanted === 'page' ? t.viewer.toText : t.viewer.toPage, run: () => setWanted(wanted === 'page' ? 'text' : 'page') }] : []),
    { id: 'download', label: t.documents.original, run: () => download(doc, version) },
  ];
  const view = { target, label: own ? null : (citation?.ordinal ?? null), onTotal: setTotal, onPage: setAt };
  return (
    <section
      className={s.viewer}
      aria-label={t.viewer.title}
      ref={viewer}
      onKeyDown={(event) => {
        if (!shows || event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
        event.preventDefault();
        setTool('find');
      }}
    >
      <div className={s.bar}>
        <h2 className={s.title} title={doc.name}>{doc.name}</h2>
        <CitationSteps {...props} />
        {shows && total > 0 && <PageBox at={at} total={total} onGo={(wantedPage) => setTarget({ page: wantedPage })} />}
        {as === 'page' && shows && <Zoom zoom={zoom} shown={shown} setZoom={setZoom} />}
        {shows && total > 0 && <IconButton small label={t.viewer.find} icon={<Search size={15} aria-hidden />} onPress={() => setTool('find')} />}
        <MoreTools items={more} />
        {props.tools}
      </div>
      {tool === 'find' && total > 0 && <Find document={doc.id} version={version} total={total} at={at} onSpot={setOwn} onClose={close} />}
      <div className={s.notes}>
        <Notes doc={doc} failed={failed} citation={citation} marks={own ? undefined : marked.data} error={own ? null : marked.error} />
      </div>
      <div className={s.stage}>
        <Suspense>
          {tool === 'contents' && (
            <Contents
              document={doc.id}
              version={version}
              total={total}
              small={as === 'page' && file ? <Thumbs file={file} at={at} turn={turn} onGo={(wantedPage) => setTarget({ page: wantedPage })} /> : null}
              onSpot={setOwn}
            />
          )}
        </Suspense>
        <Suspense fallback={<Loading />}>
          {!shows ? (
            <Empty title={doc.kind === 'other' ? t.viewer.kept : t.viewer.notRead} {...(doc.reason ? { help: t.reasons[doc.reason] } : {})} />
          ) : as === 'page' ? (
            <PdfView {...view} url={contentUrl(doc.id, version, true)} marks={quads} cited={!spot} zoom={zoom} turn={turn} onScale={setShown} onFile={setFile} onFail={onFail} />
          ) : (
            <TextView {...view} document={doc.id} version={version} kind={doc.kind} marks={ranges} cited={!spot} />
          )}
        </Suspense>
      </div>
    </section>
  );
}

/** Where the words of a citation, or of a stretch of text, lie on the pages. */
function useMarks(document: Id, citation: Citation | undefined, spot: Spot | undefined) {
  const t = useTexts();
  const cited = useQuery({ ...marksQuery(citation?.id ?? ''), enabled: Boolean(citation) });
  const placed = useQuery({ ...placeMarks(document, spot?.version ?? '', spot?.page ?? 0, spot?.range ?? { start: 0, end: 0 }), enabled: Boolean(spot) });
  const place = citation && cited.data?.sure ? cited.data.pages[0]?.page : undefined;
  useEffect(() => {
    if (citation && place) announce(`${t.viewer.mark(citation.ordinal)}, ${t.viewer.pageLabel(place)}`);
  }, [citation?.id, place]);
  // where a stretch cannot be placed, its page opens without a mark
  return spot ? { data: placed.data, error: null } : { data: citation ? cited.data : undefined, error: cited.error };
}

/** Marks only where the place is sure: a wrong mark is worse than none. */
function byPage<T extends Quad | Range>(marks: Marks | undefined, take: (page: Marks['pages'][number]) => T[]): Map<number, T[]> {
  return new Map(marks?.sure ? marks.pages.map((page) => [page.page, take(page)]) : []);
}

interface NotesProps {
  doc: Doc;
  failed: boolean;
  citation: Citation | undefined;
  marks: Marks | undefined;
  error: Error | null;
}

function Notes({ doc, failed, citation, marks, error }: NotesProps) {
  const t = useTexts();
  return (
    <>
      {failed && <Notice tone="warn">{t.viewer.pdfFailed}</Notice>}
      {citation?.state === 'not_found' && <Quote tone="bad" text={t.viewer.notFound} quote={citation.quote} />}
      {citation?.state === 'unchecked' && <Quote tone="plain" text={t.viewer.unchecked} quote={citation.quote} />}
      {citation && marks && !marks.sure && !['not_found', 'unchecked'].includes(citation.state) && <Quote tone="warn" text={t.viewer.unsure} quote={citation.quote} />}
      {error && citation && !['not_found', 'unchecked'].includes(citation.state) && <Quote tone="plain" text={t.viewer.unsure} quote={citation.quote} />}
      {doc.recognised && <Notice tone="warn">{t.viewer.recognised}</Notice>}
    </>
  );
}

function Quote(props: { tone: 'warn' | 'bad' | 'plain'; text: string; quote: string }) {
  return (
    <div className={s.quote} data-tone={props.tone} role="note">
      <span>{props.text}</span>
      <q>{props.quote}</q>
    </div>
  );
}
