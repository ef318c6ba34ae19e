/**
 * Blocks with a field of their own beside their words: the short name of a party, the term of a
 * definition, who signs. The field is a real one, so that it is reached and read out as such.
 */
import type { Node } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { engage } from '../edit/keys';
import type { Numbers } from '../numbers';
import { numbersIn, register, type Shown } from './numbering';

export interface FieldWords {
  term: string;
  party: string;
  capacity: string;
  shortName: string;
}

type Where = () => number | undefined;

interface Layout {
  tag: string;
  /** The fields before the words, and behind them, each an attribute. */
  before: string[];
  after: string[];
  words: boolean;
}

const LAYOUTS: Record<string, Layout> = {
  definition: { tag: 'li', before: ['term'], after: [], words: true },
  party: { tag: 'li', before: [], after: ['name'], words: true },
  signature: { tag: 'div', before: ['party', 'capacity'], after: [], words: false },
};

const names = (words: FieldWords): Record<string, string> => ({ term: words.term, name: words.shortName, party: words.party, capacity: words.capacity });

class Fielded implements NodeView, Shown {
  readonly dom: HTMLElement;
  readonly contentDOM?: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly where: Where;
  private readonly inputs = new Map<string, HTMLInputElement>();
  private readonly words: () => FieldWords;

  constructor(node: Node, view: EditorView, where: Where, words: () => FieldWords) {
    [this.node, this.view, this.where, this.words] = [node, view, where, words];
    const layout = LAYOUTS[node.type.name] as Layout;
    this.dom = document.createElement(layout.tag);
    this.dom.dataset.type = node.type.name;
    const fields = (list: string[], side: string) => list.forEach((name) => this.dom.append(this.field(name, side)));
    fields(layout.before, 'before');
    if (layout.words) {
      this.contentDOM = document.createElement('span');
      this.contentDOM.className = 'words';
      this.dom.append(this.contentDOM);
    }
    fields(layout.after, 'after');
    register(view).add(this);
    this.reword();
  }

  /** The names of the fields, as they are now. */
  reword(): void {
    for (const [name, input] of this.inputs) {
      const label = names(this.words())[name] ?? name;
      (input.parentElement as HTMLElement).dataset.label = label;
      input.setAttribute('aria-label', label);
      input.placeholder = label;
    }
    this.show();
  }

  private field(name: string, side: string): HTMLElement {
    const box = document.createElement('span');
    box.contentEditable = 'false';
    box.dataset.field = name;
    box.dataset.side = side;
    const input = document.createElement('input');
    input.type = 'text';
    input.maxLength = 200;
    input.readOnly = !this.view.editable;
    input.spellcheck = false;
    input.autocomplete = 'off';
    input.addEventListener('input', () => this.keep(name, input.value));
    input.addEventListener('keydown', (event) => this.pressed(event, input));
    box.append(input);
    this.inputs.set(name, input);
    return box;
  }

  private keep(name: string, value: string): void {
    const pos = this.where();
    if (pos !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, name, value));
  }

  /** From the field on to the words, or to what follows; and from it to the keys of the editor. */
  private pressed(event: KeyboardEvent, input: HTMLInputElement): void {
    const { selectionStart, selectionEnd, value } = input;
    const [first, last] = [selectionStart === 0 && selectionEnd === 0, selectionStart === value.length];
    const forward = event.key === 'Enter' || (event.key === 'ArrowRight' && last) || event.key === 'ArrowDown';
    const back = (event.key === 'ArrowLeft' && first) || event.key === 'ArrowUp';
    const gone = event.key === 'Backspace' && value === '' && this.node.isTextblock && this.node.content.size === 0;
    if (!forward && !back && !gone) return;
    const pos = this.where();
    if (pos === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...this.inputs.values()];
    const next = all[all.indexOf(input) + (forward ? 1 : -1)];
    if (next && !gone && !this.contentDOM) return next.focus();
    const { state } = this.view;
    const inside = this.node.isTextblock && (input.closest('[data-side]') as HTMLElement).dataset.side === 'before' ? forward : back;
    const tr = state.tr;
    if (this.node.isTextblock && (inside || gone)) tr.setSelection(TextSelection.create(state.doc, forward || gone ? pos + 1 : pos + this.node.nodeSize - 1));
    else tr.setSelection(TextSelection.near(state.doc.resolve(forward ? pos + this.node.nodeSize : pos), forward ? 1 : -1));
    this.view.dispatch(tr.scrollIntoView());
    this.view.focus();
    engage(this.view);
    if (gone) this.view.someProp('handleKeyDown', (run) => run(this.view, event));
  }

  private show(): void {
    for (const [name, input] of this.inputs) {
      const value = String(this.node.attrs[name] ?? '');
      if (input.value !== value) input.value = value;
      // browsers that cannot fit a field to its words get a width in letters
      input.size = Math.max(value.length, input.placeholder.length, 4);
    }
    this.set(numbersIn(this.view.state));
  }

  set(numbers: Numbers): void {
    if (this.node.type.name !== 'party') return;
    const number = numbers.shown.get(String(this.node.attrs.id)) ?? '';
    if (this.dom.dataset.number !== number) this.dom.dataset.number = number;
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLInputElement;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return !this.contentDOM?.contains(mutation.target) && mutation.type !== 'selection';
  }

  destroy(): void {
    register(this.view).delete(this);
  }
}

export function fields(words: () => FieldWords): Plugin {
  const make = (node: Node, view: EditorView, where: Where) => new Fielded(node, view, where, words);
  return new Plugin({ props: { nodeViews: { definition: make, party: make, signature: make } } });
}

/** Puts the focus into the first field of the block here; false if it has none. */
export function focusField(view: EditorView, pos: number): boolean {
  const dom = view.nodeDOM(pos);
  const input = dom instanceof HTMLElement ? dom.querySelector('input') : null;
  input?.focus();
  return Boolean(input);
}
