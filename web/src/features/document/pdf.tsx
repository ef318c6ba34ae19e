/** A PDF's pages: only those in sight are drawn, with their text on top and our marks between. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { getDocument, PDFWorker, TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Quad } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Loading } from '../../ui/parts';
import type { ZoomLevel } from './tools';
import { readingLine } from './reading-line';
import { turned, turnQuad, type Size, type Turn } from './turn';
import s from './document.module.css';

/** One worker for all documents, from our own address. */
let worker: PDFWorker | null = null;

function theWorker(): PDFWorker {
  worker ??= PDFWorker.create({
    port: new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), { type: 'module' }) as never,
  });
  return worker;
}

export interface PdfProps {
  url: string;
  /** The page to go to; a new object goes there again. */
  target: { page: number };
  marks: Map<number, Quad[]>;
  label: number | null;
  /** The marks are of a citation; else of words that were found. */
  cited: boolean;
  zoom: ZoomLevel;
  turn: Turn;
  /** Told the factor at which the first page is shown. */
  onScale: (factor: number) => void;
  onFile: (file: PDFDocumentProxy | null) => void;
  onTotal: (pages: number) => void;
  onPage: (page: number) => void;
  onFail: () => void;
}

/** A hundred per cent: a point of the page is 96/72 pixels. */
const CSS_PIXEL = 96 / 72;
const GAP = 20;
const MARGIN = 24;
/** Up to here every page's size is read first, so that a jump lands right at once. */
const SIZES_AT_ONCE = 300;

export default function PdfView(props: PdfProps) {
  const [file, sizes] = useFile(props.url, props.onTotal, props.onFail);
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  useEffect(() => props.onFile(file), [file]);
  return (
    <div className={s.scroll} data-scroll ref={scroll} tabIndex={0} role="group" aria-label={useTexts().viewer.title}>
      {file && width > 0 ? <Pages {...props} file={file} sizes={sizes.map((size) => turned(size, props.turn))} width={width} scroll={scroll} /> : <Loading />}
    </div>
  );
}

function useFile(url: string, onTotal: (pages: number) => void, onFail: () => void): [PDFDocumentProxy | null, Size[]] {
  const [loaded, setLoaded] = useState<{ file: PDFDocumentProxy; sizes: Size[] } | null>(null);
  useEffect(() => {
    let live = true;
    setLoaded(null);
    const task = getDocument({
      url,
      worker: theWorker(),
      useWasm: false,
      isEvalSupported: false,
      enableXfa: false,
      cMapUrl: '/pdf/cmaps/',
      standardFontDataUrl: '/pdf/standard_fonts/',
      wasmUrl: '/pdf/wasm/',
      iccUrl: '/pdf/iccs/',
      verbosity: 0,
    });
    task.promise
      .then(async (file) => {
        const sizes = await pageSizes(file);
        if (!live) return;
        onTotal(file.numPages);
        setLoaded({ file, sizes });
      })
      .catch(() => live && onFail());
    return () => {
      live = false;
      void task.destroy();
    };
  }, [url]);
  return [loaded?.file ?? null, loaded?.sizes ?? []];
}

async function pageSizes(file: PDFDocumentProxy): Promise<Size[]> {
  const known = await Promise.all(
    Array.from({ length: Math.min(file.numPages, SIZES_AT_ONCE) }, async (_, index) => {
      const { width, height } = (await file.getPage(index + 1)).getViewport({ scale: 1 });
      return { width, height };
    }),
  );
  const rest = known.at(-1) ?? { width: 595, height: 842 };
  return Array.from({ length: file.numPages }, (_, index) => known[index] ?? rest);
}

export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const node = ref.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setWidth(node.clientWidth));
    observer.observe(node);
    setWidth(node.clientWidth);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

type PagesProps = PdfProps & { file: PDFDocumentProxy; sizes: Size[]; width: number; scroll: RefObject<HTMLDivElement | null> };

function Pages(props: PagesProps) {
  const { sizes, width, zoom, turn, scroll, target } = props;
  const marks = useMemo(() => new Map([...props.marks].map(([page, quads]) => [page, quads.map((quad) => turnQuad(quad, turn))])), [props.marks, turn]);
  const scaleOf = (size: Size): number => {
    const across = Math.min(2, (width - 2 * MARGIN) / size.width);
    if (zoom === 'width') return across;
    return zoom === 'page' ? Math.min(across, ((scroll.current?.clientHeight ?? 0) - 2 * GAP) / size.height) : zoom * CSS_PIXEL;
  };
  const scale = sizes[0] ? scaleOf(sizes[0]) / CSS_PIXEL : 1;
  useEffect(() => props.onScale(scale), [scale]);
  const list = useVirtualizer({
    count: sizes.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => {
      const size = sizes[index] ?? { width: 595, height: 842 };
      return Math.floor(size.height * scaleOf(size)) + GAP;
    },
    paddingStart: GAP,
    overscan: 1,
    onChange: (instance) => {
      const line = readingLine(instance.scrollOffset ?? 0, instance.scrollRect?.height ?? 0, instance.getTotalSize());
      const at = instance.getVirtualItems().find((item) => item.end > line);
      if (at) props.onPage(at.index + 1);
    },
  });
  useEffect(() => list.measure(), [width, zoom, turn]);
  useEffect(() => {
    const index = Math.min(target.page, sizes.length) - 1;
    const [first] = marks.get(target.page) ?? [];
    const offset = list.getOffsetForIndex(index, 'start')?.[0] ?? 0;
    const size = sizes[index];
    const into = first && size ? first.y * size.height * scaleOf(size) - (scroll.current?.clientHeight ?? 0) / 3 : -GAP / 2;
    list.scrollToOffset(Math.max(0, offset + into));
  }, [target, props.marks, turn, width > 0]);
  const widest = Math.max(...sizes.map((size) => size.width * scaleOf(size)));
  return (
    <div className={s.pages} style={{ blockSize: list.getTotalSize(), minInlineSize: widest + 2 * MARGIN }}>
      {list.getVirtualItems().map((item) => {
        const size = sizes[item.index];
        return size ? (
          <div key={item.key} className={s.slot} style={{ transform: `translateY(${item.start}px)` }}>
            <Page file={props.file} number={item.index + 1} scale={scaleOf(size)} size={size} turn={turn} quads={marks.get(item.index + 1)} label={props.label} cited={props.cited} />
          </div>
        ) : null;
      })}
    </div>
  );
}

interface PageProps {
  file: PDFDocumentProxy;
  number: number;
  scale: number;
  size: Size;
  turn: Turn;
  quads: Quad[] | undefined;
  label: number | null;
  cited: boolean;
}

function Page({ file, number, scale, size, turn, quads, label, cited }: PageProps) {
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let stop = () => {};
    let live = true;
    void file.getPage(number).then((page) => {
      if (live && canvas.current && text.current) stop = draw(page, scale, turn, canvas.current, text.current);
    });
    return () => {
      live = false;
      stop();
    };
  }, [file, number, scale, turn]);
  const style = { inlineSize: Math.floor(size.width * scale), blockSize: Math.floor(size.height * scale) };
  return (
    <section className={s.pdfPage} style={style} aria-label={t.viewer.pageLabel(number)} data-page={number}>
      <canvas ref={canvas} aria-hidden />
      {quads && <MarkLayer quads={quads} label={label} cited={cited} />}
      <div className={s.textLayer} ref={text} />
    </section>
  );
}

const percent = (part: number): string => `${part * 100}%`;

function MarkLayer(props: { quads: Quad[]; label: number | null; cited: boolean }) {
  const t = useTexts();
  const [first] = props.quads;
  const left = Math.min(...props.quads.map((quad) => quad.x));
  return (
    <>
      <div className={s.marks} role="img" aria-label={props.label === null ? t.viewer.foundPlace : t.viewer.mark(props.label)}>
        {props.quads.map((quad, index) => (
          <div
            key={index}
            className={s.mark}
            data-mark
            data-tone={props.cited ? 'cite' : 'find'}
            style={{ insetInlineStart: percent(quad.x), insetBlockStart: percent(quad.y), inlineSize: percent(quad.w), blockSize: percent(quad.h) }}
          />
        ))}
      </div>
      {first && props.label !== null && (
        <span className={s.number} aria-hidden style={{ insetInlineStart: percent(left), insetBlockStart: percent(first.y) }}>{props.label}</span>
      )}
    </>
  );
}

/** Draws a page and lays its text over it; returns how to stop. */
function draw(page: PDFPageProxy, scale: number, turn: Turn, canvas: HTMLCanvasElement, text: HTMLDivElement): () => void {
  const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 });
  const sharp = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.floor(viewport.width * sharp);
  canvas.height = Math.floor(viewport.height * sharp);
  const task = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
  task.promise.catch(() => undefined);
  text.replaceChildren();
  text.style.setProperty('--total-scale-factor', String(scale));
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
  layer.render().catch(() => undefined);
  return () => {
    task.cancel();
    layer.cancel();
  };
}
