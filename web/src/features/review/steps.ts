/** What there is to decide on, in the order of the document. */
import type { Proposal, Redline, RevisionDecision, WordRevision, WordView } from '../../api/types';

export type Step =
  | { id: string; kind: 'proposal'; at: number; proposal: Proposal }
  | { id: string; kind: 'revision'; at: number; revision: WordRevision; decision: RevisionDecision | undefined };

export type Filter = 'all' | 'proposals' | 'others' | 'undone';

/** Where each paragraph stands in the whole, by part and number. */
export function places(view: WordView): Map<string, number> {
  return new Map(view.paragraphs.map((one, index) => [`${one.part}#${one.number}`, index]));
}

export function steps(view: WordView, redline: Redline): Step[] {
  const where = places(view);
  const at = (part: string | null, paragraph: number | null) => where.get(`${part}#${paragraph}`) ?? 0;
  const proposals: Step[] = redline.proposals.map((proposal) => ({
    id: `p${proposal.number}`, kind: 'proposal', at: at(proposal.part, proposal.paragraph), proposal,
  }));
  const decided = new Map(redline.revisions.map((one) => [one.number, one]));
  const revisions: Step[] = view.revisions.map((revision) => ({
    id: `r${revision.number}`, kind: 'revision', at: at(revision.part, revision.paragraph), revision, decision: decided.get(revision.number),
  }));
  return [...proposals, ...revisions].sort((a, b) => a.at - b.at);
}

export const isOpen = (step: Step): boolean => (step.kind === 'proposal' ? step.proposal.decision === null : step.decision === undefined);

export function kept(all: Step[], filter: Filter): Step[] {
  if (filter === 'proposals') return all.filter((one) => one.kind === 'proposal');
  if (filter === 'others') return all.filter((one) => one.kind === 'revision');
  if (filter === 'undone') return all.filter(isOpen);
  return all;
}

/** The step behind this one, round the end; with `open`, the next that is still open. */
export function after(all: Step[], id: string | undefined, by: 1 | -1, open = false): Step | undefined {
  if (all.length === 0) return undefined;
  const now = all.findIndex((one) => one.id === id);
  for (let far = 1; far <= all.length; far += 1) {
    const next = all[(now + by * far + all.length * 2) % all.length];
    if (next && (!open || isOpen(next))) return next;
  }
  return all[Math.max(0, now)];
}

/** A number for each author, so that each has a look of their own. */
export function looks(view: WordView): Map<string, number> {
  return new Map(view.authors.map((author, index) => [author, index % 4]));
}
