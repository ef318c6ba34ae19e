/** What a line is, and making it something else. */
import { chainCommands, setBlockType } from '@tiptap/pm/commands';
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list';
import { canJoin } from '@tiptap/pm/transform';
import { EditorState, TextSelection, type Command, type Transaction } from '@tiptap/pm/state';
import { around, levels } from './around';
import { LEVELS } from '../schema';
import { fromArticle, toArticle } from './articles';
import { leave, listLine } from './lists';

export const KINDS = ['paragraph', 'title', 'heading', 'article', 'member', 'bullet', 'quote'] as const;
export type Kind = (typeof KINDS)[number];

/** What the line at the caret is; null for what is none of these. */
export function kindAt(state: EditorState): Kind | null {
  const { $from } = state.selection;
  const { name } = $from.parent.type;
  if (name === 'articleTitle') return 'article';
  if (name === 'title' || name === 'heading' || name === 'quote') return name;
  const item = around($from, 'member', 'bullet', 'tableCell');
  if (item?.node.type.name === 'tableCell') return null;
  if (item && $from.depth === item.depth + 1 && $from.index(item.depth) === 0) return item.node.type.name as Kind;
  return name === 'paragraph' ? 'paragraph' : null;
}

/** Out of every list, so that a line stands by itself; one change of all the lifting. */
const plain: Command = (state, dispatch) => {
  const line = listLine(state);
  const { tr } = state;
  if (line) {
    leave(tr, line, line.node.content);
    dispatch?.(tr);
    return true;
  }
  let now = state;
  for (let found = around(now.selection.$from, 'member', 'bullet'); found; found = around(now.selection.$from, 'member', 'bullet')) {
    const lifts: Transaction[] = [];
    liftListItem(found.node.type)(now, (one) => void lifts.push(one));
    const lift = lifts[0];
    if (!lift) break;
    lift.steps.forEach((step) => tr.step(step));
    now = EditorState.create({ doc: lift.doc, selection: lift.selection });
  }
  if (!tr.docChanged) return false;
  const { from, to } = now.selection;
  tr.setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView();
  dispatch?.(tr);
  return true;
};

/** A numbered or dashed list of the line, joined to what stands before and behind it. */
const inList = (list: 'members' | 'bullets'): Command => (state, dispatch) => {
  const type = state.schema.nodes[list];
  if (!type) return false;
  return wrapInList(type)(state, dispatch && ((tr) => {
    for (const side of ['before', 'behind'] as const) {
      const found = around(tr.selection.$from, list);
      const at = found && (side === 'before' ? found.pos : found.pos + found.node.nodeSize);
      if (at && tr.doc.resolve(at).nodeBefore?.type === type && tr.doc.resolve(at).nodeAfter?.type === type && canJoin(tr.doc, at)) tr.join(at);
    }
    dispatch(tr.scrollIntoView());
  }));
};

/** Makes the line at the caret one of this kind. */
export const become = (kind: Kind): Command => (state, dispatch, view) => {
  if (kindAt(state) === kind) return false;
  const block = (name: string): Command => (now, run, at) => {
    const type = now.schema.nodes[name];
    return type ? setBlockType(type)(now, run, at) : false;
  };
  switch (kind) {
    case 'article':
      return toArticle(state, dispatch);
    case 'member':
    case 'bullet': {
      const { $from } = state.selection;
      // dashes hold no numbers, and numbers go three levels deep
      if (kind === 'member' && (levels($from, 'bullet') > 0 || levels($from, 'member') >= LEVELS)) return false;
      const list = kind === 'member' ? 'members' : 'bullets';
      return inList(list)(state, dispatch);
    }
    case 'heading':
      return chainCommands(fromArticle('heading'), block('heading'))(state, dispatch, view);
    case 'paragraph':
      return chainCommands(fromArticle('paragraph'), plain, block('paragraph'))(state, dispatch, view);
    default:
      return block(kind)(state, dispatch, view);
  }
};
