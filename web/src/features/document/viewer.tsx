/** The document in the middle: its page, the marked words, and the way from one citation to the next. */
import { useQuery } from '@tanstack/react-query';
import { BookImage, ChevronLeft, ChevronRight, Download, Minus, MoveHorizontal, Plus, TextAlignStart as TextIcon, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { contentUrl, document as documentQuery, marks as marksQuery } from '../../api/queries';
import { ApiError } from '../../api/client';
import type { Citation, Doc, Id, Marks, Quad, Range } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Empty, IconButton, Loading, Notice, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { announce } from '../../ui/say';
import ui from '../../ui/ui.module.css';
import s from './document.module.css';

const PdfView = lazy(() => import('./pdf'));
const TextView = lazy(() => import('./text'));

interface ViewerProps {
  document: Id | undefined;
  page: number;
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

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

function Document(props: ViewerProps & { doc: Doc }) {
  const t = useTexts();
  const { doc, citation } = props;
  const version = citation?.version ?? doc.version;
  const [total, setTotal] = useState(doc.pages ?? 0);
  const [at, setAt] = useState(props.page);
  const [target, setTarget] = useState({ page: props.page });
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const [failed, setFailed] = useState(false);
  const [wanted, setWanted] = useState<'page' | 'text'>('page');
  const marked = useMarks(citation);
  const as = doc.kind === 'pdf' && !failed ? wanted : 'text';
  const quads = useMemo(() => byPage(marked.data, (page) => page.quads), [marked.data]);
  const ranges = useMemo(() => byPage(marked.data, (page) => [page.range]), [marked.data]);
  const onFail = useCallback(() => setFailed(true), []);
  useEffect(() => setTarget({ page: marked.data?.sure ? (marked.data.pages[0]?.page ?? props.page) : props.page }), [props.page, citation?.id, marked.data]);
  const shows = doc.kind !== 'other' && (doc.kind === 'pdf' || doc.progress === 'searchable' || doc.progress === 'read');
  return (
    <section className={s.viewer} aria-label={t.viewer.title}>
      <div className={s.bar}>
        <h2 className={s.title} title={doc.name}>{doc.name}</h2>
        <CitationSteps {...props} />
        {shows && total > 0 && <PageBox at={at} total={total} onGo={(page) => setTarget({ page })} />}
        {as === 'page' && <Zoom zoom={zoom} setZoom={setZoom} />}
        {doc.kind === 'pdf' && !failed && (
          <IconButton
            small
            label={wanted === 'page' ? t.viewer.toText : t.viewer.toPage}
            icon={wanted === 'page' ? <TextIcon size={16} aria-hidden /> : <BookImage size={16} aria-hidden />}
            onPress={() => setWanted(wanted === 'page' ? 'text' : 'page')}
          />
        )}
        <a className={classes(ui.button, ui.plain, ui.icon, ui.small)} href={contentUrl(doc.id, version, false)} download={doc.name} aria-label={t.documents.original} title={t.documents.original}>
          <Download size={16} aria-hidden />
        </a>
        {props.tools}
      </div>
      <div className={s.notes}>
        <Notes doc={doc} failed={failed} citation={citation} marks={marked.data} error={marked.error} />
      </div>
      <Suspense fallback={<Loading />}>
        {!shows ? (
          <Empty title={doc.kind === 'other' ? t.viewer.kept : t.viewer.notRead} {...(doc.reason ? { help: t.reasons[doc.reason] } : {})} />
        ) : as === 'page' ? (
          <PdfView url={contentUrl(doc.id, version, true)} target={target} marks={quads} label={citation?.ordinal ?? null} zoom={zoom} onTotal={setTotal} onPage={setAt} onFail={onFail} />
        ) : (
          <TextView document={doc.id} version={version} kind={doc.kind} target={target} marks={ranges} label={citation?.ordinal ?? null} onTotal={setTotal} onPage={setAt} />
        )}
      </Suspense>
    </section>
  );
}

function useMarks(citation: Citation | undefined) {
  const t = useTexts();
  const found = useQuery({ ...marksQuery(citation?.id ?? ''), enabled: Boolean(citation) });
  const place = found.data?.sure ? found.data.pages[0]?.page : undefined;
  useEffect(() => {
    if (citation && place) announce(`${t.viewer.mark(citation.ordinal)}, ${t.viewer.pageLabel(place)}`);
  }, [citation?.id, place]);
  return found;
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

function CitationSteps({ citation, citations, onCitation }: ViewerProps) {
  const t = useTexts();
  const at = citations.findIndex((one) => one.id === citation?.id);
  if (at < 0) return null;
  const go = (by: number) => {
    const next = citations[(at + by + citations.length) % citations.length];
    if (next) onCitation(next);
  };
  return (
    <>
      <span>{t.viewer.citationOf(at + 1, citations.length)}</span>
      <IconButton small outlined label={t.viewer.previousCitation} icon={<ChevronLeft size={15} aria-hidden />} onPress={() => go(-1)} />
      <IconButton small outlined label={t.viewer.nextCitation} icon={<ChevronRight size={15} aria-hidden />} onPress={() => go(1)} />
      <span className={s.sep} />
    </>
  );
}

function PageBox(props: { at: number; total: number; onGo: (page: number) => void }) {
  const t = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const page = Number(typed);
    if (typed && page >= 1 && page <= props.total) props.onGo(page);
    setTyped(null);
  };
  return (
    <label className={s.pageBox}>
      <span className="hidden">{t.viewer.page}</span>
      <input
        inputMode="numeric"
        value={typed ?? props.at}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onBlur={go}
        onKeyDown={(event) => event.key === 'Enter' && go()}
      />
      <span>{t.viewer.total(props.total)}</span>
    </label>
  );
}

function Zoom(props: { zoom: number | 'fit'; setZoom: (zoom: number | 'fit') => void }) {
  const t = useTexts();
  const now = props.zoom === 'fit' ? 1 : props.zoom;
  return (
    <>
      <span className={classes(s.sep, s.roomy)} />
      <IconButton small className={s.roomy} label={t.viewer.zoomOut} icon={<Minus size={15} aria-hidden />} onPress={() => props.setZoom([...ZOOMS].reverse().find((one) => one < now) ?? now)} />
      <IconButton small className={s.wideOnly} label={t.viewer.fit} icon={<MoveHorizontal size={15} aria-hidden />} onPress={() => props.setZoom('fit')} />
      <IconButton small className={s.roomy} label={t.viewer.zoomIn} icon={<Plus size={15} aria-hidden />} onPress={() => props.setZoom(ZOOMS.find((one) => one > now) ?? now)} />
    </>
  );
}
