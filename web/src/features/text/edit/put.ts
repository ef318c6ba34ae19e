/** Putting a block in: at the caret where it may stand there, else behind what the caret is in. */
import { Fragment, type Node } from '@tiptap/pm/model';
import { Selection, TextSelection, type Command, type Transaction } from '@tiptap/pm/state';
import { newId } from '../schema';
import { around, type Around } from './around';

type Schema = Node['type']['schema'];

/** A paragraph, or another line, of these words. */
export function line(schema: Schema, name = 'paragraph', content: Fragment | null = null, attrs: Record<string, unknown> = {}): Node {
  return schema.node(name, { id: newId(), ...attrs }, content ?? undefined);
}

/** A list of one item. */
export function listOf(schema: Schema, list: 'members' | 'bullets', content: Fragment | null = null): Node {
  const item = list === 'members' ? 'member' : 'bullet';
  return schema.node(list, { id: newId() }, schema.node(item, { id: newId() }, line(schema, 'paragraph', content)));
}

export function article(schema: Schema, title: Fragment | null = null, body: Node[] = []): Node {
  return schema.node('article', { id: newId() }, [line(schema, 'articleTitle', title), ...body]);
}

export function table(schema: Schema, rows = 3, columns = 3): Node {
  const cell = () => schema.node('tableCell', null, line(schema));
  const row = () => schema.node('tableRow', null, Array.from({ length: columns }, cell));
  return schema.node('table', { id: newId(), header: true }, Array.from({ length: rows }, row));
}

/** The places that blocks made anew have: the name under which they are offered, and how they begin. */
const MADE: Record<string, (schema: Schema) => Node> = {
  article: (schema) => article(schema),
  member: (schema) => listOf(schema, 'members'),
  bullet: (schema) => listOf(schema, 'bullets'),
  definition: (schema) => schema.node('definitions', { id: newId() }, line(schema, 'definition')),
  parties: (schema) => schema.node('parties', { id: newId() }, line(schema, 'party')),
  recitals: (schema) => schema.node('recitals', { id: newId() }, line(schema, 'recital')),
  table: (schema) => table(schema),
  signature: (schema) => schema.node('signature', { id: newId() }),
  pageBreak: (schema) => schema.node('pageBreak', { id: newId() }),
};

/** Where blocks may go: instead of an empty line, or behind the innermost thing that may be followed by them. */
export function place(tr: Transaction, blocks: Node[]): { from: number; to: number } | null {
  const { $from } = tr.selection;
  const content = Fragment.fromArray(blocks);
  for (let depth = $from.depth; depth >= 0; depth--) {
    const parent = $from.node(depth);
    const index = $from.index(depth);
    const inside = depth < $from.depth ? parent.child(index) : null;
    const empty = inside?.isTextblock && inside.content.size === 0 && inside.type.name === 'paragraph';
    if (empty && parent.canReplace(index, index + 1, content)) return { from: $from.before(depth + 1), to: $from.after(depth + 1) };
    const behind = inside ? index + 1 : index;
    if (!parent.isTextblock && parent.canReplace(behind, behind, content)) {
      const at = inside ? $from.after(depth + 1) : $from.pos;
      return { from: at, to: at };
    }
  }
  return null;
}

/** An empty line, with the item that holds nothing else, which gives way to what is put in behind it. */
function givesWay(tr: Transaction): { from: number; to: number } | null {
  const { $from } = tr.selection;
  if ($from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0) return null;
  for (let depth = $from.depth; depth > 0; depth--) {
    const [parent, index] = [$from.node(depth - 1), $from.index(depth - 1)];
    if (depth > 1 && parent.canReplace(index, index + 1)) return { from: $from.before(depth), to: $from.after(depth) };
    if (parent.childCount > 1) return null;
  }
  return null;
}

/** Puts blocks in and the caret into the first line of them. */
export function putBlocks(tr: Transaction, blocks: Node[]): boolean {
  const where = place(tr, blocks);
  if (!where) return false;
  const empty = where.from === where.to ? givesWay(tr) : null;
  tr.replaceWith(where.from, where.to, blocks);
  if (empty && empty.to <= where.from) {
    tr.delete(empty.from, empty.to);
    where.from -= empty.to - empty.from;
  }
  const inside = Selection.findFrom(tr.doc.resolve(where.from), 1, true) ?? Selection.near(tr.doc.resolve(where.from));
  tr.setSelection(inside).scrollIntoView();
  return true;
}

/** A new item behind the one that the caret is in, unless that is still empty. */
const beside = (item: Around): Command => (state, dispatch) => {
  if (item.node.textContent === '' && item.node.childCount === 1) return true;
  const at = item.pos + item.node.nodeSize;
  const tr = state.tr.insert(at, item.node.type.create({ id: newId() }, line(state.schema)));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 2)).scrollIntoView());
  return true;
};

/** A new block of this kind; behind a signature or a table there is a line to go on. */
export const putNew = (kind: string): Command => (state, dispatch) => {
  const item = kind === 'member' || kind === 'bullet' ? around(state.selection.$from, kind) : null;
  if (item) return beside(item)(state, dispatch);
  const made = MADE[kind]?.(state.schema);
  if (!made) return false;
  const tr = state.tr;
  const rest = ['signature', 'pageBreak', 'table'].includes(kind) ? [made, line(state.schema)] : [made];
  if (!putBlocks(tr, rest) && !putBlocks(tr, [made])) return false;
  if (made.isAtom) tr.setSelection(TextSelection.near(tr.selection.$from));
  dispatch?.(tr);
  return true;
};

