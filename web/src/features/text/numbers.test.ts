import type { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import golden from './numbers.golden.json';
import { beginsSentence, letters, lineText, numbersOf, roman, shownReference } from './numbers';
import { schema } from './schema';

/** What every reference shows, in the order of the text. */
function references(doc: Node): string[] {
  const numbers = numbersOf(doc);
  const list: string[] = [];
  doc.descendants((node, _pos, parent, index) => {
    if (node.type.name === 'reference' && parent) list.push(shownReference(numbers, String(node.attrs.target), lineText(parent, numbers, index)));
  });
  return list;
}

describe('numbers', () => {
  it.each(golden.cases.map((one) => [one.name, one] as const))('are those of the server: %s', (_name, one) => {
    const doc = schema.nodeFromJSON(one.document);
    doc.check();
    expect(Object.fromEntries(numbersOf(doc).shown)).toEqual(one.numbers);
    expect(references(doc)).toEqual(one.references);
  });

  it('go up together when an article comes in above', () => {
    const article = (id: string, refers?: string) => ({
      type: 'article', attrs: { id, clause: null },
      content: [
        { type: 'articleTitle', attrs: { id: `${id}t` } },
        { type: 'members', attrs: { id: `${id}s` }, content: [{ type: 'member', attrs: { id: `${id}m` }, content: [{ type: 'paragraph', attrs: { id: `${id}p` }, content: [{ type: 'text', text: 'Zie ' }, ...(refers ? [{ type: 'reference', attrs: { target: refers } }] : [])] }] }] },
      ],
    });
    const before = schema.nodeFromJSON({ type: 'doc', content: [article('a'), article('b', 'am')] });
    expect(references(before)).toEqual(['artikel 1.1']);
    // the articles that were there are the same nodes, so that what is known of them must be counted anew
    const after = before.type.create(null, [schema.nodeFromJSON(article('x')), ...before.children]);
    expect(references(after)).toEqual(['artikel 2.1']);
    expect(numbersOf(after).shown.get('bm')).toBe('3.1');
    const without = after.type.create(null, [after.child(0), after.child(2)]);
    expect(references(without)).toEqual(['[verwijzing vervallen]']);
  });

  it('count with letters and in Roman numbers', () => {
    expect([1, 26, 27, 53].map(letters)).toEqual(['a', 'z', 'aa', 'aaa']);
    expect([1, 4, 9, 14, 40, 90, 400, 1999].map(roman)).toEqual(['i', 'iv', 'ix', 'xiv', 'xl', 'xc', 'cd', 'mcmxcix']);
  });

  it('know where a sentence begins', () => {
    for (const before of ['', 'Dat is zo. ', 'Is dat zo? ', 'regel\n', '(zie hierna). ', 'lid 2. ']) expect(beginsSentence(before), before).toBe(true);
    for (const before of ['in ', 'vgl. ', 'o.a. ', 'art. ', 'zo.', '(vgl. ', '; ']) expect(beginsSentence(before), before).toBe(false);
  });
});
