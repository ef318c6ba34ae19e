/**
 * Shows numbers before blocks and words in references. The numbers are counted when the structure
 * changes, not when words do; what is shown differently is set on its element, so that typing costs
 * nothing, however long the text is.
 */
import { DOMSerializer, type Node, type Schema, type Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { isPlain } from '../edit/plain';
import { GONE, lineText, numbersOf, shownReference, type Numbers } from '../numbers';

const key = new PluginKey<Numbers>('numbering');
const NONE: Numbers = { shown: new Map(), words: new Map() };

export const numbersIn = (state: EditorState): Numbers => key.getState(state) ?? NONE;

export interface Shown {
  /** Sets what is shown, where it is not right. */
  set: (numbers: Numbers) => void;
  /** Says what it says of itself in the words of now. */
  reword: () => void;
}

/** What shows numbers in a view. */
const registers = new WeakMap<EditorView, Set<Shown>>();

export function register(view: EditorView): Set<Shown> {
  const all = registers.get(view) ?? new Set<Shown>();
  registers.set(view, all);
  return all;
}

type Where = () => number | undefined;

/** What an empty heading is, to one who cannot see its place. */
export type EmptyWords = Record<string, string>;

const NAMED = new Set(['title', 'heading', 'articleTitle']);

/** A block with its number in an attribute, from which the style sheet shows it. */
class Numbered implements NodeView, Shown {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly id: string;
  private readonly all: Set<Shown>;

  constructor(private node: Node, view: EditorView, where: Where, tag: string, private readonly empty: () => EmptyWords) {
    const pos = where() ?? 0;
    const isTitle = node.type.name === 'articleTitle';
    this.id = String((isTitle ? view.state.doc.resolve(pos).parent : node).attrs.id);
    this.all = register(view);
    this.dom = document.createElement(tag);
    this.dom.dataset.type = node.type.name;
    this.contentDOM = this.dom;
    this.all.add(this);
    this.set(numbersIn(view.state));
    this.reword();
  }

  reword(): void {
    const words = this.node.content.size === 0 && NAMED.has(this.node.type.name) ? this.empty()[this.node.type.name] : undefined;
    if (words) this.dom.setAttribute('aria-label', words);
    else this.dom.removeAttribute('aria-label');
  }

  update(node: Node): boolean {
    if (!node.sameMarkup(this.node)) return false;
    const filled = node.content.size > 0 !== this.node.content.size > 0;
    this.node = node;
    if (filled) this.reword();
    return true;
  }

  set(numbers: Numbers): void {
    const number = numbers.shown.get(this.id) ?? '';
    if (number && this.dom.dataset.number !== number) this.dom.dataset.number = number;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === 'attributes' && mutation.target === this.dom;
  }

  destroy(): void {
    this.all.delete(this);
  }
}

/** A reference: the words of its target as it is numbered now. */
class Reference implements NodeView, Shown {
  readonly dom: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly where: Where;
  private readonly all: Set<Shown>;

  constructor(node: Node, view: EditorView, where: Where) {
    this.dom = document.createElement('span');
    this.dom.dataset.type = 'reference';
    [this.node, this.view, this.where, this.all] = [node, view, where, register(view)];
    this.all.add(this);
    this.set(numbersIn(view.state));
  }

  set(numbers: Numbers): void {
    const pos = this.where();
    if (pos === undefined) return;
    const $pos = this.view.state.doc.resolve(Math.min(pos, this.view.state.doc.content.size));
    const words = shownReference(numbers, String(this.node.attrs.target), $pos.parent.isTextblock ? lineText($pos.parent, numbers, $pos.index()) : ' ');
    if (this.dom.textContent !== words) this.dom.textContent = words;
    this.dom.toggleAttribute('data-gone', words === GONE);
  }

  /** Its words are those of the text. */
  reword(): void {}

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.set(numbersIn(this.view.state));
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.all.delete(this);
  }
}

/** Whether the line of the caret holds a reference, whose first letter may depend on what is typed before it. */
function refersHere(state: EditorState): boolean {
  const { parent } = state.selection.$from;
  for (let index = 0; parent.isTextblock && index < parent.childCount; index++) if (parent.child(index).type.name === 'reference') return true;
  return false;
}

/** What is copied, for other programs: references in their words. */
function forOthers(schema: Schema, numbers: () => Numbers): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  const words = (node: Node) => numbers().words.get(String(node.attrs.target)) ?? GONE;
  return new DOMSerializer({ ...nodes, reference: (node) => ['span', { 'data-type': 'reference', 'data-target': String(node.attrs.target) }, words(node)] }, marks);
}

/** The same as plain text: each line with its number. */
function asText(slice: Slice, numbers: Numbers): string {
  const lines: string[] = [];
  slice.content.descendants((node, _pos, parent, index) => {
    if (!node.isTextblock) return true;
    const owner = index === 0 && parent && ['article', 'member'].includes(parent.type.name) ? parent : node;
    const number = numbers.shown.get(String(owner.attrs.id)) ?? '';
    const before = node.type.name === 'articleTitle' ? `Artikel ${number} ` : node.type.name === 'definition' ? `“${String(node.attrs.term)}”: ` : number && `${number} `;
    lines.push(before + lineText(node, numbers));
    return false;
  });
  return lines.length > 0 ? lines.join('\n') : slice.content.textBetween(0, slice.content.size, '\n');
}

export function numbering(schema: Schema, empty: () => EmptyWords): Plugin<Numbers> {
  let now: Numbers = NONE;
  const numbered = (tag: string) => (node: Node, view: EditorView, where: Where) => new Numbered(node, view, where, tag, empty);
  return new Plugin<Numbers>({
    key,
    state: {
      init: (_, state) => (now = numbersOf(state.doc)),
      apply: (tr, before) => (now = !tr.docChanged || isPlain(tr) ? before : numbersOf(tr.doc)),
    },
    view: () => ({
      update: (view, old) => {
        if (view.state.doc === old.doc) return;
        const numbers = numbersIn(view.state);
        if (numbers !== numbersIn(old) || refersHere(view.state)) for (const one of register(view)) one.set(numbers);
      },
    }),
    props: {
      clipboardSerializer: forOthers(schema, () => now),
      clipboardTextSerializer: (slice, view) => asText(slice, numbersIn(view.state)),
      nodeViews: {
        title: numbered('h3'),
        heading: numbered('h3'),
        articleTitle: numbered('h3'),
        member: numbered('li'),
        recital: numbered('li'),
        reference: (node, view, where) => new Reference(node, view, where),
      },
    },
  });
}
