/** Moving a thing past the one before or behind it, with what it holds. */
import { TextSelection, NodeSelection, type Command } from '@tiptap/pm/state';
import { thing } from './around';

export const move = (by: 1 | -1): Command => (state, dispatch) => {
  const found = thing(state);
  if (!found) return false;
  const $pos = state.doc.resolve(found.pos);
  const { parent } = $pos;
  const index = $pos.index();
  const other = index + by;
  // the title of an article stays first
  if (other < 0 || other >= parent.childCount || parent.child(other).type.name === 'articleTitle') return true;
  const passed = parent.child(other);
  const from = by > 0 ? found.pos : found.pos - passed.nodeSize;
  const size = found.node.nodeSize;
  const { tr, selection } = state;
  const to = by > 0 ? found.pos + passed.nodeSize : from;
  tr.delete(found.pos, found.pos + size).insert(to, found.node);
  const shift = to - found.pos;
  tr.setSelection(selection instanceof NodeSelection
    ? NodeSelection.create(tr.doc, selection.from + shift)
    : TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift)).scrollIntoView();
  dispatch?.(tr);
  return true;
};
