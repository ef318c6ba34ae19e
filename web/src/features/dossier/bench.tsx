/** The heart of the product: documents, the open document, and the assistant, side by side. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { documents, dossier as dossierQuery, isMoving } from '../../api/queries';
import type { Citation, Dossier, Id, Spot } from '../../api/types';
import { useActions } from '../../app/keys';
import { useTexts } from '../../i18n/language';
import { IconButton, Loading } from '../../ui/parts';
import { Assistant, useOpenAnswer } from '../answer/assistant';
import { DocumentsPanel } from '../document/panel';
import { addressOf, spotOf, type SpotAddress } from '../document/spot';
import { Viewer } from '../document/viewer';
import s from './bench.module.css';

type Place = SpotAddress & { doc?: string; answer?: string; cite?: string };

export function Bench() {
  const { dossier: id } = useParams({ from: '/dossiers/$dossier' });
  const { data } = useQuery(dossierQuery(id));
  return data ? <Opened key={id} dossier={data} /> : <Loading />;
}

/** Everything the three panels share. */
function useBench(dossier: Dossier) {
  const place: Place = useSearch({ from: '/dossiers/$dossier/' });
  const navigate = useNavigate({ from: '/dossiers/$dossier/' });
  const list = useInfiniteQuery(documents(dossier.id));
  useEffect(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  }, [list.hasNextPage, list.isFetchingNextPage, list.data]);
  const docs = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.items), [list.data]);
  const { list: all, open } = useOpenAnswer(dossier.id, place.answer);
  const citations = useMemo(() => [...(open?.citations ?? [])].sort((a, b) => a.ordinal - b.ordinal), [open?.citations]);
  const citation = citations.find((one) => one.id === place.cite);
  const go = useCallback((to: Place) => void navigate({ search: to, replace: false }), [navigate]);
  const answerId = place.answer;
  const onOpen = useCallback(
    (doc: Id | undefined, spot?: Spot) =>
      go({
        ...(answerId ? { answer: answerId } : {}),
        ...(doc ? { doc } : {}),
        ...(spot ? addressOf(spot) : {}),
      }),
    [go, answerId],
  );
  const openId = open?.id;
  const onCitation = useCallback(
    (one: Citation) => go({ ...(openId ? { answer: openId } : {}), doc: one.document, ...(one.page ? { page: one.page } : {}), cite: one.id }),
    [go, openId],
  );
  const onAnswer = useCallback(
    (answer: Id | undefined) => go({ ...(place.doc ? { doc: place.doc } : {}), ...(place.page ? { page: place.page } : {}), ...(answer ? { answer } : {}) }),
    [go, place.doc, place.page],
  );
  return { place, list, docs, all, open, citations, citation, onOpen, onCitation, onAnswer };
}

type Shared = ReturnType<typeof useBench>;

function Opened({ dossier }: { dossier: Dossier }) {
  const t = useTexts();
  const bench = useBench(dossier);
  const find = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const [tab, setTab] = useState<'document' | 'assistant'>('assistant');
  const width = useWidthClass();
  const { citations, citation } = bench;
  const step = (by: number) => {
    const at = citations.findIndex((one) => one.id === citation?.id);
    const next = citations[at < 0 ? (by > 0 ? 0 : citations.length - 1) : (at + by + citations.length) % citations.length];
    if (next) bench.onCitation(next);
  };
  useActions([
    { id: 'find', label: t.help.keys.find, keys: '/', run: () => find.current?.focus() },
    ...(dossier.rights.ask ? [{ id: 'ask', label: t.help.keys.ask, keys: 'q', run: () => { setTab('assistant'); requestAnimationFrame(() => box.current?.focus()); } }] : []),
    ...(citations.length > 0
      ? [
          { id: 'next-citation', label: t.help.keys.nextCitation, keys: 'n', run: () => step(1) },
          { id: 'previous-citation', label: t.help.keys.previousCitation, keys: 'p', run: () => step(-1) },
        ]
      : []),
  ]);
  const key = `${bench.place.doc ?? ''} ${bench.place.page ?? ''} ${bench.place.cite ?? ''} ${bench.place.from ?? ''}`;
  const spot = useMemo(() => spotOf(bench.place), [bench.place]);
  useEffect(() => {
    if (bench.place.doc) setTab('document');
  }, [key]);
  const left = (tools?: ReactNode) => (
    <DocumentsPanel
      dossier={dossier}
      docs={bench.docs}
      loading={bench.list.isPending}
      error={bench.list.error}
      open={bench.place.doc}
      find={find}
      onOpen={bench.onOpen}
      onRefetch={() => void bench.list.refetch()}
      tools={tools}
    />
  );
  const middle = (
    <Viewer
      document={bench.place.doc}
      page={bench.place.page ?? 1}
      spot={spot}
      citation={citation}
      citations={citations}
      onCitation={bench.onCitation}
      onClose={() => bench.onOpen(undefined)}
    />
  );
  const right = (tools?: ReactNode) => (
    <Assistant
      dossier={dossier}
      list={bench.all}
      open={bench.open}
      searchable={bench.list.isPending ? null : bench.docs.filter((doc) => doc.progress === 'searchable').length}
      waiting={bench.docs.filter(isMoving).length}
      answer={bench.place.answer}
      cite={bench.place.cite}
      box={box}
      onAnswer={bench.onAnswer}
      onOpen={bench.onCitation}
      onPassage={bench.onOpen}
      tools={tools}
    />
  );
  if (width === 'narrow') return <Stack bench={bench} left={left()} middle={middle} right={right()} />;
  if (width === 'middle') {
    const tabs = (
      <Tabs className={s.switch ?? ''} selectedKey={tab} onSelectionChange={(next) => setTab(next as typeof tab)}>
        <TabList className={s.tabs ?? ''} aria-label={t.dossier.bench}>
          <Tab id="assistant" className={s.tab ?? ''}>{t.ask.title}</Tab>
          <Tab id="document" className={s.tab ?? ''}>{t.viewer.title}</Tab>
        </TabList>
        <TabPanel id="assistant" className={s.tabPanel ?? ''}>{right()}</TabPanel>
        <TabPanel id="document" className={s.tabPanel ?? ''}>{middle}</TabPanel>
      </Tabs>
    );
    return <Panels id="bench-two" left={left} middle={tabs} />;
  }
  return <Panels id="bench-three" left={left} middle={middle} right={right} />;
}

/** Below 700 px everything stands under each other; opening a place brings it into sight. */
function Stack(props: { bench: Shared; left: ReactNode; middle: ReactNode; right: ReactNode }) {
  const middle = useRef<HTMLDivElement>(null);
  const { doc, page, cite } = props.bench.place;
  useEffect(() => {
    if (doc) middle.current?.scrollIntoView({ block: 'start' });
  }, [doc, page, cite]);
  return (
    <div className={s.stack}>
      <div>{props.left}</div>
      <div ref={middle} hidden={!doc}>{props.middle}</div>
      <div>{props.right}</div>
    </div>
  );
}

const FOLDED = 44;

interface PanelsProps {
  id: string;
  left: (tools: ReactNode) => ReactNode;
  middle: ReactNode;
  right?: (tools: ReactNode) => ReactNode;
}

function Panels(props: PanelsProps) {
  const t = useTexts();
  const ids = props.right ? ['documents', 'document', 'assistant'] : ['documents', 'document'];
  // the document is the centre: on a smaller screen the others begin smaller
  const roomy = window.innerWidth >= 1360;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `legalmind.${props.id}`, panelIds: ids, storage: localStorage });
  return (
    <Group className={s.bench} orientation="horizontal" {...(defaultLayout ? { defaultLayout } : {})} onLayoutChanged={onLayoutChanged}>
      <Foldable id="documents" size={roomy ? 288 : 264} min={220} max={480} title={t.documents.title} show={t.documents.show} fold={t.documents.fold} side="left">{props.left}</Foldable>
      <Separator className={s.handle} aria-label={t.documents.title} />
      <Panel id="document" className={s.panel} minSize={320}>{props.middle}</Panel>
      {props.right && (
        <>
          <Separator className={s.handle} aria-label={t.ask.title} />
          <Foldable id="assistant" size={roomy ? 420 : 360} min={320} max={640} title={t.ask.title} show={t.ask.show} fold={t.ask.fold} side="right">{props.right}</Foldable>
        </>
      )}
    </Group>
  );
}

interface FoldableProps {
  id: string;
  size: number;
  min: number;
  max: number;
  title: string;
  show: string;
  fold: string;
  side: 'left' | 'right';
  children: (tools: ReactNode) => ReactNode;
}

function Foldable(props: FoldableProps) {
  const panel = usePanelRef();
  const [folded, setFolded] = useState(false);
  const [Open, Close] = props.side === 'left' ? [PanelLeftOpen, PanelLeftClose] : [PanelRightOpen, PanelRightClose];
  return (
    <Panel
      id={props.id}
      panelRef={panel}
      className={s.panel}
      defaultSize={props.size}
      minSize={props.min}
      maxSize={props.max}
      collapsible
      collapsedSize={FOLDED}
      groupResizeBehavior="preserve-pixel-size"
      onResize={(size) => setFolded(size.inPixels <= FOLDED + 1)}
    >
      {folded ? (
        <div className={s.folded}>
          <IconButton small label={props.show} icon={<Open size={16} aria-hidden />} onPress={() => panel.current?.expand()} />
          <span aria-hidden>{props.title}</span>
        </div>
      ) : (
        props.children(<IconButton small label={props.fold} icon={<Close size={16} aria-hidden />} onPress={() => panel.current?.collapse()} />)
      )}
    </Panel>
  );
}

type WidthClass = 'narrow' | 'middle' | 'wide';

const WIDE = matchMedia('(min-width: 1100px)');
const MIDDLE = matchMedia('(min-width: 700px)');

function useWidthClass(): WidthClass {
  return useSyncExternalStore(
    (listener) => {
      for (const query of [WIDE, MIDDLE]) query.addEventListener('change', listener);
      return () => {
        for (const query of [WIDE, MIDDLE]) query.removeEventListener('change', listener);
      };
    },
    () => (WIDE.matches ? 'wide' : MIDDLE.matches ? 'middle' : 'narrow'),
  );
}
