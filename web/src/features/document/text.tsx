/** A document's text as it was read, page by page, with marks by character range. */
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { pages as pagesQuery, PAGES_AT_ONCE } from '../../api/queries';
import type { FileKind, Id, PageText, Range } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Empty, Loading, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { layout, type Piece } from './layout';
import { pageName } from './page-name';
import { readingLine } from './reading-line';
import s from './document.module.css';

interface TextProps {
  document: Id;
  version: Id;
  kind: FileKind;
  target: { page: number };
  marks: Map<number, Range[]>;
  label: number | null;
  /** The marks are of a citation; else of words that were found. */
  cited: boolean;
  onTotal: (pages: number) => void;
  onPage: (page: number) => void;
}

export default function TextView(props: TextProps) {
  const t = useTexts();
  const first = useQuery(pagesQuery(props.document, props.version, 0));
  const total = first.data?.total ?? first.data?.items.length ?? 0;
  useEffect(() => {
    if (total) props.onTotal(total);
  }, [total]);
  if (first.isPending) return <Loading />;
  if (first.error) return <div className={s.scroll}><ProblemNotice error={first.error} onRetry={() => void first.refetch()} /></div>;
  if (total === 0) return <Empty title={t.viewer.notRead} />;
  return <Sheets {...props} total={total} />;
}

function Sheets(props: TextProps & { total: number }) {
  const t = useTexts();
  const scroll = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: props.total,
    getScrollElement: () => scroll.current,
    estimateSize: () => 900,
    paddingStart: 24,
    paddingEnd: 24,
    gap: 20,
    overscan: 1,
    onChange: (instance) => {
      const line = readingLine(instance.scrollOffset ?? 0, instance.scrollRect?.height ?? 0, instance.getTotalSize());
      const at = instance.getVirtualItems().find((item) => item.end > line);
      if (at) props.onPage(at.index + 1);
    },
  });
  useEffect(() => {
    list.scrollToIndex(Math.min(props.target.page, props.total) - 1, { align: 'start' });
    return seek(scroll, props.marks.size > 0);
  }, [props.target, props.marks]);
  return (
    <div className={s.scroll} data-scroll ref={scroll} tabIndex={0} role="group" aria-label={t.viewer.title}>
      <div className={s.pages} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <div key={item.key} className={s.slot} style={{ transform: `translateY(${item.start}px)`, display: 'block' }} data-index={item.index} ref={list.measureElement}>
            <Sheet {...props} number={item.index + 1} />
          </div>
        ))}
      </div>
    </div>
  );
}

const FRAMES = 40;

/** Brings the first mark into the upper third once it is there. */
function seek(scroll: React.RefObject<HTMLDivElement | null>, wanted: boolean): () => void {
  let frame = 0;
  let left = wanted ? FRAMES : 0;
  const look = () => {
    const mark = scroll.current?.querySelector('mark');
    if (mark && scroll.current) {
      const box = scroll.current.getBoundingClientRect();
      scroll.current.scrollTop += mark.getBoundingClientRect().top - box.top - box.height / 3;
      left = Math.min(left, 3);
    }
    if (left-- > 0) frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

function Sheet(props: TextProps & { number: number; total: number }) {
  const t = useTexts();
  const { data } = useQuery(pagesQuery(props.document, props.version, Math.floor((props.number - 1) / PAGES_AT_ONCE)));
  const page = data?.items.find((one) => one.number === props.number);
  const name = pageName(t, props.kind, props.number);
  return (
    <article className={s.sheet} aria-label={name} data-page={props.number}>
      {(props.total > 1 || page?.recognised) && (
        <header>
          <span>{name}</span>
          {page?.recognised && <span>{t.documents.ocr}{page.confidence !== null && `, ${t.viewer.confidence(page.confidence)}`}</span>}
        </header>
      )}
      {page ? <PageWords page={page} marks={props.marks.get(props.number) ?? []} label={props.label} cited={props.cited} /> : <Loading />}
    </article>
  );
}

function PageWords(props: { page: PageText; marks: Range[]; label: number | null; cited: boolean }) {
  const t = useTexts();
  const { missing } = props.page;
  const why = missing ? ((t.pageReasons as Record<string, string>)[missing] ?? t.pageReasons.other) : null;
  const blocks = layout(props.page.text, props.page.headings, props.marks);
  if (blocks.length === 0) return why ? <Notice tone="warn">{why}</Notice> : <p>{t.viewer.empty}</p>;
  const shown = blocks.map((block, index) => {
    const words = block.pieces.map((piece, at) => <Words key={at} piece={piece} label={props.label} cited={props.cited} />);
    return block.kind === 'heading' ? <h3 key={index}>{words}</h3> : <p key={index}>{words}</p>;
  });
  return why ? <><Notice tone="warn">{why}</Notice>{shown}</> : shown;
}

function Words(props: { piece: Piece; label: number | null; cited: boolean }) {
  if (!props.piece.marked) return props.piece.text;
  return (
    <mark data-mark data-tone={props.cited ? 'cite' : 'find'}>
      {props.piece.first && props.label !== null && <sup>{props.label}</sup>}
      {props.piece.text}
    </mark>
  );
}
