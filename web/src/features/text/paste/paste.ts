/** What happens when something is pasted: read, made into blocks, and put where it may stand. */
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, Selection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { around } from '../edit/around';
import { place } from '../edit/put';
import { build, readText } from './build';
import { inert, readHtml } from './html';
import type { Left } from './line';

/** Blocks that stand in the document alone. */
const TOP = new Set(['title', 'heading', 'parties', 'recitals', 'article', 'signature', 'pageBreak']);

/** Reads what is on the clipboard: HTML where there is some, else its text. */
export function readClipboard(html: string, text: string): { blocks: ReturnType<typeof build>; left: Left } {
  const read = html ? readHtml(html) : null;
  const lines = read && read.lines.length > 0 ? read.lines : readText(text);
  return { blocks: build(lines), left: read?.left ?? { notes: 0, pictures: 0 } };
}

/** Puts blocks in at the selection; the caret ends behind them. */
export function putPasted(tr: Transaction, blocks: Node[]): void {
  const [first] = blocks;
  if (!first) return;
  tr.deleteSelection();
  const { $from } = tr.selection;
  if (blocks.length === 1 && first.type.name === 'paragraph') {
    tr.replaceSelection(new Slice(first.content, 0, 0));
    return;
  }
  const fragment = Fragment.fromArray(blocks);
  const cell = around($from, 'tableCell');
  const item = first.type.name === 'members' ? around($from, 'member') : first.type.name === 'bullets' ? around($from, 'bullet') : null;
  if (cell) {
    const lines: Node[] = [];
    fragment.descendants((node) => void (node.isTextblock && lines.push(tr.doc.type.schema.node('paragraph', null, node.content))));
    tr.replaceSelection(new Slice(Fragment.fromArray(lines), 1, 1));
    return;
  }
  const flows = !blocks.some((block) => TOP.has(block.type.name)) && $from.parent.type.name === 'paragraph';
  if (flows && first.type.name === 'paragraph') tr.replaceSelection(new Slice(fragment, 1, blocks.at(-1)?.type.name === 'paragraph' ? 1 : 0));
  else if (flows && item && blocks.length === 1) tr.replaceSelection(Slice.maxOpen(fragment));
  else {
    const where = place(tr, blocks);
    if (!where) return;
    tr.replaceWith(where.from, where.to, fragment);
    tr.setSelection(Selection.near(tr.doc.resolve(where.from + fragment.size), -1));
  }
}

export function paste(onLeft: (left: Left) => void): Plugin {
  return new Plugin({
    props: {
      // what was copied in an editor of ours is read by its shape, without styles all the same
      transformPastedHTML: inert,
      handlePaste: (view: EditorView, event: ClipboardEvent) => {
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (html.includes('data-pm-slice')) return false;
        const { blocks, left } = readClipboard(html, event.clipboardData?.getData('text/plain') ?? '');
        if (blocks.length > 0) {
          const tr = view.state.tr;
          putPasted(tr, blocks.map((block) => view.state.schema.nodeFromJSON(block)));
          view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
        }
        if (left.notes > 0 || left.pictures > 0) onLeft(left);
        return true;
      },
    },
  });
}
