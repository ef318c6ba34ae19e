/**
 * A paragraph as it is reviewed: the text that is there, with tracked changes of others, and what is
 * proposed for it woven in. Places count in Unicode code points of the current text.
 */
import type { Proposal, WordParagraph, WordRun } from '../../api/types';

/** A piece of text of one look under the same changes. */
export interface Piece {
  text: string;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  /** Numbers of tracked changes that are in the document. */
  inserted: number | null;
  deleted: number | null;
  comments: number[];
  note: string | null;
  /** The proposal that takes this text away, or brings it. */
  proposal: number | null;
  role: 'old' | 'new' | null;
}

/** A paragraph with what comes behind it. */
export interface Woven {
  pieces: Piece[];
  /** New paragraphs: their text, and the proposal that brings them. */
  behind: { text: string; proposal: number }[];
  /** Proposals that speak of it without touching its text. */
  remarks: number[];
}

const plain = { bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, comments: [], note: null };

function piece(run: WordRun, text: string, proposal: number | null): Piece {
  const { bold, italic, underline, strike, inserted, deleted, comments, note } = run;
  return { text, bold, italic, underline, strike, inserted, deleted, comments, note, proposal, role: proposal === null ? null : 'old' };
}

/** Whether a proposal reaches into a paragraph. */
export function touches(proposal: Proposal, paragraph: WordParagraph): boolean {
  const last = proposal.paragraph + Math.max(1, proposal.paragraphs) - 1;
  return proposal.part === paragraph.part && paragraph.number >= proposal.paragraph && paragraph.number <= last;
}

/** What a proposal that is not rejected does to a paragraph: the range it takes, and the text it brings. */
interface Effect {
  number: number;
  from: number;
  to: number;
  text: string;
  behind: string[];
}

function effect(proposal: Proposal, paragraph: WordParagraph, length: number): Effect {
  const { number, kind, start, end } = proposal;
  const words = proposal.own_text ?? proposal.new;
  const first = paragraph.number === proposal.paragraph;
  const last = paragraph.number === proposal.paragraph + Math.max(1, proposal.paragraphs) - 1;
  const none = { number, from: start, to: start, text: '', behind: [] };
  if (kind === 'replace' && proposal.paragraphs > 1) {
    const lines = last ? words.split('\n') : [];
    return { number, from: first ? start : 0, to: length, text: '', behind: lines };
  }
  switch (kind) {
    case 'replace': return { number, from: start, to: end, text: words, behind: [] };
    case 'insert_text': return { ...none, from: end, to: end, text: words };
    case 'delete': return { ...none, to: end };
    case 'delete_paragraph': return { ...none, from: 0, to: length };
    case 'insert_paragraphs': return { ...none, behind: words.split('\n') };
    default: return none;
  }
}

/** The paragraph with these proposals; those that were rejected leave no trace. */
export function weave(paragraph: WordParagraph, proposals: Proposal[]): Woven {
  const length = paragraph.runs.reduce((sum, run) => (run.start === null ? sum : sum + [...run.text].length), 0);
  const here = proposals.filter((one) => one.decision !== 'rejected' && touches(one, paragraph));
  const effects = here.map((one) => effect(one, paragraph, length)).sort((a, b) => a.from - b.from || a.to - b.to);
  const pieces: Piece[] = [];
  const waiting = effects.filter((one) => one.text);
  const bring = (at: number) => {
    while (waiting[0] && waiting[0].to <= at) {
      const next = waiting.shift();
      if (next) pieces.push({ ...plain, text: next.text, proposal: next.number, role: 'new' });
    }
  };
  for (const run of paragraph.runs) {
    if (run.start === null) {
      pieces.push(piece(run, run.text, null));
      continue;
    }
    const letters = [...run.text];
    let done = 0;
    while (done < letters.length) {
      const at = run.start + done;
      bring(at);
      const inside = effects.find((one) => one.from <= at && at < one.to);
      const borders = effects.flatMap((one) => [one.from, one.to]).filter((border) => border > at);
      const end = Math.min(run.start + letters.length, ...borders);
      pieces.push(piece(run, letters.slice(done, end - run.start).join(''), inside?.number ?? null));
      done = end - run.start;
    }
  }
  bring(Number.MAX_SAFE_INTEGER);
  // the new text of an article stands before what comes behind the article
  const ordered = [...effects].sort((a, b) => Number(b.to > b.from) - Number(a.to > a.from));
  return {
    pieces,
    behind: ordered.flatMap((one) => one.behind.map((text) => ({ text, proposal: one.number }))),
    remarks: here.filter((one) => one.kind === 'comment' || one.kind === 'set_style').map((one) => one.number),
  };
}
