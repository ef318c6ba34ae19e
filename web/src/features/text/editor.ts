/** Puts the editor together: the schema, the keys, what is shown over the text, and what it tells the page around it. */
import { Editor, Extension } from '@tiptap/core';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { history } from '@tiptap/pm/history';
import { closeDoubleQuote, inputRules, openDoubleQuote, undoInputRule, wrappingInputRule } from '@tiptap/pm/inputrules';
import { keymap } from '@tiptap/pm/keymap';
import type { Schema } from '@tiptap/pm/model';
import { NodeSelection, Plugin, type EditorState } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { ids } from './edit/ids';
import { keys } from './edit/keys';
import { paste } from './paste/paste';
import type { Left } from './paste/line';
import { NODES, schema, type Json } from './schema';
import { fields, type FieldWords } from './view/fields';
import { checkMarks, hints, type HintWords } from './view/hints';
import { numbering, register } from './view/numbering';
import { slash, type Slash, type SlashKeys } from './view/slash';

export interface EditorWords {
  label: string;
  fields: FieldWords;
  hints: HintWords;
}

export interface Listener {
  /** The state is another one. */
  changed: (docChanged: boolean) => void;
  slash: (slash: Slash | null) => void;
  slashKeys: SlashKeys;
  /** Something of what was pasted could not come along. */
  left: (left: Left) => void;
  /** A variable, reference or citation is to be opened. */
  open: (pos: number) => void;
  toTools: () => void;
  save: () => void;
}

/** Lists that begin as one types them, and quotes as they are printed. */
function typing({ nodes: { members, bullets } }: Schema): Plugin[] {
  const lists = members && bullets ? [wrappingInputRule(/^\s*[-–•]\s$/, bullets), wrappingInputRule(/^\s*(?:1|a)[.)]\s$/, members)] : [];
  return [inputRules({ rules: [...lists, openDoubleQuote, closeDoubleQuote] }), keymap({ Backspace: undoInputRule })];
}

/** The name by which the text is read out. */
const label = (words: () => EditorWords): Plugin => new Plugin({ props: { attributes: () => ({ 'aria-label': words().label }) } });

function plugins(shape: Schema, words: () => EditorWords, listener: Listener): Plugin[] {
  const open = (state: EditorState): boolean => {
    const { from, to } = state.selection;
    const node = state.doc.nodeAt(from);
    if (to !== from + 1 || !node?.isInline || node.isText) return false;
    listener.open(from);
    return true;
  };
  return [
    slash(listener.slash, listener.slashKeys),
    keymap({
      Escape: () => (listener.toTools(), true),
      'Mod-s': () => (listener.save(), true),
      Enter: open,
    }),
    ...typing(shape),
    ...keys(),
    history({ newGroupDelay: 600 }),
    ids(),
    label(words),
    numbering(shape, () => words().hints),
    fields(() => words().fields),
    hints(() => words().hints),
    checkMarks(),
    paste(listener.left),
    tableEditing(),
    gapCursor(),
    dropCursor({ width: 2, color: false, class: 'dropCursor' }),
  ];
}

export function makeEditor(element: HTMLElement, doc: Json, editable: boolean, words: () => EditorWords, listener: Listener): Editor {
  const drafting = Extension.create({
    name: 'drafting',
    addProseMirrorPlugins() {
      return plugins(this.editor.schema, words, listener);
    },
  });
  return new Editor({
    element,
    content: doc,
    editable,
    extensions: [...NODES, drafting],
    // styles are ours, and the policy allows no others
    injectCSS: false,
    enableCoreExtensions: { keymap: false, clipboardTextSerializer: false, delete: false, drop: false, paste: false },
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', lang: 'nl', spellcheck: 'true', ...(editable ? {} : { 'aria-readonly': 'true', tabindex: '0' }) },
      // what stands in a line as one thing opens with a click, or with Enter where it is selected
      handleClickOn: (view, _pos, node, nodePos, event, direct) => {
        if (!direct || !node.isInline || node.isText || node.type.name === 'hardBreak' || event.shiftKey) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodePos)));
        listener.open(nodePos);
        return true;
      },
      // so that the caret is never at the very edge of the paper
      scrollMargin: 48,
      scrollThreshold: 48,
    },
    onTransaction: ({ transaction }) => listener.changed(transaction.docChanged),
  });
}

/** Says everything over the text anew, in the words of now. */
export function reword(view: EditorView): void {
  for (const one of register(view)) one.reword();
  view.dispatch(view.state.tr.setMeta('addToHistory', false));
}

/** Whether a document keeps to the schema. */
export function fits(doc: Json): boolean {
  try {
    schema.nodeFromJSON(doc).check();
    return true;
  } catch {
    return false;
  }
}
