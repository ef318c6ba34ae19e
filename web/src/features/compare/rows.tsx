/** The rows of a comparison: the same paragraph left and right, what differs marked. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Comparison, CompareRow, CompareSide } from '../../api/types';
import { useTexts } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { Tag } from '../../ui/parts';
import { differs, withMark, type Cited } from './walk';
import s from './compare.module.css';

interface RowsProps {
  data: Comparison;
  current: number | null;
  /** Words that somebody came for. */
  cited: Cited | undefined;
  onPick: (row: number) => void;
}

const TONES = { inserted: 'ok', deleted: 'bad', changed: 'plain', moved: 'quiet', not_shown: 'warn', equal: 'quiet', skipped: 'quiet' } as const;

const letters = (side: CompareSide | null): number => side?.pieces.reduce((sum, piece) => sum + piece.text.length, 0) ?? 0;

/** A side by its name and version; a text that is still written has no version. */
const named = (t: Texts, side: Comparison['old']): string =>
  `${side.document_name}, ${side.version_number ? t.compare.numbered(side.version_number) : t.compare.now}`;

export function Rows({ data, current, cited, onPick }: RowsProps) {
  const t = useTexts();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows } = data;
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => 34 + 25 * Math.floor(Math.max(letters(rows[index]?.old ?? null), letters(rows[index]?.new ?? null)) / 60),
    overscan: 12,
    paddingEnd: 48,
    scrollPaddingStart: 60,
  });
  useEffect(() => {
    const row = current ?? cited?.row;
    if (row !== undefined) list.scrollToIndex(row, { align: 'center' });
  }, [current, cited]);
  return (
    <div className={s.scroll} ref={scroll} tabIndex={0} role="group" aria-label={t.compare.table}>
      <div role="table" aria-label={t.compare.table} aria-rowcount={rows.length + 1}>
        <div role="rowgroup" className={s.names}>
          <div role="row" aria-rowindex={1} className={s.columns}>
            <span role="columnheader" title={data.old.document_name}>{named(t, data.old)}</span>
            <span role="columnheader" title={data.new.document_name}>{named(t, data.new)}</span>
          </div>
        </div>
        <div role="rowgroup" className={s.rows} style={{ blockSize: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row ? (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={s.row}
                data-kind={row.kind}
                data-current={item.index === current || undefined}
                style={{ transform: `translateY(${item.start}px)` }}
                data-index={item.index}
                ref={list.measureElement}
                onClick={differs(row) ? () => onPick(item.index) : undefined}
              >
                <Row row={row} cited={cited?.row === item.index ? cited : undefined} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function Row({ row, cited }: { row: CompareRow; cited: Cited | undefined }) {
  const t = useTexts();
  if (row.kind === 'skipped') return <div role="cell" aria-colspan={2} className={s.skipped}><span>{t.compare.skipped(row.count ?? 0)}</span></div>;
  return (
    <>
      <div role="cell" className={s.cell}>{row.old ? <Words side={row.old} row={row} gone /> : <None />}</div>
      <div role="cell" className={s.cell}>{row.new ? <Words side={row.new} row={row} gone={false} cited={cited} /> : <None />}</div>
    </>
  );
}

function None() {
  const t = useTexts();
  return <span className="hidden">{t.compare.nothing}</span>;
}

function Words({ side, row, gone, cited }: { side: CompareSide; row: CompareRow; gone: boolean; cited?: Cited | undefined }) {
  const t = useTexts();
  const other = gone ? row.new : row.old;
  const whole = row.kind === 'inserted' || row.kind === 'deleted';
  const named = row.kind !== 'equal' && (whole || row.kind === 'moved' || (!gone && row.kind !== 'changed'));
  return (
    <>
      {named && (
        <span className={s.kind}>
          <Tag tone={TONES[row.kind]}>{t.rowKinds[row.kind]}</Tag>
          {row.kind === 'moved' && other?.label && <small>{(gone ? t.compare.movedTo : t.compare.movedFrom)(other.label)}</small>}
        </span>
      )}
      <p className={s.text}>
        {side.label && <span className={s.label}>{side.label}</span>}
        {withMark(side, cited).map((piece, index) => {
          const text = piece.marked ? <mark data-mark data-tone="find">{piece.text}</mark> : piece.text;
          if (!piece.changed || row.kind === 'not_shown' || row.kind === 'equal') return <span key={index}>{text}</span>;
          return gone ? (
            <del key={index}><span className="hidden">{t.compare.gone}</span>{text}</del>
          ) : (
            <ins key={index}><span className="hidden">{t.compare.come}</span>{text}</ins>
          );
        })}
      </p>
    </>
  );
}
