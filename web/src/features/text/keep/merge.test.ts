import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { schema, type Json } from '../schema';
import { copied, idOf, merge, same, wordsOf, type Choice } from './merge';
import { take } from './take';

const text = (words: string): Json[] => (words ? [{ type: 'text', text: words }] : []);
const p = (id: string, words: string): Json => ({ type: 'paragraph', attrs: { id }, ...(words ? { content: text(words) } : {}) });
const member = (id: string, words: string, ...more: Json[]): Json => ({ type: 'member', attrs: { id }, content: [p(`${id}p`, words), ...more] });
const members = (id: string, ...list: Json[]): Json => ({ type: 'members', attrs: { id }, content: list });
const article = (id: string, title: string, ...body: Json[]): Json => ({ type: 'article', attrs: { id, clause: null }, content: [{ type: 'articleTitle', attrs: { id: `${id}t` }, ...(title ? { content: text(title) } : {}) }, ...body] });
const doc = (...content: Json[]): Json => ({ type: 'doc', content });

const BASE = doc(p('a', 'Aanhef'), article('x', 'Prijs', members('ms', member('m1', 'een'), member('m2', 'twee'), member('m3', 'drie'))), p('z', 'Slot'));

/** A copy in which one block is another, or is gone. */
function edit(node: Json, id: string, change: (block: Json) => Json[]): Json {
  const content = (node.content ?? []).flatMap((one) => (idOf(one) === id ? change(one) : [edit(one, id, change)]));
  return node.content ? { ...node, content } : node;
}
const say = (id: string, words: string) => (node: Json) => edit(node, id, (one) => [{ ...one, content: text(words) }]);
const drop = (id: string) => (node: Json) => edit(node, id, () => []);
const behind = (id: string, block: Json) => (node: Json) => edit(node, id, (one) => [one, block]);
const words = (node: Json): string[] => (node.type === 'text' ? [node.text ?? ''] : (node.content ?? []).flatMap(words));

describe('two changes of a text', () => {
  it('of different blocks are brought together in silence', () => {
    const { doc: merged, conflicts } = merge(BASE, say('m1p', 'EEN')(BASE), say('m3p', 'DRIE')(behind('a', p('n', 'nieuw'))(BASE)));
    expect(conflicts).toEqual([]);
    expect(words(merged)).toEqual(['Aanhef', 'nieuw', 'Prijs', 'EEN', 'twee', 'DRIE', 'Slot']);
  });

  it('of the same block are for a person to choose', () => {
    const [mine, theirs] = [say('m2p', 'van mij')(BASE), say('m2p', 'van de ander')(BASE)];
    const { conflicts } = merge(BASE, mine, theirs);
    expect(conflicts.map((one) => [one.id, wordsOf(one.mine), wordsOf(one.theirs), wordsOf(one.base)])).toEqual([['m2p', 'van mij', 'van de ander', 'twee']]);
    const chosen = (choice: Choice) => words(merge(BASE, mine, theirs, new Map([['m2p', choice]])).doc);
    expect(chosen('mine')[3]).toBe('van mij');
    expect(chosen('theirs')[3]).toBe('van de ander');
    expect(chosen('both').slice(3, 5)).toEqual(['van mij', 'van de ander']);
    const both = merge(BASE, mine, theirs, new Map([['m2p', 'both']])).doc;
    expect(() => schema.nodeFromJSON(both).check()).not.toThrow();
  });

  it('one taken away, the other changed, is for a person to choose; one taken away by both is gone', () => {
    const { conflicts, doc: kept } = merge(BASE, drop('m2')(BASE), say('m2p', 'anders')(BASE));
    expect(conflicts.map((one) => [one.id, one.mine])).toEqual([['m2', null]]);
    expect(words(kept)).not.toContain('anders');
    expect(words(merge(BASE, drop('m2')(BASE), say('m2p', 'anders')(BASE), new Map([['m2', 'theirs']])).doc)).toContain('anders');
    expect(words(merge(BASE, drop('x')(BASE), say('m2p', 'anders')(BASE), new Map([['x', 'both']])).doc)).toContain('anders');
    expect(words(merge(BASE, drop('m2')(BASE), drop('m2')(BASE)).doc)).not.toContain('twee');
  });

  it('a block moved by one and changed by the other is moved and changed, once', () => {
    const two = doc(...(BASE.content ?? []), article('y', 'Duur', members('ys', member('y1', 'lang'))));
    const moved = behind('y1', member('m2', 'twee'))(drop('m2')(two));
    for (const [mine, theirs] of [[moved, say('m2p', 'TWEE')(two)], [say('m2p', 'TWEE')(two), moved]] as const) {
      const { doc: merged, conflicts } = merge(two, mine, theirs);
      expect(conflicts).toEqual([]);
      expect(words(merged)).toEqual(['Aanhef', 'Prijs', 'een', 'drie', 'Slot', 'Duur', 'lang', 'TWEE']);
    }
  });

  it('titles cannot stand twice: both means both in one', () => {
    const { doc: both } = merge(BASE, say('xt', 'Prijzen')(BASE), say('xt', 'Tarief')(BASE), new Map([['xt', 'both']]));
    expect(words(both).join('')).toContain('Prijzen Tarief');
    schema.nodeFromJSON(both).check();
  });
});

/** A stream of numbers that is the same at every run (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const blocks = (node: Json): Json[] => (node.content ?? []).flatMap((one) => [...(idOf(one) ? [one] : []), ...blocks(one)]);

/** A change as a person makes one: of words, a block more, a block less, a block moved. */
function change(node: Json, by: string, pick: (below: number) => number): Json {
  let now = node;
  for (let times = 1 + pick(4); times > 0; times--) {
    const list = blocks(now);
    const one = list[pick(list.length)];
    const id = one && idOf(one);
    if (!one || !id) continue;
    const lines = list.filter((block) => block.type === 'paragraph' || block.type === 'articleTitle');
    const line = lines[pick(lines.length)];
    const items = list.filter((block) => block.type === 'member');
    const item = items[pick(Math.max(1, items.length))];
    switch (pick(5)) {
      case 0:
        if (item && items.length > 1) now = drop(idOf(item) ?? '')(now);
        break;
      case 1:
        if (item) now = behind(idOf(item) ?? '', copied(member('q', `${by}${pick(1e6)}`)))(now);
        break;
      case 2: {
        const to = items[pick(Math.max(1, items.length))];
        if (item && to && item !== to && !blocks(item).includes(to)) now = behind(idOf(to) ?? '', item)(drop(idOf(item) ?? '')(now));
        break;
      }
      default:
        if (line) now = say(idOf(line) ?? '', `${by}${pick(1e6)}`)(now);
    }
    // a list that lost its last item goes with it
    now = emptied(now);
  }
  return now;
}

function emptied(node: Json): Json {
  if (!node.content) return node;
  const content = node.content.map(emptied).filter((one) => one.type !== 'members' || (one.content?.length ?? 0) > 0);
  return { ...node, content };
}

const START = doc(
  p('a', 'Aanhef'),
  article('x', 'Prijs', members('ms', member('m1', 'een'), member('m2', 'twee', members('in', member('i1', 'a'), member('i2', 'b'))), member('m3', 'drie'))),
  article('y', 'Duur', p('yp', 'vooraf'), members('ys', member('y1', 'lang'), member('y2', 'kort'))),
  p('z', 'Slot'),
);

describe('of any two changes', () => {
  const cases = Array.from({ length: 600 }, (_, seed) => {
    const pick = chance(seed + 1);
    return { seed, mine: change(START, 'm', pick), theirs: change(START, 't', pick) };
  });

  it('one side alone is that side', () => {
    for (const { seed, mine } of cases) {
      expect(same(merge(START, mine, START).doc, mine), `seed ${seed}`).toBe(true);
      expect(same(merge(START, START, mine).doc, mine), `seed ${seed}`).toBe(true);
      expect(same(merge(START, mine, mine).doc, mine), `seed ${seed}`).toBe(true);
    }
  });

  it('no block stands twice, and nothing that was written is lost', () => {
    let [clean, asked] = [0, 0];
    for (const { seed, mine, theirs } of cases) {
      const choices = new Map<string, Choice>();
      let merged = merge(START, mine, theirs, choices);
      if (merged.conflicts.length === 0) clean += 1;
      else asked += 1;
      for (let most = 8; merged.conflicts.length > 0 && most > 0; most--) {
        for (const one of merged.conflicts) choices.set(one.id, 'both');
        merged = merge(START, mine, theirs, choices);
      }
      expect(merged.conflicts, `seed ${seed}`).toEqual([]);
      const ids = blocks(merged.doc).map((one) => idOf(one));
      expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length);
      const all = words(merged.doc).join(' ');
      for (const side of [mine, theirs]) for (const one of words(side)) if (/^[mt]\d+$/.test(one)) expect(all, `seed ${seed}`).toContain(one);
    }
    // both ways are walked, or this proves nothing
    expect(Math.min(clean, asked)).toBeGreaterThan(50);
  });

  it('what is brought in makes the document exactly, and leaves the caret in its word', () => {
    for (const { seed, mine, theirs } of cases) {
      const [from, to] = [schema.nodeFromJSON(mine), schema.nodeFromJSON(theirs)];
      const state = EditorState.create({ doc: from, selection: TextSelection.atEnd(from) });
      const tr = state.tr;
      take(tr, to);
      expect(tr.doc.eq(to), `seed ${seed}`).toBe(true);
    }
    const from = schema.nodeFromJSON(START);
    let pos = 0;
    from.descendants((node, at) => void (node.text === 'kort' && (pos = at + 2)));
    const state = EditorState.create({ doc: from, selection: TextSelection.create(from, pos) });
    const tr = state.tr;
    take(tr, schema.nodeFromJSON(say('m1p', 'een heel andere regel')(behind('a', p('n', 'nieuw'))(START))));
    const { $from } = tr.selection;
    expect([$from.parent.textContent, $from.parentOffset]).toEqual(['kort', 2]);
  });
});
