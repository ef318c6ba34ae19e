/**
 * A paragraph as it is reviewed: its text with the tracked changes that are in the file, and what is
 * proposed woven in. Places count Unicode code points of the current text, as the server does.
 */
import type { Proposal, Range, WordParagraph, WordRun } from '../../api/types';
import { difference, type Edit } from './difference';

/** A piece of text of one look, under the same changes. */
export interface Piece {
  text: string;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  field: boolean;
  missing: boolean;
  note: string | null;
  /** Tracked changes that are in the file. */
  inserted: number | null;
  deleted: number | null;
  moved: boolean;
  comments: number[];
  /** The proposal that takes this text away, brings it, or speaks of it. */
  proposal: number | null;
  role: 'old' | 'new' | 'about' | null;
  /** Where a proposal begins: it carries the proposal's label. */
  first: boolean;
  /** The words of a citation, or words that were found; `start` where they begin. */
  marked: 'start' | 'on' | null;
}

/** A paragraph with what comes behind it and what is said beside it. */
export interface Woven {
  pieces: Piece[];
  /** New paragraphs, and the proposal that brings them. */
  behind: { text: string; proposal: number; first: boolean }[];
  /** Proposals that say something of the paragraph without touching its text. */
  remarks: number[];
  /** The proposal that takes the whole paragraph away. */
  gone: number | null;
}

const reach = (proposal: Proposal): number => Math.max(1, proposal.paragraphs);

/** The words that are to stand there. */
export const wording = (proposal: Proposal): string => proposal.own_text ?? proposal.new;

/** Whether a proposal reaches into a paragraph. */
export function touches(proposal: Proposal, paragraph: WordParagraph): boolean {
  const row = paragraph.number - proposal.paragraph;
  return proposal.part === paragraph.part && row >= 0 && row < reach(proposal);
}

interface Effect extends Edit {
  proposal: number;
  role: 'change' | 'about';
  /** The place of a label without a text: what was rejected leaves only that. */
  label: boolean;
}

/** What one proposal does to one of its paragraphs. */
interface Done {
  effects: Effect[];
  behind: string[];
  remark: boolean;
  gone: boolean;
}

function doneTo(proposal: Proposal, paragraph: WordParagraph, text: string[]): Done {
  const row = paragraph.number - proposal.paragraph;
  const { number, start } = proposal;
  const change = (edit: Edit): Effect => ({ ...edit, proposal: number, role: 'change', label: false });
  const nothing: Done = { effects: [], behind: [], remark: false, gone: false };
  if (proposal.decision === 'rejected') {
    return row === 0 ? { ...nothing, effects: [{ from: start, to: start, text: '', proposal: number, role: 'about', label: true }] } : nothing;
  }
  const end = Math.max(start, proposal.end);
  const words = wording(proposal);
  switch (proposal.kind) {
    case 'insert_text': return { ...nothing, effects: [change({ from: end, to: end, text: words })] };
    case 'delete': return { ...nothing, effects: [change({ from: start, to: end, text: '' })] };
    case 'insert_paragraphs': return { ...nothing, behind: words.split('\n') };
    case 'delete_paragraph': return { ...nothing, effects: [change({ from: 0, to: text.length, text: '' })], gone: true };
    case 'replace': return replaced(proposal, row, text, change);
    default: return { ...nothing, effects: [{ from: start, to: end, text: '', proposal: number, role: 'about', label: false }], remark: row === 0 };
  }
}

/** A replacement, paragraph by paragraph: what has a counterpart changes word by word, the rest goes or comes. */
function replaced(proposal: Proposal, row: number, text: string[], change: (edit: Edit) => Effect): Done {
  const rows = reach(proposal);
  const lines = rows > 1 || proposal.clause ? wording(proposal).split('\n') : [wording(proposal)];
  const [from, to] = row === 0 && rows === 1 ? [proposal.start, proposal.end] : [row === 0 ? proposal.start : 0, text.length];
  const line = lines[row];
  const last = row === rows - 1;
  const behind = last ? lines.slice(rows) : [];
  if (line === undefined) return { effects: [change({ from, to, text: '' })], behind, remark: false, gone: true };
  const edits = difference(text.slice(from, to).join(''), line);
  return { effects: edits.map((edit) => change({ from: from + edit.from, to: from + edit.to, text: edit.text })), behind, remark: false, gone: false };
}

const ofRun = (run: WordRun, text: string): Piece => {
  const { bold, italic, underline, strike, field, note, inserted, deleted, moved, comments } = run;
  return { text, bold, italic, underline, strike, field, note, inserted, deleted, moved, comments, missing: run.missing ?? false, proposal: null, role: null, first: false, marked: null };
};

/** New words, in the look of the words before them. */
const brought = (run: WordRun | undefined, text: string, proposal: number): Piece => ({
  text, bold: run?.bold ?? false, italic: run?.italic ?? false, underline: false, strike: false, field: false, note: null,
  inserted: null, deleted: null, moved: false, comments: [], missing: false, proposal, role: 'new', first: false, marked: null,
});

/** The paragraph with these proposals, and these characters of its current text marked. */
export function weave(paragraph: WordParagraph, proposals: Proposal[], marks: Range[] = []): Woven {
  const text = paragraph.runs.flatMap((run) => (run.start === null ? [] : [...run.text]));
  const here = proposals.filter((one) => touches(one, paragraph));
  const done = here.map((proposal) => ({ proposal, ...doneTo(proposal, paragraph, text) }));
  const effects = done.flatMap((one) => one.effects).sort((a, b) => a.from - b.from || a.to - b.to);
  const pieces = lay(paragraph.runs, effects, marks);
  const behind = done.flatMap((one) => one.behind.map((line, index) => ({ text: line, proposal: one.proposal.number, first: index === 0 && one.effects.length === 0 })));
  for (const { proposal } of done) {
    const first = proposal.paragraph === paragraph.number ? pieces.find((piece) => piece.proposal === proposal.number) : undefined;
    if (first) first.first = true;
  }
  return {
    pieces,
    behind,
    remarks: done.filter((one) => one.remark).map((one) => one.proposal.number),
    gone: done.find((one) => one.gone)?.proposal.number ?? null,
  };
}

/** The runs cut where a change or a mark begins or ends, with the new words behind the old ones. */
function lay(runs: WordRun[], effects: Effect[], marks: Range[]): Piece[] {
  const pieces: Piece[] = [];
  const waiting = effects.filter((one) => one.text || one.label).sort((a, b) => a.to - b.to);
  let before: WordRun | undefined;
  const bring = (at: number) => {
    while (waiting[0] && waiting[0].to <= at) {
      const next = waiting.shift();
      if (next) pieces.push(next.label ? { ...brought(undefined, '', next.proposal), role: 'about' } : brought(before, next.text, next.proposal));
    }
  };
  for (const run of runs) {
    if (run.start === null) {
      pieces.push(ofRun(run, run.text));
      continue;
    }
    const letters = [...run.text];
    if (letters.length === 0) pieces.push(ofRun(run, ''));
    for (let done = 0; done < letters.length; ) {
      const at = run.start + done;
      bring(at);
      before = run;
      const inside = effects.find((one) => one.from <= at && at < one.to);
      const borders = [...effects.flatMap((one) => [one.from, one.to]), ...marks.flatMap((one) => [one.start, one.end])].filter((border) => border > at);
      const end = Math.min(run.start + letters.length, ...borders);
      const mark = marks.find((one) => one.start <= at && at < one.end);
      const piece = { ...ofRun(run, letters.slice(done, end - run.start).join('')), marked: mark ? (mark.start === at ? 'start' as const : 'on' as const) : null };
      pieces.push(inside ? { ...piece, proposal: inside.proposal, role: inside.role === 'about' ? 'about' : 'old' } : piece);
      done = end - run.start;
    }
  }
  bring(Number.MAX_SAFE_INTEGER);
  return pieces;
}
