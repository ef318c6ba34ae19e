/** One paragraph with its changes: those in the file as Word shows them, and those that are proposed, dashed and labelled. */
import { useMemo, type MouseEvent, type ReactNode } from 'react';
import type { Proposal, Range, WordParagraph, WordRevision } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { classes } from '../../ui/parts';
import { placeOf } from './blocks';
import { hueOf, initials, usePaper, type Marked } from './known';
import { weave, type Piece } from './weave';
import s from './word.module.css';

const NONE: Proposal[] = [];
const UNMARKED: Range[] = [];

export function Paragraph({ paragraph }: { paragraph: WordParagraph }) {
  const known = usePaper();
  const place = placeOf(paragraph.part, paragraph.number);
  const here = known.byPlace.get(place) ?? NONE;
  const marks = known.marks.get(place) ?? UNMARKED;
  const woven = useMemo(() => weave(paragraph, here, marks), [paragraph, here, marks]);
  const labelled = isLabelMarked(paragraph, known.marked, marks);
  const Tag = paragraph.heading !== null ? 'h3' : 'p';
  const changed = here.length > 0 || paragraph.mark !== null || woven.pieces.some((one) => one.inserted !== null || one.deleted !== null);
  const blank = woven.pieces.every((one) => !one.text.trim()) && !paragraph.label;
  return (
    <>
      <Tag
        className={classes(s.paragraph, paragraph.kind !== 'document' && s.aside, blank && s.blank)}
        data-level={paragraph.heading ?? undefined}
        data-align={paragraph.align ?? undefined}
        data-indent={Math.min(8, paragraph.indent) || undefined}
        data-changed={changed || undefined}
      >
        {paragraph.label && <span className={s.label}>{labelled ? <Marking first={isFirst(paragraph, known.marked)}>{paragraph.label}</Marking> : paragraph.label}</span>}
        {woven.pieces.map((piece, index) => <Words key={index} piece={piece} before={woven.pieces[index - 1]} numbered={!labelled && piece.marked === 'start' && isFirst(paragraph, known.marked)} />)}
        <Mark paragraph={paragraph} gone={woven.gone} />
      </Tag>
      {woven.behind.map((line, index) => (
        <p key={index} className={s.paragraph} data-changed data-indent={Math.min(8, paragraph.indent) || undefined}>
          <Proposed number={line.proposal} role="new" first={line.first}>{line.text}</Proposed>
        </p>
      ))}
    </>
  );
}

/** Whether the marked words begin in this paragraph. */
const isFirst = (paragraph: WordParagraph, marked: Marked | undefined): boolean => {
  const first = marked?.places[0];
  return first?.part === paragraph.part && first.paragraph === paragraph.number;
};

/** A number has no characters of its own: it is marked where the words before it are, or where they begin with it. */
function isLabelMarked(paragraph: WordParagraph, marked: Marked | undefined, marks: Range[]): boolean {
  if (!marked || !paragraph.label || marks[0]?.start !== 0) return false;
  return !isFirst(paragraph, marked) || marked.quote.trimStart().startsWith(paragraph.label.trim());
}

/** Words of a citation, or words that were found; the first of a citation carry its number. */
function Marking({ first, children }: { first: boolean; children: ReactNode }) {
  const { marked } = usePaper();
  return (
    <mark data-mark data-tone={marked?.tone ?? undefined}>
      {first && typeof marked?.ordinal === 'number' && <sup>{marked.ordinal}</sup>}
      {children}
    </mark>
  );
}

/** The sign at the end of a paragraph, where a change joins it to the next or makes it. */
function Mark({ paragraph, gone }: { paragraph: WordParagraph; gone: number | null }) {
  const t = useTexts();
  const sign = <span aria-hidden className={s.mark}>¶</span>;
  if (gone !== null) return <Proposed number={gone} role="old" first={false}>{sign}<span className="hidden">{t.word.mark}</span></Proposed>;
  if (!paragraph.mark) return null;
  const { kind, revision } = paragraph.mark;
  return <Tracked number={revision} gone={kind === 'deleted'} moved={false} labelled={false}>{sign}<span className="hidden">{t.word.mark}</span></Tracked>;
}

const OBJECT = '\ufffc';

function Words({ piece, before, numbered }: { piece: Piece; before: Piece | undefined; numbered: boolean }) {
  const t = useTexts();
  const known = usePaper();
  const hue = piece.comments[0] !== undefined ? hueOf(known, known.comments.get(piece.comments[0])?.author ?? '') : undefined;
  const look = classes(
    piece.bold && s.bold, piece.italic && s.italic, piece.underline && s.underlined, piece.strike && s.struck, piece.field && s.field, piece.missing && s.missing, hue !== undefined && s.commented,
  );
  let shown: ReactNode = piece.text.includes(OBJECT) ? <Objects text={piece.text} /> : piece.text;
  if (piece.marked) shown = <Marking first={numbered}>{shown}</Marking>;
  if (piece.note) shown = <sup aria-label={t.word.note(piece.note)} role="note">{piece.note}</sup>;
  if (look) shown = <span className={look} data-hue={hue}>{piece.missing && <span className="hidden">{t.word.missing}</span>}{shown}</span>;
  // a text that one brought and another struck carries both
  for (const number of [piece.inserted, piece.deleted]) {
    if (number === null) continue;
    const gone = number === piece.deleted;
    shown = <Tracked number={number} gone={gone} moved={piece.moved} labelled={!follows(known.revisions.get(number), before, known.revisions, gone)}>{shown}</Tracked>;
  }
  if (piece.proposal === null || !piece.role) return shown;
  return <Proposed number={piece.proposal} role={piece.role} first={piece.first}>{shown}</Proposed>;
}

function Objects({ text }: { text: string }) {
  const t = useTexts();
  return text.split(OBJECT).map((part, index) => (
    <span key={index}>
      {index > 0 && <span className={s.object} role="img" aria-label={t.word.picture}>▣</span>}
      {part}
    </span>
  ));
}

/** Whether the text before is the same sort of change by the same person: then it needs no second label. */
function follows(revision: WordRevision | undefined, before: Piece | undefined, revisions: Map<number, WordRevision>, gone: boolean): boolean {
  const number = gone ? before?.deleted : before?.inserted;
  const other = typeof number === 'number' ? revisions.get(number) : undefined;
  return other !== undefined && other.author === revision?.author && other.kind === revision.kind;
}

interface TrackedProps {
  number: number;
  gone: boolean;
  moved: boolean;
  labelled: boolean;
  children: ReactNode;
}

/** A change that is in the file: underlined or struck in the colour of who made it, with their initials. */
function Tracked({ number, gone, moved, labelled, children }: TrackedProps) {
  const t = useTexts();
  const known = usePaper();
  const id = `r${number}`;
  const author = known.revisions.get(number)?.author ?? '';
  const verdict = known.decisions.get(number);
  const said = gone ? (moved ? t.word.movedFromBy : t.word.deletedBy) : moved ? t.word.movedToBy : t.word.insertedBy;
  const Change = gone ? 'del' : 'ins';
  return (
    <Change
      className={s.tracked}
      data-item={id}
      data-hue={hueOf(known, author)}
      data-moved={moved || undefined}
      data-current={known.current === id || undefined}
      data-decision={verdict}
      onClick={picks(known.onPick, id)}
    >
      {labelled && (
        <>
          <span className={s.by} aria-hidden>{initials(author)}{verdict && (verdict === 'accepted' ? ' ✓' : ' ✕')}</span>
          <span className="hidden">{said(author || t.word.nobody)}</span>
        </>
      )}
      {children}
    </Change>
  );
}

interface ProposedProps {
  number: number;
  role: NonNullable<Piece['role']>;
  first: boolean;
  children: ReactNode;
}

/** A change that is proposed. Words of a model say so, on the page and in its markup, until a person has decided. */
function Proposed({ number, role, first, children }: ProposedProps) {
  const t = useTexts();
  const known = usePaper();
  const id = `p${number}`;
  const proposal = known.proposals.get(number);
  const Change = role === 'old' ? 'del' : role === 'new' ? 'ins' : 'span';
  const byModel = proposal?.source === 'model' && proposal.decision === null;
  return (
    <Change
      className={s.proposed}
      data-item={id}
      data-role={role}
      data-current={known.current === id || undefined}
      data-decision={proposal?.decision ?? undefined}
      data-origin={byModel && role !== 'old' ? 'model' : undefined}
      onClick={picks(known.onPick, id)}
    >
      {first && proposal && <Label proposal={proposal} />}
      {role !== 'about' && <span className="hidden">{role === 'old' ? t.review.proposedOld : t.review.proposedNew}</span>}
      {children}
    </Change>
  );
}

function Label({ proposal }: { proposal: Proposal }) {
  const t = useTexts();
  const { decision, source } = proposal;
  const open = source === 'model' ? t.review.labelModel : t.review.label;
  const words = decision === 'accepted' ? (proposal.own_text ? t.review.labelOwn : t.review.labelAccepted) : decision === 'rejected' ? t.review.labelRejected : open;
  return <span className={s.flag} data-decision={decision ?? undefined}>{words}</span>;
}

/** A click on a change picks it; with the keyboard one walks, or chooses it in the list. */
function picks(onPick: ((id: string) => void) | undefined, id: string) {
  if (!onPick) return undefined;
  return (event: MouseEvent) => {
    event.stopPropagation();
    if (!getSelection()?.toString()) onPick(id);
  };
}
