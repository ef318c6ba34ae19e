/**
 * Brings two changes of a text together, block by block: what one side changed is taken over; what
 * both changed is named, and a person chooses. Nothing that either wrote is left out in silence.
 */
import { newId, type Json } from '../schema';
import { shownVariable } from '../schema/inline';

/** What a person takes of a block that both changed. */
export type Choice = 'mine' | 'theirs' | 'both';

export interface Conflict {
  id: string;
  /** Null where the block was not there, or was taken away. */
  base: Json | null;
  mine: Json | null;
  theirs: Json | null;
}

export interface Merged {
  doc: Json;
  conflicts: Conflict[];
}

/** Blocks that may stand once only, so that “both” means both texts in one. */
const SINGLE = new Set(['articleTitle', 'title']);

export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null);
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, index) => same(one, b[index]));
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
};

export const idOf = (node: Json): string | null => (typeof node.attrs?.id === 'string' && node.type !== 'citation' ? node.attrs.id : null);

/** The blocks of a node that have ids; null where its content is words, or rows of a table. */
function blocksOf(node: Json | null): Json[] | null {
  if (!node) return null;
  const list = node.content ?? [];
  return list.length > 0 && list.every((one) => idOf(one) !== null) ? list : null;
}

interface Place {
  node: Json;
  parent: string;
}

/** Every block by its id, and in which other it stands. */
function index(doc: Json): Map<string, Place> {
  const all = new Map<string, Place>();
  const walk = (node: Json, parent: string) => {
    for (const child of node.content ?? []) {
      const id = idOf(child);
      if (id) all.set(id, { node: child, parent });
      walk(child, id ?? parent);
    }
  };
  walk(doc, '');
  return all;
}

type Side = 'mine' | 'theirs';

/** `deep` brings the items of a block together too; without it a block is taken as a whole. */
export function merge(base: Json, mine: Json, theirs: Json, choices: ReadonlyMap<string, Choice> = new Map(), deep = true): Merged {
  const forced = new Map<string, Side>();
  for (let times = 0; ; times++) {
    const merger = new Merger(base, mine, theirs, choices, deep, forced);
    const doc = { ...mine, content: merger.children('', base, mine, theirs) };
    // what both still have and what a choice about its new place left out stays at its old one
    const lost = merger.lost(doc).filter((id) => forced.get(id) !== 'theirs');
    if (lost.length === 0 || times > 4) return { doc, conflicts: merger.conflicts };
    for (const id of lost) forced.set(id, forced.has(id) ? 'theirs' : 'mine');
  }
}

const NOTHING: Json = { type: '', content: [] };

class Merger {
  readonly conflicts: Conflict[] = [];
  private readonly of: { base: Map<string, Place>; mine: Map<string, Place>; theirs: Map<string, Place> };
  /** The blocks that either side moved from one block to another. */
  private readonly crossing: Set<string>;

  constructor(
    base: Json, mine: Json, theirs: Json,
    private readonly choices: ReadonlyMap<string, Choice>,
    private readonly deep: boolean,
    private readonly forced: ReadonlyMap<string, Side>,
  ) {
    this.of = { base: index(base), mine: index(mine), theirs: index(theirs) };
    const { base: was } = this.of;
    const moved = (side: Map<string, Place>) => [...side].filter(([id, place]) => was.has(id) && was.get(id)?.parent !== place.parent).map(([id]) => id);
    this.crossing = new Set([...moved(this.of.mine), ...moved(this.of.theirs)]);
  }

  /** In which block this one stands in the result: where it was moved to, if it was; by mine if by both. */
  private parent(id: string): string | undefined {
    const [base, mine, theirs] = [this.of.base.get(id), this.of.mine.get(id), this.of.theirs.get(id)];
    const forced = this.forced.get(id);
    if (forced) return (forced === 'mine' ? mine : theirs)?.parent;
    if (mine && theirs && base && mine.parent === base.parent) return theirs.parent;
    return (mine ?? theirs)?.parent;
  }

  /** What both sides have and the result has not. */
  lost(doc: Json): string[] {
    const here = index(doc);
    return [...this.crossing].filter((id) => this.of.mine.has(id) && this.of.theirs.has(id) && !here.has(id));
  }

  /** The blocks of one that both sides have, in the order of who changed it. */
  children(parent: string, base: Json, mine: Json, theirs: Json): Json[] {
    const ids = (node: Json) => (node.content ?? []).map((one) => idOf(one) ?? '');
    const [was, own, other] = [ids(base), ids(mine), ids(theirs)];
    const all = [new Set(was), new Set(own), new Set(other)];
    const shared = (list: string[]) => list.filter((id) => all.every((side) => side.has(id)));
    const moved = !same(shared(own), shared(was));
    const lead = moved || same(shared(other), shared(was)) ? own : other;
    const follow = lead === own ? other : own;
    const here = (id: string) => this.parent(id) === parent;
    return woven(lead.filter(here), follow.filter(here)).flatMap((id) => this.block(id));
  }

  /** Whether something in it was moved into or out of it, so that it cannot be taken as a whole. */
  private crosses(node: Json | null): boolean {
    return this.crossing.size > 0 && (node?.content ?? []).some((one) => this.crossing.has(idOf(one) ?? '') || this.crosses(one));
  }

  /** What becomes of a block: one, none, or two. */
  private block(id: string): Json[] {
    const [base, mine, theirs] = [this.of.base.get(id)?.node ?? null, this.of.mine.get(id)?.node ?? null, this.of.theirs.get(id)?.node ?? null];
    const crosses = [base, mine, theirs].some((one) => this.crosses(one));
    if (!crosses) {
      if (same(mine, theirs)) return mine ? [mine] : [];
      if (same(mine, base)) return theirs ? [theirs] : [];
      if (same(theirs, base)) return mine ? [mine] : [];
    }
    const within = this.within(id, base, mine, theirs, crosses);
    return within ?? this.both({ id, base, mine, theirs });
  }

  /** A block of which the items are brought together; null where that cannot be. */
  private within(id: string, base: Json | null, mine: Json | null, theirs: Json | null, crosses: boolean): Json[] | null {
    if (same(mine, base) && !theirs) return [];
    if (same(theirs, base) && !mine) return [];
    const one = mine ?? theirs;
    const known = [base, mine, theirs].filter((node) => node !== null);
    const gone = base !== null && (!mine || !theirs);
    if (!one || gone || !this.deep && !crosses || known.some((node) => node.type !== one.type || !blocksOf(node))) return null;
    if (!crosses && known.length < 3) return null;
    const attrs = mine && theirs ? attributes(base, mine, theirs) : one.attrs;
    if (!attrs) return null;
    const content = this.children(id, base ?? NOTHING, mine ?? NOTHING, theirs ?? NOTHING);
    // a list without items goes with the last of them
    return content.length === 0 ? [] : [{ ...one, attrs, content }];
  }

  /** A block as one side has it, but for what stands elsewhere in the result. */
  private own(node: Json | null): Json[] {
    if (!node || !this.crosses(node)) return node ? [node] : [];
    const id = idOf(node);
    const content = (node.content ?? []).flatMap((one) => {
      const inner = idOf(one);
      if (inner && this.crossing.has(inner)) return this.parent(inner) === id ? this.block(inner) : [];
      return this.own(one);
    });
    return content.length === 0 ? [] : [{ ...node, content }];
  }

  /** Both changed it, or one changed what the other took away. */
  private both(conflict: Conflict): Json[] {
    const { id, mine, theirs } = conflict;
    const choice = this.choices.get(id);
    if (!choice) this.conflicts.push(conflict);
    if (choice === 'theirs') return this.own(theirs);
    if (choice !== 'both') return this.own(mine);
    if (!mine || !theirs) return this.own(mine ?? theirs);
    if (SINGLE.has(mine.type)) return [{ ...mine, content: [...(mine.content ?? []), { type: 'text', text: ' ' }, ...(theirs.content ?? [])] }];
    return [...this.own(mine), ...this.own(theirs).map(copied)];
  }
}

/** The attributes of a block where not both changed the same one; null where they did. */
function attributes(base: Json | null, mine: Json, theirs: Json): Record<string, unknown> | null {
  const merged: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(mine.attrs ?? {}), ...Object.keys(theirs.attrs ?? {})])) {
    const [was, own, other] = [base?.attrs?.[name], mine.attrs?.[name], theirs.attrs?.[name]];
    if (!same(own, other) && !same(own, was) && !same(other, was)) return null;
    merged[name] = same(own, was) ? other : own;
  }
  return merged;
}

/** One order of two: that of the first, with what only the second has behind what it stood behind. */
function woven(lead: string[], follow: string[]): string[] {
  const order = [...lead];
  const [led, followed] = [new Set(lead), new Set(follow)];
  follow.forEach((id, at) => {
    if (led.has(id)) return;
    // what stands before it in the second has its place already
    const anchor = follow[at - 1];
    let to = anchor === undefined ? 0 : order.indexOf(anchor) + 1;
    // what the first put at the same place stays together before it
    while (to < order.length && !followed.has(order[to] ?? '') && anchor !== undefined) to += 1;
    order.splice(to, 0, id);
  });
  return order;
}

/** A copy with ids of its own. */
export function copied(node: Json): Json {
  const attrs = node.attrs && 'id' in node.attrs ? { ...node.attrs, id: newId() } : node.attrs;
  return { ...node, ...(attrs ? { attrs } : {}), ...(node.content ? { content: node.content.map(copied) } : {}) };
}

/** The words of a block, to be shown and compared. */
export function wordsOf(node: Json | null): string {
  if (!node) return '';
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'variable') return shownVariable(node.attrs ?? {});
  if (node.type === 'citation') return String(node.attrs?.text ?? '');
  const own = [node.attrs?.term, node.attrs?.party, node.attrs?.capacity].filter((one) => typeof one === 'string' && one).join(', ');
  const inner = (node.content ?? []).map(wordsOf).join(node.content?.some((one) => idOf(one) !== null || one.type.startsWith('table')) ? '\n' : '');
  return own ? `${own}${inner ? `: ${inner}` : ''}` : inner;
}
