/**
 * Brings a document into the editor by changing only what differs, block by block, so that the
 * caret stays where it is and nothing else is drawn anew.
 */
import { Fragment, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

const keyOf = (node: Node): string | null => (node.attrs.id ? `${node.type.name} ${String(node.attrs.id)}` : null);

/** Makes the document of a transaction this one. */
export function take(tr: Transaction, wanted: Node): void {
  children(tr, tr.doc, wanted, 0);
}

interface Edit {
  from: number;
  to: number;
  content: Fragment;
}

/** Changes the children of a node that begins at `start` (of its content), from the last to the first. */
function children(tr: Transaction, now: Node, wanted: Node, start: number): void {
  if (now.content.eq(wanted.content)) return;
  const pairs = paired(now, wanted);
  if (!pairs) return replaceWords(tr, now, wanted, start);
  const ends: number[] = [];
  let at = start;
  now.forEach((child) => {
    at += child.nodeSize;
    ends.push(at);
  });
  const edits: (Edit | { into: [Node, Node]; from: number })[] = [];
  let [kept, put] = [0, 0];
  const gap = (upTo: number, upToWanted: number) => {
    const from = kept === 0 ? start : (ends[kept - 1] ?? start);
    const to = upTo === 0 ? start : (ends[upTo - 1] ?? start);
    const list: Node[] = [];
    for (; put < upToWanted; put++) list.push(wanted.child(put));
    if (to > from || list.length > 0) edits.push({ from, to, content: Fragment.fromArray(list) });
  };
  for (const [mine, theirs] of pairs) {
    gap(mine, theirs);
    const [old, now_] = [now.child(mine), wanted.child(theirs)];
    if (!old.eq(now_)) edits.push({ into: [old, now_], from: (ends[mine] ?? start) - old.nodeSize });
    [kept, put] = [mine + 1, theirs + 1];
  }
  gap(now.childCount, wanted.childCount);
  for (const edit of edits.reverse()) {
    if ('content' in edit) tr.replaceWith(edit.from, edit.to, edit.content);
    else inside(tr, edit.into[0], edit.into[1], edit.from);
  }
}

function inside(tr: Transaction, old: Node, wanted: Node, pos: number): void {
  if (old.isLeaf || old.isAtom) return void tr.replaceWith(pos, pos + old.nodeSize, wanted);
  children(tr, old, wanted, pos + 1);
  for (const [name, value] of Object.entries(wanted.attrs)) if (JSON.stringify(old.attrs[name]) !== JSON.stringify(value)) tr.setNodeAttribute(pos, name, value);
}

/** Which children are the same block, in an order that both have; null where they have no ids. */
function paired(now: Node, wanted: Node): [number, number][] | null {
  const places = new Map<string, number>();
  let blocks = now.childCount + wanted.childCount > 0;
  now.forEach((child, _offset, index) => {
    const key = keyOf(child);
    if (key && !child.isInline) places.set(key, index);
    else blocks = false;
  });
  const list: [number, number][] = [];
  wanted.forEach((child, _offset, index) => {
    const key = keyOf(child);
    if (!key || child.isInline) blocks = false;
    const at = places.get(key ?? '');
    if (at !== undefined) list.push([at, index]);
  });
  return blocks ? rising(list) : null;
}

/** The longest run of pairs that rises on both sides: what was moved is taken out and put in. */
function rising(list: [number, number][]): [number, number][] {
  const best: { length: number; before: number }[] = [];
  list.forEach(([mine], at) => {
    let [length, before] = [1, -1];
    for (let j = at - 1; j >= 0 && j > at - 200; j--) {
      const other = list[j];
      const known = best[j];
      if (other && known && other[0] < mine && known.length >= length) [length, before] = [known.length + 1, j];
    }
    best.push({ length, before });
  });
  let at = best.reduce((top, one, index) => (one.length > (best[top]?.length ?? 0) ? index : top), 0);
  const run: [number, number][] = [];
  while (at >= 0 && list[at]) {
    run.push(list[at] as [number, number]);
    at = best[at]?.before ?? -1;
  }
  return run.reverse();
}

/** Words, or rows: what lies between their equal ends. */
function replaceWords(tr: Transaction, now: Node, wanted: Node, start: number): void {
  const from = now.content.findDiffStart(wanted.content);
  const ends = now.content.findDiffEnd(wanted.content);
  if (from === null || !ends || !now.inlineContent) return void tr.replaceWith(start, start + now.content.size, wanted.content);
  let { a, b } = ends;
  const overlap = from - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  tr.replaceWith(start + from, start + a, wanted.content.cut(from, b));
}
