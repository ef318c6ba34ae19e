/** The keys of articles: from the title to what stands under it, and from text to an article and back. */
import { Fragment, type Node } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { newId } from '../schema';
import { around, type Around } from './around';
import { article, line, listOf } from './put';

const caret = (tr: Transaction, pos: number) => tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView();

/** Enter in the title of an article: to its first member, which it makes. */
export const underTitle: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if ($from.parent.type.name !== 'articleTitle' || !empty) return false;
  const found = around($from, 'article');
  if (!found) return false;
  const { schema, tr } = state;
  const title = $from.parent;
  if (title.content.size === 0 && found.node.childCount === 1) {
    tr.replaceWith(found.pos, found.pos + found.node.nodeSize, line(schema));
    caret(tr, found.pos + 1);
  } else if ($from.parentOffset === 0 && title.content.size > 0) {
    // an article before this one
    tr.insert(found.pos, article(schema));
    caret(tr, found.pos + 2);
  } else {
    const rest = title.content.cut($from.parentOffset);
    const end = $from.end();
    tr.delete($from.pos, end);
    const behind = tr.mapping.map(end) + 1;
    const first = found.node.childCount > 1 ? found.node.child(1) : null;
    if (first?.type.name === 'members') {
      tr.insert(behind + 1, schema.node('member', { id: newId() }, line(schema, 'paragraph', rest)));
      caret(tr, behind + 3);
    } else {
      tr.insert(behind, first ? line(schema, 'paragraph', rest) : listOf(schema, 'members', rest));
      caret(tr, behind + (first ? 1 : 3));
    }
  }
  dispatch?.(tr);
  return true;
};

/** What stands under the title of an article. */
function body(node: Node): Node[] {
  const list: Node[] = [];
  node.forEach((child, _offset, index) => index > 0 && list.push(child));
  return list;
}

/** An article as plain blocks; its title becomes a line of this kind. */
function dissolve(tr: Transaction, found: Around, name: 'heading' | 'paragraph'): void {
  const title = found.node.child(0);
  const { schema } = found.node.type;
  tr.replaceWith(found.pos, found.pos + found.node.nodeSize, [schema.node(name, { id: title.attrs.id }, title.content), ...body(found.node)]);
}

/**
 * Backspace at the start of a title: the article is no more an article of its own. What stands
 * under it goes on in the article before; where there is none it becomes text without a number.
 */
export const backInTitle: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if ($from.parent.type.name !== 'articleTitle' || $from.parentOffset > 0 || !empty) return false;
  const found = around($from, 'article');
  if (!found) return false;
  const { tr } = state;
  const before = state.doc.resolve(found.pos).nodeBefore;
  if (before?.type.name !== 'article') {
    dissolve(tr, found, 'heading');
    caret(tr, found.pos + 1);
  } else {
    const title = found.node.child(0);
    const own = title.content.size > 0 ? [line(state.schema, 'paragraph', title.content)] : [];
    tr.delete(found.pos, found.pos + found.node.nodeSize);
    const end = found.pos - 1;
    tr.insert(end, Fragment.fromArray([...own, ...body(found.node)]));
    tr.setSelection(TextSelection.near(tr.doc.resolve(own.length > 0 ? end + 1 : end), own.length > 0 ? 1 : -1)).scrollIntoView();
  }
  dispatch?.(tr);
  return true;
};

/** The line at the caret becomes the title of an article; what stands behind it in an article goes along. */
export const toArticle: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const { schema, tr } = state;
  if ($from.parent.type.name === 'articleTitle' || !$from.parent.isTextblock) return false;
  const inside = around($from, 'article');
  if (inside && $from.depth === inside.depth + 1) {
    const index = $from.index(inside.depth);
    const [own, rest] = [body(inside.node).slice(0, index - 1), body(inside.node).slice(index)];
    const first = inside.node.type.create(inside.node.attrs, [inside.node.child(0), ...own]);
    tr.replaceWith(inside.pos, inside.pos + inside.node.nodeSize, [first, article(schema, $from.parent.content, rest)]);
    caret(tr, inside.pos + first.nodeSize + 2 + $from.parentOffset);
  } else if (inside) {
    const end = inside.pos + inside.node.nodeSize;
    tr.insert(end, article(schema));
    caret(tr, end + 2);
  } else if ($from.depth === 1) {
    tr.replaceWith($from.before(), $from.after(), article(schema, $from.parent.content));
    caret(tr, $from.before() + 2 + $from.parentOffset);
  } else return false;
  dispatch?.(tr);
  return true;
};

/** The title of an article becomes text without a number. */
export const fromArticle = (name: 'heading' | 'paragraph'): Command => (state: EditorState, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type.name !== 'articleTitle') return false;
  const found = around($from, 'article');
  if (!found) return false;
  const { tr } = state;
  dissolve(tr, found, name);
  caret(tr, found.pos + 1 + $from.parentOffset);
  dispatch?.(tr);
  return true;
};
