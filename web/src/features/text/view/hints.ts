/** What is shown over the text without being of it: a hint in an empty line, and what the checks found. */
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Check } from '../../../api/text';

/** Words for an empty line, by the name of its kind; `any` for the others. */
export type HintWords = Record<string, string>;

function hint(state: EditorState, words: HintWords): DecorationSet | null {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return null;
  const { $from } = selection;
  if (!$from.parent.isTextblock || $from.parent.content.size > 0) return null;
  const text = words[$from.parent.type.name] ?? words.any ?? '';
  return DecorationSet.create(state.doc, [Decoration.node($from.before(), $from.after(), { 'data-hint': text })]);
}

/** An empty line at the caret says what may be typed there. */
export const hints = (words: () => HintWords): Plugin => new Plugin({ props: { decorations: (state) => hint(state, words()) } });

const key = new PluginKey<DecorationSet>('checks');

/** Shows the findings of the last check at their places. */
export function tellChecks(view: EditorView, checks: Check[]): void {
  view.dispatch(view.state.tr.setMeta(key, checks).setMeta('addToHistory', false));
}

const BAD = new Set(['citation_not_found', 'reference_malformed']);

function found(doc: Node, checks: Check[]): DecorationSet {
  const cited = new Map(checks.filter((one) => one.citation).map((one) => [one.citation, one]));
  const terms = new Map<string, string[]>();
  for (const one of checks) if (one.block && one.term && one.code === 'term_not_defined') terms.set(one.block, [...(terms.get(one.block) ?? []), one.term]);
  const list: Decoration[] = [];
  if (cited.size === 0 && terms.size === 0) return DecorationSet.empty;
  doc.descendants((node, pos) => {
    const id = node.attrs.id as string | undefined;
    const check = node.type.name === 'citation' ? cited.get(id ?? '') : undefined;
    if (check) list.push(Decoration.node(pos, pos + 1, { 'data-finding': BAD.has(check.code) ? 'bad' : 'warn' }));
    const words = id && node.isTextblock ? terms.get(id) : undefined;
    if (words) for (const [from, to] of places(node, words)) list.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { 'data-finding': 'term' }));
  });
  return DecorationSet.create(doc, list);
}

/** Where these words stand in a line. */
function places(line: Node, words: string[]): [from: number, to: number][] {
  const text = line.textBetween(0, line.content.size, '\ufffc', '\ufffc');
  return words.flatMap((word) => {
    const ranges: [number, number][] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) ranges.push([at, at + word.length]);
    return ranges;
  });
}

export const checkMarks = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before) => {
        const checks = tr.getMeta(key) as Check[] | undefined;
        if (checks) return found(tr.doc, checks);
        return tr.docChanged && before !== DecorationSet.empty ? before.map(tr.mapping, tr.doc) : before;
      },
    },
    props: { decorations: (state) => key.getState(state) ?? null },
  });
