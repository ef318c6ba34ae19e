/** The text of a Word document on paper, with the changes in it and those that are proposed. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { Proposal, WordParagraph, WordView } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { classes } from '../../ui/parts';
import { looks } from './steps';
import { touches, weave, type Piece } from './weave';
import s from './review.module.css';

interface PaperProps {
  view: WordView;
  proposals: Proposal[];
  /** The step that is looked at: `p3`, `r12`. */
  step: string | undefined;
  /** The paragraph it stands in, counted over all. */
  at: number | undefined;
  onStep: (id: string) => void;
}

export function Paper(props: PaperProps) {
  const t = useTexts();
  const { view } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const authors = useMemo(() => looks(view), [view]);
  const list = useVirtualizer({
    count: view.paragraphs.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => 30 + 26 * Math.floor((view.paragraphs[index]?.runs.reduce((sum, run) => sum + run.text.length, 0) ?? 0) / 85),
    overscan: 12,
    paddingStart: 48,
    paddingEnd: 120,
  });
  useEffect(() => {
    if (props.at !== undefined) list.scrollToIndex(props.at, { align: 'center' });
  }, [props.step]);
  return (
    <div className={s.scroll} data-scroll ref={scroll} tabIndex={0} role="group" aria-label={t.review.paper}>
      <div className={s.paper} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const paragraph = view.paragraphs[item.index];
          return paragraph ? (
            <div key={item.key} className={s.slot} style={{ transform: `translateY(${item.start}px)` }} data-index={item.index} ref={list.measureElement}>
              <Paragraph {...props} paragraph={paragraph} authors={authors} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

interface ParagraphProps extends PaperProps {
  paragraph: WordParagraph;
  authors: Map<string, number>;
}

function Paragraph(props: ParagraphProps) {
  const t = useTexts();
  const { paragraph, view } = props;
  const here = props.proposals.filter((one) => touches(one, paragraph));
  const woven = weave(paragraph, here);
  const empty = woven.pieces.every((one) => !one.text.trim());
  const Tag = paragraph.heading ? (`h${Math.min(6, paragraph.heading + 2)}` as 'h3') : 'p';
  const said = view.comments.filter((one) => one.part === paragraph.part && one.paragraph === paragraph.number);
  return (
    <>
      <Tag
        className={classes(s.paragraph, paragraph.kind !== 'document' && s.aside, paragraph.cell && s.cell, empty && s.blank)}
        data-align={paragraph.align ?? undefined}
        data-indent={Math.min(8, paragraph.indent) || undefined}
        data-mark={paragraph.mark?.kind}
      >
        {paragraph.label && <span className={s.label}>{paragraph.label}</span>}
        {woven.pieces.map((one, index) => <Words key={index} {...props} piece={one} />)}
      </Tag>
      {woven.behind.map((line, index) => (
        <p key={index} className={s.paragraph}>
          <Words {...props} piece={{ text: line.text, bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, comments: [], note: null, proposal: line.proposal, role: 'new' }} />
        </p>
      ))}
      {woven.remarks.map((number) => <Remark key={number} {...props} number={number} />)}
      {said.map((one) => (
        <div role="note" key={one.id} className={s.comment} data-look={props.authors.get(one.author) ?? 0}>
          <b>{t.review.comment(one.author || t.review.unknownAuthor)}</b>
          <p>{one.text}</p>
        </div>
      ))}
    </>
  );
}

/** A remark that is proposed. */
function Remark(props: ParagraphProps & { number: number }) {
  const t = useTexts();
  const found = props.proposals.find((one) => one.number === props.number);
  if (!found) return null;
  return (
    <div role="note" className={s.comment} data-proposal data-current={props.step === `p${props.number}` || undefined}>
      <b>{t.proposalKinds[found.kind]}</b>
      <p>{found.own_text ?? found.new}</p>
    </div>
  );
}

function Words(props: ParagraphProps & { piece: Piece }) {
  const t = useTexts();
  const { piece, view } = props;
  const look = classes(piece.bold && s.bold, piece.italic && s.italic, piece.underline && s.underlined, piece.strike && s.struck);
  const text = look ? <span className={look}>{piece.text}</span> : piece.text;
  const change = piece.deleted ?? piece.inserted;
  const by = change === null ? undefined : view.revisions.find((one) => one.number === change);
  let shown = piece.note ? <sup>{piece.note}</sup> : <>{text}</>;
  if (change !== null) {
    const Changed = piece.deleted !== null ? 'del' : 'ins';
    const what = piece.deleted !== null ? t.review.deletion : t.review.insertion;
    shown = (
      <Changed className={s.change} data-look={props.authors.get(by?.author ?? '') ?? 0} data-current={props.step === `r${change}` || undefined} title={`${by?.author || t.review.unknownAuthor}: ${what}`} onClick={() => props.onStep(`r${change}`)}>
        {shown}
      </Changed>
    );
  }
  if (piece.proposal === null) return shown;
  const proposal = props.proposals.find((one) => one.number === piece.proposal);
  const Proposed = piece.role === 'old' ? 'del' : 'ins';
  const current = props.step === `p${piece.proposal}`;
  return (
    <Proposed
      className={s.proposal}
      data-current={current || undefined}
      data-decision={proposal?.decision ?? undefined}
      data-origin={proposal?.source === 'model' && !proposal.decision ? 'model' : undefined}
      onClick={() => props.onStep(`p${piece.proposal}`)}
    >
      {shown}
    </Proposed>
  );
}
