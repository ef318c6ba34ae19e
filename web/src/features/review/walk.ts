/** What there is to decide on, in the order of the document, and the way through it. */
import type { Proposal, Redline, RevisionDecision, Severity, Source, Verdict, WordRevision, WordView } from '../../api/types';

export type Item =
  | { id: string; kind: 'proposal'; proposal: Proposal }
  | { id: string; kind: 'revision'; revision: WordRevision; decision: RevisionDecision | null };

/** What sort of change it is, for a reader. */
export type Sort = 'inserted' | 'deleted' | 'replaced' | 'moved' | 'format' | 'comment';

export interface Filter {
  scope: 'proposals' | 'revisions' | 'all';
  /** An author of tracked changes, or where proposals come from. */
  who?: string | undefined;
  sort?: Sort | undefined;
  decision?: Verdict | 'open' | undefined;
}

export const proposalId = (number: number): string => `p${number}`;
export const revisionId = (number: number): string => `r${number}`;
export const bySource = (source: Source): string => `source ${source}`;
export const byAuthor = (author: string): string => `author ${author}`;

const SORTS: Record<Proposal['kind'] | WordRevision['kind'], Sort> = {
  replace: 'replaced', insert_text: 'inserted', insert_paragraphs: 'inserted', delete: 'deleted', delete_paragraph: 'deleted', comment: 'comment', set_style: 'format',
  inserted: 'inserted', paragraph_inserted: 'inserted', deleted: 'deleted', paragraph_deleted: 'deleted', moved_from: 'moved', moved_to: 'moved', format: 'format', numbering: 'format', cell: 'format',
};

export const sortOf = (item: Item): Sort => SORTS[item.kind === 'proposal' ? item.proposal.kind : item.revision.kind] ?? 'format';
export const decisionOf = (item: Item): Verdict | null => (item.kind === 'proposal' ? item.proposal.decision : (item.decision?.decision ?? null));
export const whoOf = (item: Item): string => (item.kind === 'proposal' ? bySource(item.proposal.source) : byAuthor(item.revision.author));
export const partOf = (item: Item): { part: string; paragraph: number } => (item.kind === 'proposal' ? item.proposal : item.revision);

/** Where each tracked change begins in its paragraph, as far as the text has come. */
function beginnings(view: WordView): Map<number, number> {
  const found = new Map<number, number>();
  for (const paragraph of view.paragraphs) {
    let at = 0;
    for (const run of paragraph.runs) {
      at = run.start ?? at;
      for (const number of [run.inserted, run.deleted]) if (typeof number === 'number' && !found.has(number)) found.set(number, at);
      if (run.start !== null) at += [...run.text].length;
    }
    if (paragraph.mark && !found.has(paragraph.mark.revision)) found.set(paragraph.mark.revision, at);
  }
  return found;
}

/** Proposals and tracked changes, from the first line to the last. */
export function itemsOf(view: WordView, redline: Pick<Redline, 'proposals' | 'revisions'>): Item[] {
  const parts = [...new Set(view.paragraphs.map((one) => one.part))];
  const starts = beginnings(view);
  const decided = new Map(redline.revisions.map((one) => [one.number, one]));
  const keyed: { item: Item; key: [number, number, number] }[] = [];
  const key = (part: string, paragraph: number, at: number): [number, number, number] => {
    const index = parts.indexOf(part);
    return [index < 0 ? parts.length : index, paragraph, at];
  };
  for (const revision of view.revisions) {
    const item: Item = { id: revisionId(revision.number), kind: 'revision', revision, decision: decided.get(revision.number) ?? null };
    keyed.push({ item, key: key(revision.part, revision.paragraph, starts.get(revision.number) ?? 0) });
  }
  for (const proposal of redline.proposals) {
    keyed.push({ item: { id: proposalId(proposal.number), kind: 'proposal', proposal }, key: key(proposal.part, proposal.paragraph, proposal.start) });
  }
  return keyed.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2]).map((one) => one.item);
}

export function filtered(items: Item[], filter: Filter): Item[] {
  return items.filter(
    (item) =>
      (filter.scope === 'all' || item.kind === (filter.scope === 'proposals' ? 'proposal' : 'revision')) &&
      (!filter.who || whoOf(item) === filter.who) &&
      (!filter.sort || sortOf(item) === filter.sort) &&
      (!filter.decision || (decisionOf(item) ?? 'open') === filter.decision),
  );
}

/** The item before or behind, round the end; of a place that is not in the list, the nearest that way. */
export function step(items: Item[], all: Item[], id: string | undefined, by: 1 | -1): Item | undefined {
  const at = items.findIndex((one) => one.id === id);
  if (at >= 0) return items[(at + by + items.length) % items.length];
  const here = all.findIndex((one) => one.id === id);
  if (here < 0) return by > 0 ? items[0] : items.at(-1);
  const place = new Map(all.map((one, index) => [one.id, index]));
  const beyond = items.filter((one) => Math.sign((place.get(one.id) ?? 0) - here) === by);
  return (by > 0 ? beyond[0] : beyond.at(-1)) ?? (by > 0 ? items[0] : items.at(-1));
}

/** The next that nobody has decided on, round the end; none when all is decided. */
export function nextOpen(items: Item[], id: string | undefined): Item | undefined {
  const at = items.findIndex((one) => one.id === id);
  const round = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  return round.find((one) => one.id !== id && decisionOf(one) === null);
}

const SEVERITIES: Severity[] = ['high', 'medium', 'low'];

/** How many proposals are open, by how much they matter. */
export function openBySeverity(proposals: Proposal[]): { severity: Severity; open: number }[] {
  return SEVERITIES.map((severity) => ({ severity, open: proposals.filter((one) => one.severity === severity && one.decision === null).length }));
}

/** Beyond this many, all at once asks first. */
export const MANY = 10;
