/**
 * Every block and every citation has an id that no other has. What came in without one, or with
 * that of another (a copy, the second half of what was split), gets a new one; references within
 * what was copied go with the copy.
 */
import type { Node } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { newId } from '../schema';
import { isPlain } from './plain';

const hasId = (node: Node): boolean => 'id' in node.attrs;

interface Place {
  pos: number;
  fresh: boolean;
}

/** The stretches of the new document that these changes wrote. */
function written(trs: readonly Transaction[]): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  trs.forEach((tr, at) => {
    tr.mapping.maps.forEach((map, step) => {
      map.forEach((_from, _to, from, to) => {
        const rest = tr.mapping.slice(step + 1);
        let [start, end] = [rest.map(from, -1), rest.map(to, 1)];
        for (const later of trs.slice(at + 1)) [start, end] = [later.mapping.map(start, -1), later.mapping.map(end, 1)];
        ranges.push([start, end]);
      });
    });
  });
  return ranges;
}

/** Where ids are missing, or stand a second time. */
function faults(doc: Node, ranges: [number, number][]): { pos: number; old: string }[] {
  const first = new Map<string, Place>();
  const found: { pos: number; old: string }[] = [];
  doc.descendants((node, pos) => {
    if (!hasId(node)) return;
    const id = String(node.attrs.id);
    if (!id) return void found.push({ pos, old: '' });
    const fresh = ranges.some(([from, to]) => pos >= from && pos < to);
    const other = first.get(id);
    if (!other) return void first.set(id, { pos, fresh });
    // of two the one that stood there already keeps its id
    if (other.fresh && !fresh) {
      found.push({ pos: other.pos, old: id });
      first.set(id, { pos, fresh });
    } else found.push({ pos, old: id });
  });
  return found;
}

export const ids = (): Plugin =>
  new Plugin({
    appendTransaction: (trs, _old, state) => {
      if (trs.every((tr) => !tr.docChanged || isPlain(tr))) return null;
      const ranges = written(trs.filter((tr) => tr.docChanged));
      const list = faults(state.doc, ranges);
      if (list.length === 0) return null;
      const tr = state.tr;
      const renamed = new Map<string, string>();
      for (const { pos, old } of list) {
        const id = newId();
        if (old) renamed.set(old, id);
        tr.setNodeAttribute(pos, 'id', id);
      }
      if (renamed.size > 0) follow(tr, ranges, renamed);
      return tr;
    },
  });

/** References within what was written, to what was renamed there, lead to the copy. */
function follow(tr: Transaction, ranges: [number, number][], renamed: Map<string, string>): void {
  const { doc } = tr;
  const whole = new Set<string>();
  for (const [from, to] of ranges) {
    doc.nodesBetween(Math.min(from, doc.content.size), Math.min(to, doc.content.size), (node, pos) => {
      if (hasId(node) && pos >= from && pos < to) whole.add(String(node.attrs.id));
    });
  }
  for (const [from, to] of ranges) {
    doc.nodesBetween(Math.min(from, doc.content.size), Math.min(to, doc.content.size), (node, pos) => {
      const now = node.type.name === 'reference' && pos >= from ? renamed.get(String(node.attrs.target)) : undefined;
      if (now && whole.has(now)) tr.setNodeAttribute(pos, 'target', now);
    });
  }
}
