import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { ids } from '../edit/ids';
import { schema, type Json } from '../schema';
import docs from './fixtures/docs.html?raw';
import english from './fixtures/word-en.html?raw';
import dutch from './fixtures/word-nl.html?raw';
import { inert } from './html';
import { putPasted, readClipboard } from './paste';

/** Blocks as an outline: the kind, the words, what is set how. */
function outline(blocks: Json[], depth = 0): string[] {
  return blocks.flatMap((block) => {
    const inner = block.content ?? [];
    const words = inner.filter((one) => one.type === 'text' || one.type === 'hardBreak').map((one) => {
      const marks = (one.marks ?? []).map((mark) => ({ bold: '*', italic: '/', underline: '_' })[mark.type]).join('');
      return one.type === 'hardBreak' ? '⏎' : `${marks}${one.text}${marks}`;
    }).join('');
    const term = block.attrs?.term ? `“${String(block.attrs.term)}” ` : '';
    const isLine = inner.every((one) => one.type === 'text' || one.type === 'hardBreak');
    return [`${'  '.repeat(depth)}${block.type}${isLine && (words || term) ? `: ${term}${words}` : ''}`, ...(isLine ? [] : outline(inner, depth + 1))];
  });
}

const read = (html: string, text = '') => {
  const { blocks, left } = readClipboard(html, text);
  schema.nodeFromJSON({ type: 'doc', content: blocks }).check();
  return { lines: outline(blocks), left };
};

describe('what is pasted from Word', () => {
  it('in Dutch: articles, definitions, members of three levels, a table; revisions accepted, notes dropped', () => {
    const { lines, left } = read(dutch);
    expect(lines).toEqual([
      'title: Overeenkomst van opdracht',
      'article', '  articleTitle: Begrippen',
      '  paragraph: In deze overeenkomst wordt verstaan onder:',
      '  definitions', '    definition: “Opdracht” de werkzaamheden die in _bijlage 1_ zijn omschreven;', '    definition: “Tarief” het uurtarief, exclusief\u00a0btw.',
      'article', '  articleTitle: Betaling',
      '  members',
      '    member', '      paragraph: Opdrachtgever betaalt binnen 14 dagen na de factuurdatum.',
      '      members',
      '        member', '          paragraph: per bank; of',
      '        member', '          paragraph: contant, mits:',
      '          members', '            member', '              paragraph: tegen /kwitantie/.',
      '    member', '      paragraph: Bij te late betaling is rente verschuldigd.', '      paragraph: Dit geldt ook voor deelbetalingen.',
      '      bullets', '        bullet', '          paragraph: een streepje',
      '  table',
      '    tableRow', '      tableCell', '        paragraph: *Termijn*', '      tableCell', '        paragraph: *Bedrag*',
      '    tableRow', '      tableCell', '        paragraph: 1 december 2026', '      tableCell', '        paragraph: € 1.250', '        paragraph: exclusief btw',
      'paragraph: Aldus overeengekomen te Utrecht.',
    ]);
    expect(left).toEqual({ notes: 1, pictures: 1 });
  });

  it('in English: a bold numbered line with members under it is an article; a page break stays', () => {
    expect(read(english).lines).toEqual([
      'article', '  articleTitle: Confidentiality',
      '  members',
      '    member', '      paragraph: Each party keeps the *Information* secret, as in clause 1.2.',
      '      members', '        member', '          paragraph: during the term; and', '        member', '          paragraph: for three years after it.',
      '    member', '      paragraph: See the schedule.',
      'article', '  articleTitle: Law', '  members', '    member', '      paragraph: Dutch law applies.',
      'pageBreak', 'paragraph: Schedule',
    ]);
  });
});

it('Google Docs: nested lists, its own way of being bold, line breaks', () => {
  expect(read(docs).lines).toEqual([
    'article', '  articleTitle: Geheimhouding',
    '  members',
    '    member', '      paragraph: Partijen zwijgen over *alles* wat zij horen.',
    '      members', '        member', '          paragraph: /tijdens de opdracht/',
    '    member', '      paragraph: _Daarna ook._',
    '  paragraph: Losse regel⏎tweede regel',
    '  bullets', '    bullet', '      paragraph: punt',
  ]);
});

it('plain text: numbers that were typed become ours', () => {
  const text = 'Artikel 1\tDuur\n1.1 De overeenkomst duurt:\na. een jaar; of\nb. zo lang als nodig.\n1.2 Zij eindigt vanzelf.\n\nArtikel 2 – Slot\r\nOp 1 januari 2027 vervalt zij.\n- los\n- vast';
  expect(read('', text).lines).toEqual([
    'article', '  articleTitle: Duur', '  members',
    '    member', '      paragraph: De overeenkomst duurt:', '      members', '        member', '          paragraph: een jaar; of', '        member', '          paragraph: zo lang als nodig.',
    '    member', '      paragraph: Zij eindigt vanzelf.',
    'article', '  articleTitle: Slot', '  paragraph: Op 1 januari 2027 vervalt zij.', '  bullets', '    bullet', '      paragraph: los', '    bullet', '      paragraph: vast',
  ]);
});

it('a letter i. behind an h. is a letter, and behind a letter otherwise the first of a level', () => {
  const text = '1.1 Dit:\ng. zeven\nh. acht\ni. negen\ni. eerste';
  expect(read('', text).lines.filter((line) => line.includes('paragraph'))).toEqual(['    paragraph: Dit:', '        paragraph: zeven', '        paragraph: acht', '        paragraph: negen', '            paragraph: eerste']);
});

describe('what is not wanted', () => {
  it('never becomes a part of the page', () => {
    const html = inert('<p style="color:red" onclick=\'x()\'>a<img src="https://x.example/p.png"><script>alert(1)</script><style>p{}</style><svg onload="x()"></svg></p>');
    expect(html).not.toMatch(/ (style|src|onclick|onload)=|<script|<style|<svg/);
    expect(read('<p>a<iframe src="https://x.example">b</iframe><a href="javascript:alert(1)">c</a></p>').lines).toEqual(['paragraph: ac']);
  });

  it('takes no long time, however a page is broken', () => {
    const began = performance.now();
    inert('<a'.repeat(1_500));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is nothing where there is nothing', () => {
    expect(readClipboard('', '').blocks).toEqual([]);
    expect(readClipboard('<p><o:p>&nbsp;</o:p></p>', ' \n ').blocks).toEqual([]);
  });

  it('does not nest deeper than a text may', () => {
    const deep = Array.from({ length: 20 }, (_, n) => `<ul><li aria-level="${n + 1}"><p>${n}</p></li>`).join('');
    const { blocks } = readClipboard(deep, '');
    const depth = (node: Json): number => 1 + Math.max(0, ...(node.content ?? []).map(depth));
    expect(Math.max(...blocks.map(depth))).toBeLessThanOrEqual(12);
  });
});

describe('cells of a table', () => {
  const spans = (html: string) => {
    const { blocks } = readClipboard(html, '');
    schema.nodeFromJSON({ type: 'doc', content: blocks }).check();
    return (blocks[0]?.content ?? []).map((row) => (row.content ?? []).map((cell) => `${cell.content?.[0]?.content?.[0]?.text ?? ''} ${String(cell.attrs?.colspan)}×${String(cell.attrs?.rowspan)}`));
  };

  it('take as many columns and rows as they did, and a short row is filled', () => {
    expect(spans('<table><tr><td colspan=2>kop</td><td rowspan=2>naast</td></tr><tr><td>a</td><td>b</td></tr><tr><td>kort</td></tr></table>')).toEqual([
      ['kop 2×1', 'naast 1×2'], ['a 1×1', 'b 1×1'], ['kort 1×1', ' 1×1', ' 1×1'],
    ]);
    expect(spans('<table><tr><td rowspan=2>a</td><td rowspan=2>b</td></tr><tr></tr><tr></tr><tr><td>c</td><td>d</td></tr></table>')).toEqual([['a 1×2', 'b 1×2'], [], ['c 1×1', 'd 1×1']]);
  });

  it('take no columns or rows that are not there', () => {
    expect(spans('<table><tr><th colspan=100 rowspan=0>kop</th></tr><tr><td>a</td><td rowspan=70000>b</td></tr></table>')).toEqual([['kop 2×1'], ['a 1×1', 'b 1×1']]);
    expect(spans('<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2.5>c</td></tr></table>')).toEqual([['a 1×1', 'b 1×2'], ['c 1×1']]);
  });
});

describe('where it goes', () => {
  const member = (id: string, words: string): Json => ({ type: 'member', attrs: { id }, content: [{ type: 'paragraph', attrs: { id: `${id}p` }, content: [{ type: 'text', text: words }] }] });
  const doc = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'article', attrs: { id: 'a', clause: null }, content: [{ type: 'articleTitle', attrs: { id: 't' } }, { type: 'members', attrs: { id: 's' }, content: [member('m', 'een'), member('n', 'twee')] }] }] });
  const pasted = (text: string, words: string) => {
    const state = EditorState.create({ doc, plugins: [ids()] });
    let pos = 0;
    doc.descendants((node, at) => void (node.text === words && (pos = at + words.length)));
    const tr = state.tr.setSelection(TextSelection.create(doc, pos));
    putPasted(tr, readClipboard('', text).blocks.map((block) => schema.nodeFromJSON(block)));
    const after = state.apply(tr);
    after.doc.check();
    return outline((after.doc.toJSON() as Json).content ?? []);
  };

  it('words go on in the line, members beside the member, articles behind the article', () => {
    expect(pasted('en meer', 'een').filter((line) => line.includes('eenen meer'))).toHaveLength(1);
    expect(pasted('1.1 a\n1.2 b', 'een').filter((line) => line.includes('paragraph'))).toEqual(['      paragraph: eena', '      paragraph: b', '      paragraph: twee']);
    expect(pasted('Artikel 9 Nieuw\n9.1 x', 'een').filter((line) => /^\S/.test(line))).toEqual(['article', 'article']);
  });
});
