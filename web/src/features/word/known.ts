/** What the paper knows of the whole document, for each of its paragraphs. */
import { createContext, useContext } from 'react';
import type { Proposal, Range, Verdict, WordComment, WordPlace, WordRevision } from '../../api/types';
import type { Note } from './margin';

/** Words that are brought into sight and marked. */
export interface Marked {
  /** Where they stand, paragraph by paragraph. */
  places: WordPlace[];
  /** What they are, to tell whether the number before the first of them is meant too. */
  quote: string;
  /** Words of a citation, words that were found, or a place alone without a mark. */
  tone: 'cite' | 'find' | null;
  /** The number of the citation. */
  ordinal: number | null;
}

export interface Known {
  /** The number of each author, in the order in which they appear. */
  authors: Map<string, number>;
  revisions: Map<number, WordRevision>;
  comments: Map<number, WordComment>;
  proposals: Map<number, Proposal>;
  /** The proposals that reach into a paragraph, by its place. */
  byPlace: Map<string, Proposal[]>;
  /** What stands in the margin, by place. */
  notes: Map<string, Note[]>;
  hasMargin: boolean;
  marked: Marked | undefined;
  /** The marked characters of a paragraph, by its place. */
  marks: Map<string, Range[]>;
  decisions: Map<number, Verdict>;
  current: string | undefined;
  onPick: ((id: string) => void) | undefined;
}

export const PaperContext = createContext<Known | null>(null);

export function usePaper(): Known {
  const known = useContext(PaperContext);
  if (!known) throw new Error('no paper');
  return known;
}

/** Colours are as many as one can tell apart; the initials tell the rest. */
export const HUES = 6;

export const hueOf = (known: Known, author: string): number => (known.authors.get(author) ?? 0) % HUES;

export const initials = (name: string): string => {
  const parts = name.replace(/^(mr|mw|dr|dhr|prof)\.?\s+/i, '').split(/[\s.\-]+/).filter((part) => part && !/^(van|de|der|den|ten|ter|het|’t|'t)$/.test(part));
  return parts.map((part) => [...part][0]?.toUpperCase() ?? '').filter((_, index, all) => index === 0 || index === all.length - 1).join('') || '?';
};
