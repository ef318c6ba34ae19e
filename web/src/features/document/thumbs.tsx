/** The pages of a PDF in small; only those in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTexts } from '../../i18n/language';
import type { Turn } from './turn';
import s from './document.module.css';

const WIDTH = 104;
const HEIGHT = 176;

export default function Thumbs(props: { file: PDFDocumentProxy; at: number; turn: Turn; onGo: (page: number) => void }) {
  const t = useTexts();
  const scroll = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({ count: props.file.numPages, getScrollElement: () => scroll.current, estimateSize: () => HEIGHT, overscan: 2 });
  useEffect(() => list.scrollToIndex(props.at - 1), [props.at]);
  return (
    <div className={s.thumbs} ref={scroll} role="group" aria-label={t.viewer.pages}>
      <div style={{ blockSize: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map((item) => (
          <AriaButton
            key={item.key}
            className={s.thumb ?? ''}
            style={{ transform: `translateY(${item.start}px)`, blockSize: HEIGHT }}
            aria-label={t.viewer.pageLabel(item.index + 1)}
            {...(item.index + 1 === props.at ? { 'aria-current': 'page' as const, 'data-current': true } : {})}
            onPress={() => props.onGo(item.index + 1)}
          >
            <Small file={props.file} number={item.index + 1} turn={props.turn} />
            <span aria-hidden>{item.index + 1}</span>
          </AriaButton>
        ))}
      </div>
    </div>
  );
}

function Small({ file, number, turn }: { file: PDFDocumentProxy; number: number; turn: Turn }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stop = () => {};
    let live = true;
    void file.getPage(number).then((page) => {
      if (!live || !canvas.current) return;
      const rotation = (page.rotate + turn) % 360;
      const whole = page.getViewport({ scale: 1, rotation });
      const scale = Math.min(WIDTH / whole.width, (HEIGHT - 32) / whole.height);
      const viewport = page.getViewport({ scale, rotation });
      const sharp = Math.min(window.devicePixelRatio || 1, 2);
      canvas.current.width = Math.floor(viewport.width * sharp);
      canvas.current.height = Math.floor(viewport.height * sharp);
      canvas.current.style.inlineSize = `${Math.floor(viewport.width)}px`;
      const task = page.render({ canvas: canvas.current, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
      task.promise.catch(() => undefined);
      stop = () => task.cancel();
    });
    return () => {
      live = false;
      stop();
    };
  }, [file, number, turn]);
  return <canvas ref={canvas} aria-hidden />;
}
