/** One text being written: the editor, what keeps it, and what the page around it follows. */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { NodeSelection, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import type { DraftText } from '../../api/text';
import type { Stance } from '../../api/types';
import { around, blockOf } from './edit/around';
import { engage } from './edit/keys';
import { kindAt, type Kind } from './edit/kinds';
import { putBlocks, putNew } from './edit/put';
import { written } from './edit/written';
import { fits, makeEditor, reword, type EditorWords } from './editor';
import { Keeper, type Page, type Saving, type Server, type Told } from './keep/keeper';
import { take } from './keep/take';
import type { Left } from './paste/line';
import type { Json } from './schema';
import { Store } from './store';
import { EMPTY, survey, type Survey } from './survey';
import { focusField } from './view/fields';
import { tellChecks } from './view/hints';
import { numbersIn } from './view/numbering';
import type { Slash, SlashKeys } from './view/slash';

export interface Tools {
  kind: Kind | null;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  canUndo: boolean;
  canRedo: boolean;
  inTable: boolean;
}

export interface Around {
  slash: Slash | null;
  /** A variable, reference or citation that is to be shown, by where it stands. */
  opened: number | null;
  survey: Survey;
}

export interface DeskOptions {
  element: HTMLElement;
  /** What the server has. */
  text: DraftText;
  /** What stood here when the page was left, where it did not reach the server. */
  mine: Json | null;
  may: boolean;
  words: () => EditorWords;
  server: Server;
  merged: (by: string | null) => void;
  left: (left: Left) => void;
  toTools: () => void;
}

const SURVEY_MS = 400;

export class Desk {
  readonly editor: Editor;
  readonly keeper: Keeper;
  readonly slashKeys: SlashKeys = { pressed: () => false };
  readonly tools = new Store<Tools>({ kind: null, bold: false, italic: false, underline: false, canUndo: false, canRedo: false, inTable: false });
  readonly around = new Store<Around>({ slash: null, opened: null, survey: EMPTY });
  readonly told: Store<Told>;
  private doc: Node;
  private open = true;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DeskOptions) {
    const { text, mine, may } = options;
    this.editor = makeEditor(options.element, mine ?? text.document, may, options.words, {
      changed: (docChanged) => this.changed(docChanged),
      slash: (slash) => this.around.set({ slash }),
      slashKeys: { pressed: (event) => this.slashKeys.pressed(event) },
      left: options.left,
      open: (opened) => this.around.set({ opened }),
      toTools: options.toTools,
      save: () => void this.keeper.flush(),
    });
    this.doc = this.editor.state.doc;
    this.keeper = new Keeper(this.page(), options.server, text, (told) => this.tell(told), options.merged);
    this.told = new Store<Told>(this.keeper.told);
    this.look();
    tellChecks(this.editor.view, text.checks);
    if (mine) this.keeper.changed();
  }

  private page(): Page {
    return {
      mark: () => this.doc,
      written: () => written(this.doc),
      json: () => this.doc.toJSON() as Json,
      fits,
      take: (doc) => {
        const wanted = this.editor.schema.nodeFromJSON(doc);
        if (!this.open) return void (this.doc = wanted);
        const tr = this.editor.state.tr;
        take(tr, wanted);
        this.editor.view.dispatch(tr.setMeta('addToHistory', false));
      },
    };
  }

  private changed(docChanged: boolean): void {
    // the first change is that of the editor coming to be
    if (!this.keeper) return;
    const { state } = this.editor;
    this.tools.set(toolsOf(state));
    if (!docChanged) return;
    this.doc = state.doc;
    this.keeper.touched();
    this.timer ??= setTimeout(() => this.look(), SURVEY_MS);
  }

  private look(): void {
    this.timer = undefined;
    const { state } = this.editor;
    const now = survey(state.doc, numbersIn(state));
    const before = this.around.get().survey;
    if (JSON.stringify(now) !== JSON.stringify(before)) this.around.set({ survey: now });
  }

  private tell(told: Told): void {
    const checks = this.told.get().text.checks;
    this.told.set(told);
    if (this.open && told.text.checks !== checks) tellChecks(this.editor.view, told.text.checks);
  }

  /** The reader reads another language now. */
  reword(): void {
    if (this.open) reword(this.editor.view);
  }

  get saving(): Saving {
    return this.told.get().saving;
  }

  run(command: Command): boolean {
    const { view } = this.editor;
    const done = command(view.state, view.dispatch, view);
    this.focus();
    return done;
  }

  focus(): void {
    if (!this.open) return;
    this.editor.view.focus();
    engage(this.editor.view);
  }

  /** A new block at the caret; a field of it comes first where it has one. */
  put(kind: string): void {
    const { view } = this.editor;
    if (!this.run(putNew(kind))) return;
    const found = around(view.state.selection.$from, 'definition');
    if (found) focusField(view, found.pos);
    else if (kind === 'signature') {
      const behind = view.state.doc.resolve(view.state.selection.$from.before()).nodeBefore;
      if (behind?.type.name === 'signature') focusField(view, view.state.selection.$from.before() - behind.nodeSize);
    }
  }

  /** Blocks that were made elsewhere, at the caret. */
  putBlocks(blocks: Json[]): void {
    const { view, schema } = this.editor;
    const tr = view.state.tr;
    if (putBlocks(tr, blocks.map((one) => schema.nodeFromJSON(one)))) view.dispatch(tr);
  }

  /** A variable, reference or citation at the caret. */
  putInline(name: string, attrs: Record<string, unknown>): void {
    const { view, schema } = this.editor;
    const node = schema.nodes[name]?.create(attrs);
    if (node && view.state.selection.$from.parent.inlineContent) view.dispatch(view.state.tr.replaceSelectionWith(node, true).scrollIntoView());
  }

  /** Other attributes for what stands here. */
  set(pos: number, attrs: Record<string, unknown>): void {
    this.fill([pos], attrs);
  }

  /** The same for several places, as one change. */
  fill(places: number[], attrs: Record<string, unknown>): void {
    const { view } = this.editor;
    const tr = view.state.tr;
    for (const pos of places) for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(pos, name, value);
    view.dispatch(tr);
  }

  drop(pos: number): void {
    const { view } = this.editor;
    view.dispatch(view.state.tr.delete(pos, pos + 1));
  }

  /** Where the variables of this name stand. */
  variables(name: string): number[] {
    const list: number[] = [];
    this.editor.state.doc.descendants((node, pos) => void (node.type.name === 'variable' && node.attrs.name === name && list.push(pos)));
    return list;
  }

  /** In whose favour the clause is that an article was made of. */
  stanceOf(article: string): Stance {
    const use = blockOf(this.editor.state.doc, article)?.node.attrs.clause as { stance: Stance } | null | undefined;
    return use?.stance ?? 'neutral';
  }

  /** Puts other content under an article, which keeps its id, so that references to it stay. */
  replaceArticle(id: string, made: Json): void {
    const { view, schema } = this.editor;
    const found = blockOf(view.state.doc, id);
    if (found?.node.type.name !== 'article') return;
    const node = schema.nodeFromJSON({ ...made, attrs: { ...made.attrs, id } });
    view.dispatch(view.state.tr.replaceWith(found.pos, found.pos + found.node.nodeSize, node));
  }

  /** Goes to a block, with the caret at its beginning. */
  goTo(id: string): boolean {
    const { view } = this.editor;
    const found = blockOf(view.state.doc, id);
    if (!found) return false;
    const { node, pos } = found;
    const selection = node.isInline || node.isAtom ? NodeSelection.create(view.state.doc, pos) : TextSelection.near(view.state.doc.resolve(pos + 1));
    view.dispatch(view.state.tr.setSelection(selection));
    const dom = view.nodeDOM(pos);
    (dom instanceof HTMLElement ? dom : null)?.scrollIntoView({ block: 'center' });
    this.focus();
    return true;
  }

  close(): void {
    clearTimeout(this.timer);
    this.keeper.close();
    this.open = false;
    this.editor.destroy();
  }
}

function toolsOf(state: EditorState): Tools {
  const { selection, storedMarks, schema, doc } = state;
  const has = (name: string): boolean => {
    const type = schema.marks[name];
    if (!type) return false;
    return selection.empty ? Boolean(type.isInSet(storedMarks ?? selection.$from.marks())) : doc.rangeHasMark(selection.from, selection.to, type);
  };
  return {
    kind: kindAt(state), bold: has('bold'), italic: has('italic'), underline: has('underline'),
    canUndo: undoDepth(state) > 0, canRedo: redoDepth(state) > 0, inTable: isInTable(state),
  };
}
