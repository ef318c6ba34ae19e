/** What is typed behind a `/`: the plugin keeps where it stands, the menu shows what fits. */
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

export interface Slash {
  /** Where the `/` stands. */
  from: number;
  words: string;
}

/** What takes the keys while the menu is open; it says whether it used one. */
export interface SlashKeys {
  pressed: (event: KeyboardEvent) => boolean;
}

const key = new PluginKey<Slash | null>('slash');
const MOST = 40;

const slashIn = (state: EditorState): Slash | null => key.getState(state) ?? null;

/** What stands behind the `/` now; null when the caret left it or it is no more a word to look for. */
function reading(state: EditorState, from: number): Slash | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty || selection.from <= from) return null;
  const { $from } = selection;
  if (from < $from.start()) return null;
  const text = $from.parent.textBetween(from - $from.start(), $from.parentOffset, '\n', '\ufffc');
  if (!text.startsWith('/') || text.length > MOST || /\n|\ufffc| {2}|^\/ /.test(text)) return null;
  return { from, words: text.slice(1) };
}

export function slash(onChange: (slash: Slash | null) => void, keys: SlashKeys): Plugin<Slash | null> {
  return new Plugin<Slash | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, before, _old, state) => {
        const told = tr.getMeta(key) as { from: number } | 'close' | undefined;
        if (told === 'close') return null;
        if (told) return reading(state, told.from);
        if (!before) return null;
        const now = reading(state, tr.mapping.map(before.from, -1));
        return now && now.from === before.from && now.words === before.words ? before : now;
      },
    },
    view: () => ({
      update: (view, old) => {
        const now = slashIn(view.state);
        if (now !== slashIn(old)) onChange(now);
      },
      destroy: () => onChange(null),
    }),
    props: {
      handleTextInput: (view, from, to, text) => {
        if (text !== '/' || from !== to) return false;
        const $from = view.state.doc.resolve(from);
        const before = $from.parent.textBetween(0, $from.parentOffset, '\n', '\ufffc');
        if (before && !/\s$/.test(before)) return false;
        view.dispatch(view.state.tr.insertText('/', from).setMeta(key, { from }));
        return true;
      },
      handleKeyDown: (view, event) => {
        if (!slashIn(view.state)) return false;
        if (event.key === 'Escape') {
          view.dispatch(view.state.tr.setMeta(key, 'close'));
          return true;
        }
        return keys.pressed(event);
      },
    },
  });
}

/** Takes the `/` and what was typed behind it away, before what was chosen comes in. */
export function endSlash(view: EditorView): void {
  const now = slashIn(view.state);
  if (now) view.dispatch(view.state.tr.delete(now.from, view.state.selection.from).setMeta(key, 'close'));
}
