/** A Word file on paper: its text, tables and notes, the changes in it, what is proposed, and comments in the margin. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import type { Proposal, Range, Verdict, WordView } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Empty } from '../../ui/parts';
import { blocksOf, placeOf, type Block } from './blocks';
import { PaperContext, type Known, type Marked } from './known';
import { Margin, notesOf } from './margin';
import { Paragraph } from './paragraph';
import s from './word.module.css';

interface PaperProps {
  view: WordView;
  label: string;
  proposals?: Proposal[];
  /** What was decided on the tracked changes. */
  decisions?: Map<number, Verdict>;
  /** The change that is looked at (`p3`, `r12`), and where it stands; a new object brings it into sight. */
  target?: { id: string; part: string; paragraph: number } | undefined;
  /** Words that are marked; a new object brings them into sight, where no change is looked at. */
  marked?: Marked | undefined;
  onPick?: (id: string) => void;
  /** Something floats over the end of the paper. */
  covered?: boolean;
}

const NONE: Proposal[] = [];
const NOTHING = new Map<number, Verdict>();
const LINE = 26;
const LETTERS = 84;

const letters = (block: Block): number =>
  block.kind === 'paragraph' ? block.paragraph.runs.reduce((sum, run) => sum + run.text.length, 0) : 0;

const likely = (block: Block | undefined): number => {
  if (!block) return LINE;
  if (block.kind === 'table') return block.rows.length * 44;
  return 10 + LINE * (1 + Math.floor(letters(block) / LETTERS));
};

export function Paper({ view, proposals = NONE, decisions = NOTHING, onPick, target, marked, label, covered }: PaperProps) {
  const t = useTexts();
  const scroll = useRef<HTMLDivElement>(null);
  const { blocks, at } = useMemo(() => blocksOf(view.paragraphs), [view.paragraphs]);
  const known = useKnown(view, proposals, decisions, target?.id, onPick, marked);
  const list = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => likely(blocks[index]),
    getItemKey: (index) => `${index} ${blocks[index]?.id}`,
    overscan: 10,
    paddingStart: 72,
    paddingEnd: covered ? 160 : 96,
  });
  useEffect(() => {
    const place = target ?? marked?.places[0];
    const index = place && at.get(placeOf(place.part, place.paragraph));
    if (index === undefined) return undefined;
    const there = () => scroll.current?.querySelector(target ? `[data-item~="${target.id}"]` : '[data-mark]');
    if (!inSight(scroll.current, there())) list.scrollToIndex(index, { align: target || marked?.tone ? 'center' : 'start' });
    return seek(scroll, there);
  }, [target, marked, at]);
  useLayoutEffect(() => spread(scroll.current));
  if (blocks.length === 0) return <Empty title={t.word.empty} />;
  return (
    <PaperContext.Provider value={known}>
      <div className={s.scroll} data-scroll ref={scroll} tabIndex={0} role="group" aria-label={label} data-covered={covered || undefined}>
        <div className={s.desk} data-margin={known.hasMargin || undefined} style={{ blockSize: list.getTotalSize() }}>
          <div className={s.sheet} aria-hidden />
          {list.getVirtualItems().map((item) => {
            const block = blocks[item.index];
            return block ? (
              <div key={item.key} className={s.slot} style={{ transform: `translateY(${item.start}px)` }} data-index={item.index} ref={list.measureElement}>
                <Laid block={block} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </PaperContext.Provider>
  );
}

/** What every paragraph needs to know of the whole. */
function useKnown(view: WordView, proposals: Proposal[], decisions: Map<number, Verdict>, current: string | undefined, onPick: Known['onPick'], marked: Marked | undefined): Known {
  const shared = useMemo(() => {
    const byPlace = new Map<string, Proposal[]>();
    for (const one of proposals) {
      for (let row = 0; row < Math.max(1, one.paragraphs); row++) {
        const place = placeOf(one.part, one.paragraph + row);
        byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
      }
    }
    return {
      authors: new Map(view.authors.map((author, index) => [author, index])),
      revisions: new Map(view.revisions.map((one) => [one.number, one])),
      comments: new Map(view.comments.map((one) => [one.id, one])),
      proposals: new Map(proposals.map((one) => [one.number, one])),
      byPlace,
      notes: notesOf(view, proposals),
    };
  }, [view, proposals]);
  const marks = useMemo(() => {
    const byPlace = new Map<string, Range[]>();
    for (const one of marked?.tone ? marked.places : []) byPlace.set(placeOf(one.part, one.paragraph), [{ start: one.start, end: one.end }]);
    return byPlace;
  }, [marked]);
  return useMemo(() => ({ ...shared, hasMargin: shared.notes.size > 0, decisions, current, onPick, marked, marks }), [shared, decisions, current, onPick, marked, marks]);
}

function Laid({ block }: { block: Block }) {
  const t = useTexts();
  if (block.kind === 'story') return <div className={s.row}><p className={s.story}>{t.word.stories[block.story]}</p></div>;
  if (block.kind === 'paragraph') {
    return (
      <div className={s.row}>
        <div className={s.text}><Paragraph paragraph={block.paragraph} /></div>
        <Margin places={[block.id]} />
      </div>
    );
  }
  const cells = block.rows.flat();
  return (
    <div className={s.row}>
      <div className={s.text}>
        <table className={s.table}>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell) => (
                  <td key={cell.column} colSpan={cell.span}>
                    {cell.paragraphs.map((paragraph) => <Paragraph key={paragraph.number} paragraph={paragraph} />)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Margin places={cells.flatMap((cell) => cell.paragraphs.map((one) => placeOf(one.part, one.number)))} />
    </div>
  );
}

const GAP = 8;

/** Notes in the margin stand beside their text, or below the note before where that is in the way. */
function spread(scroll: HTMLElement | null): void {
  let end = -Infinity;
  for (const node of scroll?.querySelectorAll<HTMLElement>('[data-notes]') ?? []) {
    node.style.translate = '';
    if (getComputedStyle(node).position !== 'absolute') return;
    const { top, height } = node.getBoundingClientRect();
    const down = Math.max(0, end + GAP - top);
    if (down > 0) node.style.translate = `0 ${down}px`;
    end = top + down + height;
  }
}

const FRAMES = 30;

function inSight(scroll: HTMLElement | null, node: Element | null | undefined): boolean {
  if (!scroll || !node) return false;
  const [box, place] = [scroll.getBoundingClientRect(), node.getBoundingClientRect()];
  return place.top >= box.top + 24 && place.top <= box.bottom - 140;
}

/** Brings what is looked at into sight once it is on the paper. */
function seek(scroll: RefObject<HTMLDivElement | null>, find: () => Element | null | undefined): () => void {
  let frame = 0;
  let left = FRAMES;
  const look = () => {
    const node = find();
    if (node && scroll.current && !inSight(scroll.current, node)) {
      const box = scroll.current.getBoundingClientRect();
      scroll.current.scrollTop += node.getBoundingClientRect().top - box.top - box.height / 3;
    }
    if (node) left = Math.min(left, 3);
    if (left-- > 0) frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}
