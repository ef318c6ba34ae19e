/**
 * What the keys do while one writes a contract. The names of those that are worth telling stand in
 * {@link TOLD}, in the order in which the help shows them.
 */
import { baseKeymap, chainCommands, joinBackward, selectNodeBackward, toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { Plugin, Selection, TextSelection, type Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { addRowAfter, goToNextCell, isInTable } from '@tiptap/pm/tables';
import { backInTitle, underTitle } from './articles';
import { become } from './kinds';
import { backInItem, backInLine, backToList, deeper, nextItem, nextLine, shallower } from './lists';
import { move } from './move';

const mark = (name: string): Command => (state, dispatch, view) => {
  const type = state.schema.marks[name];
  return type ? toggleMark(type)(state, dispatch, view) : false;
};

const hardBreak: Command = (state, dispatch) => {
  const node = state.schema.nodes.hardBreak?.create();
  if (!node || !state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(node).scrollIntoView());
  return true;
};

/** Enter on a signature goes on in a line behind it. */
const behindBlock: Command = (state, dispatch) => {
  const { selection } = state;
  if (selection instanceof TextSelection || !('node' in selection) || !state.doc.resolve(selection.from).parent.isBlock) return false;
  const node = state.doc.nodeAt(selection.from);
  const line = state.schema.nodes.paragraph?.create();
  if (!node?.isBlock || !line) return false;
  const tr = state.tr.insert(selection.to, line);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)).scrollIntoView());
  return true;
};

/** To the end of the text; the browser does not go there where a signature is the last. */
const toEnd: Command = ({ doc, tr }, dispatch) => {
  dispatch?.(tr.setSelection(Selection.atEnd(doc)).scrollIntoView());
  return true;
};

const selectToEnd: Command = ({ doc, selection, tr }, dispatch) => {
  dispatch?.(tr.setSelection(TextSelection.between(selection.$anchor, doc.resolve(doc.content.size), -1)).scrollIntoView());
  return true;
};

/** Tab in the last cell of a table: a new row. */
const nextRow: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (dispatch && addRowAfter(state, dispatch) && view) goToNextCell(1)(view.state, dispatch);
  return true;
};

/**
 * Views that one only passes with the Tab key. Once one works in the text Tab is a level down; after
 * Escape, and for who comes along with Tab alone, it goes on through the page.
 */
const passed = new WeakSet<EditorView>();

/** One works in the text from now on. */
export const engage = (view: EditorView): boolean => passed.delete(view);

const working = (run: Command): Command => (state, dispatch, view) => (view && passed.has(view) ? false : run(state, dispatch, view));

const NOT_WORK = new Set(['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Escape']);

const passing = (): Plugin =>
  new Plugin({
    view: (view) => {
      passed.add(view);
      return {};
    },
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.key === 'Escape') passed.add(view);
          else if (!NOT_WORK.has(event.key)) engage(view);
          return false;
        },
        mousedown: (view) => {
          engage(view);
          return false;
        },
        blur: (view) => {
          passed.add(view);
          return false;
        },
      },
    },
  });

const enter = chainCommands(underTitle, nextLine, nextItem, behindBlock);
const backspace = chainCommands(backInTitle, backInLine, backInItem, backToList, (state, dispatch, view) => {
  // never into the title of an article from below it, and never out of a table
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !(state.selection instanceof TextSelection)) return false;
  return joinBackward(state, dispatch, view) || selectNodeBackward(state, dispatch, view);
});

/** The keys that the help tells, by the name of their words. */
export const TOLD = [
  ['bold', '$mod+KeyB'], ['italic', '$mod+KeyI'], ['underline', '$mod+KeyU'],
  ['nextItem', 'Enter'], ['break', 'Shift+Enter'], ['deeper', 'Tab'], ['shallower', 'Shift+Tab'],
  ['moveUp', 'Alt+ArrowUp'], ['moveDown', 'Alt+ArrowDown'],
  ['article', '$mod+Alt+Digit1'], ['member', '$mod+Alt+Digit2'], ['bullet', '$mod+Alt+Digit3'], ['heading', '$mod+Alt+Digit4'], ['quote', '$mod+Alt+Digit5'], ['paragraph', '$mod+Alt+Digit0'],
  ['slash', '/'], ['save', '$mod+KeyS'], ['undo', '$mod+KeyZ'], ['redo', '$mod+Shift+KeyZ'], ['toTools', 'Escape'],
] as const;

export function keys(): Plugin[] {
  return [
    passing(),
    keymap({
      Enter: enter,
      'Shift-Enter': hardBreak,
      Backspace: backspace,
      Tab: working(chainCommands(goToNextCell(1), nextRow, deeper)),
      'Shift-Tab': working(chainCommands(goToNextCell(-1), shallower)),
      'Alt-ArrowUp': move(-1),
      'Alt-ArrowDown': move(1),
      'Mod-End': toEnd,
      'Shift-Mod-End': selectToEnd,
      'Mod-b': mark('bold'),
      'Mod-i': mark('italic'),
      'Mod-u': mark('underline'),
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
      'Mod-Alt-1': become('article'),
      'Mod-Alt-2': become('member'),
      'Mod-Alt-3': become('bullet'),
      'Mod-Alt-4': become('heading'),
      'Mod-Alt-5': become('quote'),
      'Mod-Alt-0': become('paragraph'),
    }),
    keymap(baseKeymap),
  ];
}
