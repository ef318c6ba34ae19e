/** Where the caret stands among the blocks. */
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';

export interface Around {
  node: Node;
  /** Where it begins. */
  pos: number;
  depth: number;
}

/** The innermost node of one of these names around a place. */
export function around($pos: ResolvedPos, ...names: string[]): Around | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (names.includes(node.type.name)) return { node, pos: $pos.before(depth), depth };
  }
  return null;
}

/** How many of a kind stand around a place. */
export function levels($pos: ResolvedPos, name: string): number {
  let many = 0;
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === name) many += 1;
  return many;
}

/** What is one thing to a lawyer: it is moved, and told, as a whole. */
const ITEMS = ['member', 'bullet', 'definition', 'party', 'recital'];

/** The thing in which the caret stands: an item of a list, an article from its title, or else the block. */
export function thing(state: EditorState): Around | null {
  const { $from } = state.selection;
  if (around($from, 'articleTitle')) return around($from, 'article');
  const item = around($from, ...ITEMS);
  if (item) return item;
  for (let depth = 1; depth <= $from.depth; depth++) {
    const node = $from.node(depth);
    if (node.type.name !== 'article') return { node, pos: $from.before(depth), depth };
  }
  const selected = 'node' in state.selection ? (state.selection.node as Node) : null;
  return selected?.isBlock ? { node: selected, pos: $from.pos, depth: $from.depth + 1 } : null;
}

/** The block of which the id is this, and where it begins. */
export function blockOf(doc: Node, id: string): { node: Node; pos: number } | null {
  let found: { node: Node; pos: number } | null = null;
  doc.descendants((node, pos) => {
    if (found) return false;
    if (node.attrs.id === id) found = { node, pos };
    return !found;
  });
  return found;
}
