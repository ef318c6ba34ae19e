import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Node } from '@tiptap/pm/model';
import { history, undo } from '@tiptap/pm/history';
import { describe, expect, it } from 'vitest';
import { numbersOf } from '../numbers';
import { schema, type Json } from '../schema';
import { ids } from './ids';
import { keys } from './keys';
import { become } from './kinds';
import { putNew } from './put';

/** A state of blocks; `|` in their words is the caret. */
function at(...blocks: Json[]): EditorState {
  const doc = schema.nodeFromJSON({ type: 'doc', content: blocks });
  let caret = 0;
  doc.descendants((node, pos) => {
    const here = node.text?.indexOf('|') ?? -1;
    if (here >= 0) caret = pos + here;
  });
  const state = EditorState.create({ doc, plugins: [...keys(), ids(), history()] });
  const tr = state.tr.delete(caret, caret + 1);
  return state.apply(tr.setSelection(TextSelection.create(tr.doc, caret)));
}

let made = 0;
const id = () => `n${++made}`;
const text = (words: string): Json[] => (words ? [{ type: 'text', text: words }] : []);
const p = (words = ''): Json => ({ type: 'paragraph', attrs: { id: id() }, content: text(words) });
const member = (words: string, ...more: Json[]): Json => ({ type: 'member', attrs: { id: id() }, content: [p(words), ...more] });
const members = (...list: Json[]): Json => ({ type: 'members', attrs: { id: id() }, content: list });
const article = (title: string, ...body: Json[]): Json => ({ type: 'article', attrs: { id: id(), clause: null }, content: [{ type: 'articleTitle', attrs: { id: id() }, content: text(title) }, ...body] });
const definition = (term: string, words: string): Json => ({ type: 'definition', attrs: { id: id(), term }, content: text(words) });

/** Presses a key as the editor would. */
function press(state: EditorState, name: string, mods: Partial<KeyboardEvent> = {}): EditorState {
  let now = state;
  const view = { get state() { return now; }, dispatch: (tr: never) => void (now = now.apply(tr)), endOfTextblock: () => true } as unknown as EditorView;
  const event = { key: name, keyCode: 0, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...mods } as KeyboardEvent;
  for (const plugin of now.plugins) if (plugin.props.handleKeyDown?.call(plugin, view, event)) break;
  now.doc.check();
  return now;
}

const run = (state: EditorState, command: Command): EditorState => {
  let now = state;
  command(state, (tr) => void (now = state.apply(tr)));
  now.doc.check();
  return now;
};

const typed = (state: EditorState, words: string): EditorState => state.apply(state.tr.insertText(words));

/** The lines of a document as one would read them, the caret in them. */
function read(state: EditorState): string[] {
  const numbers = numbersOf(state.doc);
  const lines: string[] = [];
  state.doc.descendants((node: Node, pos: number, parent) => {
    if (!node.isTextblock) return true;
    const owner = node.type.name === 'articleTitle' || parent?.firstChild === node ? parent : null;
    const own = numbers.shown.get(String(node.attrs.id)) ?? (owner && numbers.shown.get(String(owner.attrs.id)));
    const { from } = state.selection;
    const caret = from > pos && from <= pos + node.nodeSize - 1 ? from - pos - 1 : -1;
    const words = caret < 0 ? node.textContent : `${node.textContent.slice(0, caret)}|${node.textContent.slice(caret)}`;
    const name = { articleTitle: 'Artikel ', heading: '# ', title: '= ', definition: `“${String(node.attrs.term)}” ` }[node.type.name] ?? '';
    lines.push(`${name}${own ? `${own} ` : parent?.type.name === 'bullet' ? '– ' : ''}${words}`);
    return false;
  });
  const seen = new Set<string>();
  state.doc.descendants((node) => {
    if (!('id' in node.attrs)) return;
    expect(node.attrs.id, 'an id').toMatch(/^[a-z0-9]{1,32}$/);
    expect(seen.has(String(node.attrs.id)), 'an id of its own').toBe(false);
    seen.add(String(node.attrs.id));
  });
  return lines;
}

describe('the key for the end', () => {
  const signature: Json = { type: 'signature', attrs: { id: 's1', party: 'Koper', capacity: '' } };
  it('goes to the last of the text, a signature too, behind which one writes on', () => {
    const state = press(at(p('een| twee'), p('drie'), signature), 'End', { ctrlKey: true });
    expect(state.selection.from).toBe(state.doc.content.size - 1);
    const behind = press(state, 'Enter');
    expect(behind.doc.lastChild?.type.name).toBe('paragraph');
    expect(press(at(p('een| twee'), p('drie')), 'End', { ctrlKey: true }).selection.$from.parent.textContent).toBe('drie');
  });
  it('takes all up to there with the shift key', () => {
    const { doc, selection } = press(at(p('een| twee'), p('drie'), signature), 'End', { ctrlKey: true, shiftKey: true });
    expect(doc.textBetween(selection.from, selection.to, ' ')).toBe(' twee drie');
  });
});

describe('Enter', () => {
  it('makes the next member, and splits one in its middle', () => {
    expect(read(press(at(article('Prijs', members(member('Een|')))), 'Enter'))).toEqual(['Artikel 1 Prijs', '1.1 Een', '1.2 |']);
    expect(read(press(at(article('Prijs', members(member('Een| twee')))), 'Enter'))).toEqual(['Artikel 1 Prijs', '1.1 Een', '1.2 | twee']);
  });

  it('pressed twice leaves the list', () => {
    const twice = press(press(at(article('Prijs', members(member('Een|'), member('Twee')))), 'Enter'), 'Enter');
    expect(read(twice)).toEqual(['Artikel 1 Prijs', '1.1 Een', '|', '1.2 Twee']);
    expect(read(press(press(at(article('Prijs', members(member('Een', members(member('Onder|')))))), 'Enter'), 'Enter'))).toEqual(['Artikel 1 Prijs', '1.1 Een', 'a. Onder', '1.2 |']);
  });

  it('goes from a title to its first member', () => {
    expect(read(press(at(article('Prijs|')), 'Enter'))).toEqual(['Artikel 1 Prijs', '1.1 |']);
    expect(read(press(at(article('Prijs| en meer', members(member('Een')))), 'Enter'))).toEqual(['Artikel 1 Prijs', '1.1 | en meer', '1.2 Een']);
    expect(read(press(at(article('Prijs|', p('Tekst'))), 'Enter'))).toEqual(['Artikel 1 Prijs', '|', 'Tekst']);
    expect(read(press(at(article('|Prijs')), 'Enter'))).toEqual(['Artikel 1 |', 'Artikel 2 Prijs']);
    expect(read(press(at(p('x'), article('|')), 'Enter'))).toEqual(['x', '|']);
  });

  it('makes the next definition, and leaves an empty one', () => {
    const list: Json = { type: 'definitions', attrs: { id: id() }, content: [definition('Werk', 'het bouwen|')] };
    const next = press(at(article('Begrippen', list)), 'Enter');
    expect(read(next)).toEqual(['Artikel 1 Begrippen', '“Werk” het bouwen', '“” |']);
    expect(read(press(next, 'Enter'))).toEqual(['Artikel 1 Begrippen', '“Werk” het bouwen', '|']);
  });
});

describe('levels', () => {
  const two = () => at(article('Prijs', members(member('Een'), member('Twee|'))));
  it('go down to the third and back up to the first', () => {
    const down = press(two(), 'Tab');
    expect(read(down)).toEqual(['Artikel 1 Prijs', '1.1 Een', 'a. Twee|']);
    const next = press(typed(press(down, 'Enter'), 'Drie'), 'Tab');
    expect(read(next)).toEqual(['Artikel 1 Prijs', '1.1 Een', 'a. Twee', 'i. Drie|']);
    const fourth = press(typed(press(next, 'Enter'), 'Vier'), 'Tab');
    expect(read(fourth).at(-1)).toBe('ii. Vier|');
    const up = ['Tab', 'Tab', 'Tab'].reduce((state, key) => press(state, key, { shiftKey: true }), fourth);
    expect(read(up).at(-1)).toBe('1.2 Vier|');
  });

  it('leave Tab to the page outside of lists', () => {
    expect(press(at(p('Tekst|')), 'Tab').doc.textContent).toBe('Tekst');
  });
});

describe('Backspace at a start', () => {
  it('joins with the member before, and leaves the list at its first', () => {
    expect(read(press(at(article('Prijs', members(member('Een'), member('|Twee')))), 'Backspace'))).toEqual(['Artikel 1 Prijs', '1.1 Een|Twee']);
    expect(read(press(at(article('Prijs', members(member('|Een'), member('Twee')))), 'Backspace'))).toEqual(['Artikel 1 Prijs', '|Een', '1.1 Twee']);
    expect(read(press(at(article('Prijs', members(member('Een', members(member('|Onder')))))), 'Backspace'))).toEqual(['Artikel 1 Prijs', '1.1 Een', '1.2 |Onder']);
  });

  it('brings a paragraph into the list before it', () => {
    expect(read(press(at(article('Prijs', members(member('Een')), p('|Slot'))), 'Backspace'))).toEqual(['Artikel 1 Prijs', '1.1 Een|Slot']);
  });

  it('takes the number off an article', () => {
    expect(read(press(at(article('|Prijs', members(member('Een')))), 'Backspace'))).toEqual(['# |Prijs', '1. Een']);
    expect(read(press(at(article('Een', members(member('x'))), article('|Twee', members(member('y')))), 'Backspace'))).toEqual(['Artikel 1 Een', '1.1 x', '|Twee', '1.2 y']);
  });
});

describe('moving', () => {
  it('takes a member past another and an article past another', () => {
    const one = press(at(article('Prijs', members(member('Een'), member('Tw|ee')))), 'ArrowUp', { altKey: true });
    expect(read(one)).toEqual(['Artikel 1 Prijs', '1.1 Tw|ee', '1.2 Een']);
    expect(read(press(one, 'ArrowUp', { altKey: true }))).toEqual(read(one));
    expect(read(press(at(article('Ee|n'), article('Twee')), 'ArrowDown', { altKey: true }))).toEqual(['Artikel 1 Twee', 'Artikel 2 Ee|n']);
    expect(read(press(at(article('Een', p('te|kst'), p('x'))), 'ArrowUp', { altKey: true }))).toEqual(['Artikel 1 Een', 'te|kst', 'x']);
  });
});

describe('kinds', () => {
  it('make an article of a line, with what stands under it', () => {
    expect(read(run(at(p('Prijs|')), become('article')))).toEqual(['Artikel 1 Prijs|']);
    expect(read(run(at(article('Een', p('x'), p('Twee|'), members(member('y')))), become('article')))).toEqual(['Artikel 1 Een', 'x', 'Artikel 2 Twee|', '2.1 y']);
    expect(read(run(at(article('Een', members(member('x|')))), become('article')))).toEqual(['Artikel 1 Een', '1.1 x', 'Artikel 2 |']);
  });

  it('make a member, joined to those before it', () => {
    expect(read(run(at(article('Een', members(member('x')), p('y|'))), become('member')))).toEqual(['Artikel 1 Een', '1.1 x', '1.2 y|']);
  });

  it('make plain text of anything, and undo it at once', () => {
    const deep = at(article('Een', members(member('x', members(member('y|'))))));
    const plain = run(deep, become('paragraph'));
    expect(read(plain)).toEqual(['Artikel 1 Een', '1.1 x', 'y|']);
    expect(read(run(plain, undo))).toEqual(['Artikel 1 Een', '1.1 x', 'a. y|']);
    expect(read(run(at(article('Een|', p('x'))), become('paragraph')))).toEqual(['Een|', 'x']);
  });
});

describe('putting in', () => {
  it('goes instead of an empty line, or behind what the caret is in', () => {
    expect(read(run(at(p('|'), p('x')), putNew('article')))).toEqual(['Artikel 1 |', 'x']);
    expect(read(run(at(article('Een', members(member('x|'))), p('y')), putNew('article')))).toEqual(['Artikel 1 Een', '1.1 x', 'Artikel 2 |', 'y']);
    expect(read(run(at(article('Een', p('x|'))), putNew('definition')))).toEqual(['Artikel 1 Een', 'x', '“” |']);
  });

  it('takes the empty item along in which it was asked for', () => {
    expect(read(run(at(article('Een', members(member('x'), member('|'))), p('y')), putNew('article')))).toEqual(['Artikel 1 Een', '1.1 x', 'Artikel 2 |', 'y']);
    expect(read(run(at(article('Een', members(member('|'))), p('y')), putNew('article')))).toEqual(['Artikel 1 Een', 'Artikel 2 |', 'y']);
    expect(read(run(at(article('Een', members(member('x|')))), putNew('member')))).toEqual(['Artikel 1 Een', '1.1 x', '1.2 |']);
  });

  it('puts a table with a head, and a line behind it', () => {
    const { doc } = run(at(p('|')), putNew('table'));
    expect(doc.child(0).type.name).toBe('table');
    expect(doc.child(0).attrs.header).toBe(true);
    expect(doc.child(1).type.name).toBe('paragraph');
  });
});

describe('ids', () => {
  it('of a copy are new, and references within it follow', () => {
    const state = at(article('Een', members({ ...member('x'), attrs: { id: 'm' } })), p('|'));
    const copy = schema.nodeFromJSON({ ...state.doc.child(0).toJSON() });
    const refers = schema.nodeFromJSON({ type: 'paragraph', attrs: { id: 'r' }, content: [{ type: 'reference', attrs: { target: 'm' } }] });
    const end = state.doc.content.size;
    const after = state.apply(state.tr.insert(end, [copy, refers]));
    read(after);
    expect(after.doc.child(0).child(1).child(0).attrs.id).toBe('m');
    const target = String(after.doc.lastChild?.firstChild?.attrs.target);
    expect(target).not.toBe('m');
    expect(after.doc.child(2).child(1).child(0).attrs.id).toBe(target);
  });

  it('stay where words alone change', () => {
    const state = at(p('x|'));
    expect(typed(state, 'abc').doc.child(0).attrs.id).toBe(state.doc.child(0).attrs.id);
  });
});
