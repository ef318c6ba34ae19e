/** The document in the middle: its page, the marked words, and the way from one citation to the next. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { PenLine, Search, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useRef, useState, type ReactNode } from 'react';
import { contentUrl, document as documentQuery } from '../../api/queries';
import { ApiError } from '../../api/client';
import type { Citation, Doc, Id, Marks, Spot } from '../../api/types';
import { useActions } from '../../app/keys';
import { useTexts } from '../../i18n/language';
import { Empty, IconButton, Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import Find from './find-bar';
import { download, unreadPages } from './row';
import { addressOf } from './spot';
import { CitationSteps, MoreTools, PageBox, Zoom, type More } from './tools';
import { quarter } from './turn';
import { useOpened, useSheets, type OpenedDocument, type Sheets } from './use-opened';
import s from './document.module.css';

const PdfView = lazy(() => import('./pdf'));
const TextView = lazy(() => import('./text'));
const WordSheet = lazy(() => import('./word'));
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
  const opened = useOpened(props);
  const sheets = useSheets();
  const [tool, setTool] = useState<Tool | null>(null);
  const viewer = useRef<HTMLElement>(null);
  const more = useMore(doc, opened, sheets, tool, setTool);
  const { own, setOwn, shows, total, version } = opened;
  const close = () => {
    setTool(null);
    setOwn(null);
    viewer.current?.querySelector<HTMLElement>('[data-scroll]')?.focus();
  };
  useActions(shows ? [{ id: 'find-in-document', label: t.viewer.find, keys: 'f', run: () => setTool('find') }] : []);
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
        {shows && total > 0 && opened.as !== 'word' && <PageBox kind={doc.kind} at={opened.at} total={total} onGo={opened.go} />}
        {opened.as === 'page' && shows && <Zoom zoom={sheets.zoom} shown={sheets.shown} setZoom={sheets.setZoom} />}
        {shows && total > 0 && <IconButton small label={t.viewer.find} icon={<Search size={15} aria-hidden />} onPress={() => setTool('find')} />}
        {doc.kind === 'docx' && shows && (
          <Link className={s.review} to="/dossiers/$dossier/documents/$document/review" params={{ dossier: doc.dossier, document: doc.id }} search={opened.here?.version === doc.version ? addressOf(opened.here) : {}}>
            <PenLine size={14} aria-hidden /> {t.review.open}
          </Link>
        )}
        <MoreTools items={more} />
        {props.tools}
      </div>
      {tool === 'find' && total > 0 && <Find document={doc.id} version={version} total={total} at={opened.at} onSpot={setOwn} onClose={close} />}
      <div className={s.notes}>
        <Notes doc={doc} failed={opened.failed} citation={citation} marks={own ? undefined : opened.marked.data} error={own ? null : opened.marked.error} />
      </div>
      <Stage doc={doc} opened={opened} sheets={sheets} contents={tool === 'contents'} ordinal={own ? null : (citation?.ordinal ?? null)} />
    </section>
  );
}

/** What stands behind the button with the dots. */
function useMore(doc: Doc, opened: OpenedDocument, sheets: Sheets, tool: Tool | null, setTool: (tool: Tool | null) => void): More[] {
  const t = useTexts();
  const { shows, as } = opened;
  const navigate = useNavigate();
  const { version: new_version, ...stretch } = opened.here ? addressOf(opened.here) : { version: undefined };
  const here = new_version ? { new_version, ...stretch } : {};
  const compare: More = { id: 'compare', label: t.compare.open, run: () => void navigate({ to: '/dossiers/$dossier/compare', params: { dossier: doc.dossier }, search: { new: doc.id, ...here } }) };
  const references: More = { id: 'references', label: t.law.check, run: () => void navigate({ to: '/dossiers/$dossier/documents/$document/references', params: { dossier: doc.dossier, document: doc.id }, search: { version: opened.version } }) };
  const contents: More = { id: 'contents', label: tool === 'contents' ? t.viewer.hideContents : t.viewer.contents, run: () => setTool(tool === 'contents' ? null : 'contents') };
  const pages: More[] = [
    { id: 'width', label: t.viewer.fit, run: () => sheets.setZoom('width') },
    { id: 'whole', label: t.viewer.fitPage, run: () => sheets.setZoom('page') },
    { id: 'turn', label: t.viewer.turn, run: () => sheets.setTurn(quarter) },
  ];
  return [
    ...(shows && opened.total > 0 ? [contents] : []),
    ...(shows && as === 'page' ? pages : []),
    ...(opened.isPdf || (opened.isWord && shows) ? [{ id: 'as', label: as !== 'text' ? t.viewer.toText : opened.isPdf ? t.viewer.toPage : t.viewer.toWord, run: opened.toggleAs }] : []),
    ...(shows && doc.progress === 'searchable' ? [references] : []),
    ...(doc.kind === 'docx' ? [compare] : []),
    { id: 'download', label: t.documents.original, run: () => download(doc, opened.version) },
  ];
}

/** The document itself, with what it holds beside it. */
function Stage(props: { doc: Doc; opened: OpenedDocument; sheets: Sheets; contents: boolean; ordinal: number | null }) {
  const t = useTexts();
  const { doc, opened, sheets } = props;
  const { version, as, shows } = opened;
  const onFail = useCallback(() => opened.setFailed(true), []);
  const view = { target: opened.target, label: props.ordinal, cited: !opened.spot, onTotal: opened.setTotal, onPage: opened.setAt };
  const small = as === 'page' && sheets.file ? <Thumbs file={sheets.file} at={opened.at} turn={sheets.turn} onGo={opened.go} /> : null;
  return (
    <div className={s.stage}>
      <Suspense>{props.contents && <Contents document={doc.id} version={version} kind={doc.kind} total={opened.total} small={small} onSpot={opened.setOwn} />}</Suspense>
      <Suspense fallback={<Loading />}>
        {!shows ? (
          <Empty title={doc.kind === 'other' ? t.viewer.kept : t.viewer.notRead} {...(doc.reason ? { help: t.reasons[doc.reason] } : {})} />
        ) : as === 'page' ? (
          <PdfView {...view} url={contentUrl(doc.id, version, true)} marks={opened.quads} zoom={sheets.zoom} turn={sheets.turn} onScale={sheets.setShown} onFile={sheets.setFile} onFail={onFail} />
        ) : as === 'word' ? (
          <WordSheet document={doc.id} version={version} marked={opened.words} />
        ) : (
          <TextView {...view} document={doc.id} version={version} kind={doc.kind} marks={opened.ranges} />
        )}
      </Suspense>
    </div>
  );
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
      {unreadPages(doc) > 0 && <Notice tone="warn">{t.viewer.unread(unreadPages(doc))}</Notice>}
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
