/** The keys of lists: a new item, a level up or down, out of the list, and what Backspace does at a start. */
import { Fragment, type Node } from '@tiptap/pm/model';
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list';
import { DEPTH, LEVELS } from '../schema';
import { around, levels, type Around } from './around';
import { line } from './put';

const LINES = ['party', 'recital', 'definition'];

const item = (state: EditorState, name: string) => state.schema.nodes[name] ?? state.schema.nodes.paragraph;

/** Runs a command of a list whose item is around the caret. */
function inItem(run: (type: NonNullable<ReturnType<typeof item>>) => Command): Command {
  return (state, dispatch, view) => {
    const found = around(state.selection.$from, 'member', 'bullet');
    return found ? run(found.node.type)(state, dispatch, view) : false;
  };
}

/** Enter in a member or a bullet: the next one; in an empty one a level up. */
export const nextItem: Command = inItem((type) => splitListItem(type));

/** A level down, as long as there is one. */
export const deeper: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const found = around($from, 'member', 'bullet');
  if (!found) return false;
  const isMember = found.node.type.name === 'member';
  if (isMember ? levels($from, 'member') >= LEVELS : $from.depth + 3 > DEPTH) return true;
  sinkListItem(found.node.type)(state, dispatch);
  return true;
};

/** A level up; on the first level nothing happens, so that Shift+Tab does not take the number away. */
export const shallower: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const found = around($from, 'member', 'bullet');
  if (!found) return false;
  if (levels($from, found.node.type.name) > 1) liftListItem(found.node.type)(state, dispatch);
  return true;
};

/** Out of the list altogether. */
const outOfList: Command = inItem((type) => liftListItem(type));

/** The list a line of which the caret is in: parties, recitals, definitions. */
export const listLine = (state: EditorState): Around | null => {
  const { $from } = state.selection;
  return LINES.includes($from.parent.type.name) ? around($from, ...LINES) : null;
};

/** Enter in a party, recital or definition: the next one; in an empty one out of the list. */
export const nextLine: Command = (state, dispatch) => {
  const found = listLine(state);
  if (!found || !state.selection.empty) return false;
  const tr = state.tr;
  if (found.node.content.size === 0 && !found.node.attrs.term && !found.node.attrs.name) leave(tr, found);
  else {
    const { $from } = state.selection;
    const rest = found.node.content.cut($from.parentOffset);
    const end = $from.end();
    tr.delete($from.pos, end).insert($from.pos + 1, line(state.schema, found.node.type.name, rest));
    tr.setSelection(TextSelection.create(tr.doc, $from.pos + 2)).scrollIntoView();
  }
  dispatch?.(tr);
  return true;
};

/** Makes a paragraph behind the list of an item that is taken away; what follows stays a list. */
export function leave(tr: Transaction, found: Around, content: Fragment | null = null): void {
  const $pos = tr.doc.resolve(found.pos);
  const list = $pos.parent;
  const index = $pos.index();
  const paragraph = line(tr.doc.type.schema, 'paragraph', content);
  const part = (from: number, to: number): Node[] => {
    const items: Node[] = [];
    for (let at = from; at < to; at++) items.push(list.child(at));
    return items.length > 0 ? [list.type.create(from === 0 ? list.attrs : { ...list.attrs, id: '' }, items)] : [];
  };
  const before = part(0, index);
  const start = $pos.before();
  tr.replaceWith(start, $pos.after(), [...before, paragraph, ...part(index + 1, list.childCount)]);
  const at = start + (before[0]?.nodeSize ?? 0) + 1;
  tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView();
}

const atStart = (state: EditorState): boolean => state.selection instanceof TextSelection && state.selection.empty && state.selection.$from.parentOffset === 0;

/** The line before, if what stands here can go on in it. */
function before(state: EditorState): Selection | null {
  const { $from } = state.selection;
  const found = Selection.findFrom(state.doc.resolve($from.before()), -1, true);
  return found?.$from.parent.type.name === 'paragraph' ? found : null;
}

/**
 * Backspace at the start of an item: a level up on the lower levels, to the end of the item before
 * on the first, and out of the list where there is none before.
 */
export const backInItem: Command = (state, dispatch) => {
  if (!atStart(state)) return false;
  const { $from } = state.selection;
  const found = around($from, 'member', 'bullet');
  if (!found || $from.depth !== found.depth + 1 || $from.index(found.depth) > 0) return false;
  const name = found.node.type.name;
  if (levels($from, name) > 1) return shallower(state, dispatch);
  const first = $from.index(found.depth - 1) === 0;
  const line = first ? null : before(state);
  if (!line) return outOfList(state, dispatch);
  dispatch?.(state.tr.delete(line.$from.pos, $from.pos).scrollIntoView());
  return true;
};

/** Backspace at the start of a paragraph behind a list: its words go on in the last line of the list. */
export const backToList: Command = (state, dispatch) => {
  if (!atStart(state)) return false;
  const { $from } = state.selection;
  if ($from.parent.type.name !== 'paragraph') return false;
  const $before = state.doc.resolve($from.before());
  const previous = $before.nodeBefore;
  if (!previous || !['members', 'bullets'].includes(previous.type.name)) return false;
  const line = before(state);
  if (!line) return false;
  dispatch?.(state.tr.delete(line.$from.pos, $from.pos).scrollIntoView());
  return true;
};

/** Backspace at the start of a party, recital or definition without words: the item goes. */
export const backInLine: Command = (state, dispatch) => {
  const found = listLine(state);
  if (!found || !atStart(state)) return false;
  if (found.node.attrs.term || found.node.attrs.name) return true;
  const tr = state.tr;
  const index = state.doc.resolve(found.pos).index();
  if (index === 0 || found.node.content.size > 0) leave(tr, found, found.node.content);
  else {
    tr.delete(found.pos, found.pos + found.node.nodeSize);
    tr.setSelection(Selection.near(tr.doc.resolve(found.pos), -1)).scrollIntoView();
  }
  dispatch?.(tr);
  return true;
};
