import { describe, expect, it } from 'vitest';
import type { Proposal, WordParagraph, WordRun } from '../../api/types';
import { difference } from './difference';
import { weave, type Woven } from './weave';

/** Runs of the current text, placed one behind another; `-` before a text makes it deleted. */
function paragraph(texts: (string | [string, Partial<WordRun>])[], number = 0): WordParagraph {
  let start = 0;
  const runs = texts.map((one): WordRun => {
    const [text, more] = typeof one === 'string' ? [one, {}] : one;
    const plain = { bold: false, italic: false, underline: false, strike: false, inserted: null, deleted: null, moved: false, comments: [], note: null, field: false, missing: false };
    if (more.deleted !== undefined) return { ...plain, text, start: null, ...more };
    const run = { ...plain, text, start, ...more };
    start += [...text].length;
    return run;
  });
  return { part: 'word/document.xml', kind: 'document', number, label: null, heading: null, style: null, align: null, indent: 0, cell: null, mark: null, runs };
}

function proposal(part: Partial<Proposal>): Proposal {
  return {
    number: 0, kind: 'replace', part: 'word/document.xml', paragraph: 0, paragraphs: 1, start: 0, end: 0, old: '', new: '', reason: '', severity: 'medium', source: 'rule', clause: null,
    decision: null, decision_reason: null, decided_by: null, decided_at: null, own_text: null, ...part,
  };
}

/** The paragraph as a line: [-gone-] and [+come+], {-…-} and {+…+} for what is in the file already. */
const line = (woven: Woven): string =>
  woven.pieces.map((piece) => {
    let text = piece.text;
    if (piece.inserted !== null) text = `{+${text}+}`;
    if (piece.deleted !== null) text = `{-${text}-}`;
    if (piece.role === 'old') text = `[-${text}-]`;
    if (piece.role === 'new') text = `[+${text}+]`;
    if (piece.role === 'about') text = `(${text})`;
    return text;
  }).join('');

describe('difference', () => {
  const done = (before: string, after: string) => {
    const points = [...before];
    for (const edit of difference(before, after).reverse()) points.splice(edit.from, edit.to - edit.from, ...edit.text);
    return points.join('');
  };
  it('makes the one text of the other', () => {
    for (const [before, after] of [
      ['', 'nieuw'], ['oud', ''], ['gelijk', 'gelijk'], ['a b c d e', 'a x c y e'], ['De boete is € 250 per dag.', 'De boete is € 500 per dag.'],
      ['𝒜 één twee', '𝒜 één drie'], ['een twee drie vier', 'vijf zes zeven acht'],
    ] as const) expect(done(before, after)).toBe(after);
  });
  it('keeps the words that stay, and takes one change where hardly any does', () => {
    expect(difference('binnen 30 dagen na levering', 'binnen 14 dagen na levering')).toEqual([{ from: 7, to: 9, text: '14' }]);
    expect(difference('Opdrachtgever is vrij om te kiezen', 'Iedere Partij is vrij om te kiezen')).toEqual([{ from: 0, to: 13, text: 'Iedere Partij' }]);
    expect(difference('een twee drie vier', 'vijf zes zeven acht')).toHaveLength(1);
  });
  it('trims both ends of what is too long to compare', () => {
    const long = Array.from({ length: 1200 }, (_, n) => `woord${n}`);
    const other = [...long];
    other[600] = 'ander';
    expect(difference(long.join(' '), other.join(' '))).toEqual([expect.objectContaining({ text: 'ander' })]);
  });
});

describe('weave', () => {
  it('shows only the words that a replacement changes', () => {
    const woven = weave(paragraph(['De aannemer is aansprakelijk voor schade.']), [proposal({ start: 0, end: 41, new: 'Iedere partij is aansprakelijk voor schade.' })]);
    expect(line(woven)).toBe('[-De aannemer-][+Iedere partij+] is aansprakelijk voor schade.');
    expect(woven.pieces.map((piece) => piece.first)).toEqual([true, false, false]);
  });

  it('leaves the changes of others in their place, which has no width for what was deleted', () => {
    const text = paragraph(['Betaling binnen ', ['30', { deleted: 1 }], ['60', { inserted: 2 }], ' dagen na factuur.']);
    expect(line(weave(text, []))).toBe('Betaling binnen {-30-}{+60+} dagen na factuur.');
    const woven = weave(text, [proposal({ kind: 'insert_text', start: 18, end: 24, new: ' en ontvangst' })]);
    expect(line(woven)).toBe('Betaling binnen {-30-}{+60+} dagen[+ en ontvangst+] na factuur.');
    const gone = weave(text, [proposal({ kind: 'delete', start: 9, end: 24 })]);
    expect(line(gone)).toBe('Betaling [-binnen -]{-30-}[-{+60+}-][- dagen-] na factuur.');
  });

  it('keeps the look of the run that a change cuts', () => {
    const woven = weave(paragraph([['Artikel 1', { bold: true }], ' geldt.']), [proposal({ start: 8, end: 9, new: '2' })]);
    expect(woven.pieces.map(({ text, bold }) => [text, bold])).toEqual([['Artikel ', true], ['1', true], ['2', true], [' geldt.', false]]);
  });

  it('counts code points', () => {
    expect(line(weave(paragraph(['𝒜𝒜 oud']), [proposal({ start: 3, end: 6, new: 'nieuw' })]))).toBe('𝒜𝒜 [-oud-][+nieuw+]');
  });

  it('shows one’s own words in the place of the proposed ones, and of what was rejected only where it was', () => {
    const text = paragraph(['binnen 30 dagen']);
    expect(line(weave(text, [proposal({ start: 7, end: 9, new: '14', own_text: '21' })]))).toBe('binnen [-30-][+21+] dagen');
    const rejected = weave(text, [proposal({ start: 7, end: 9, new: '14', decision: 'rejected' })]);
    expect(line(rejected)).toBe('binnen ()30 dagen');
    expect(rejected.pieces.find((piece) => piece.first)?.proposal).toBe(0);
  });

  it('puts new paragraphs behind, strikes whole ones, and keeps remarks beside the text', () => {
    const text = paragraph(['Een twee']);
    const behind = weave(text, [proposal({ kind: 'insert_paragraphs', new: 'Eerste\nTweede' })]).behind;
    expect(behind).toEqual([{ text: 'Eerste', proposal: 0, first: true }, { text: 'Tweede', proposal: 0, first: false }]);
    const gone = weave(text, [proposal({ kind: 'delete_paragraph', start: 0, end: 8 })]);
    expect([line(gone), gone.gone]).toEqual(['[-Een twee-]', 0]);
    const remark = weave(text, [proposal({ kind: 'comment', start: 4, end: 8, new: 'Klopt dit?' })]);
    expect([line(remark), remark.remarks]).toEqual(['Een (twee)', [0]]);
  });

  it('replaces several paragraphs one by one, and takes away or adds what has no counterpart', () => {
    const rows = [paragraph(['Kop']), paragraph(['Oude tekst hier'], 1), paragraph(['Laatste'], 2)];
    const shorter = proposal({ paragraphs: 3, start: 0, end: 3, old: 'Kop\nOude tekst hier\nLaatste', new: 'Kop\nNieuwe tekst hier' });
    expect(rows.map((row) => line(weave(row, [shorter])))).toEqual(['Kop', '[-Oude-][+Nieuwe+] tekst hier', '[-Laatste-]']);
    expect(weave(rows[2] ?? paragraph([]), [shorter]).gone).toBe(0);
    const longer = proposal({ paragraphs: 2, start: 0, end: 3, new: 'Kop\nOude tekst hier\nErbij' });
    expect(weave(rows[1] ?? paragraph([]), [longer]).behind.map((one) => one.text)).toEqual(['Erbij']);
    expect(weave(rows[2] ?? paragraph([]), [longer])).toMatchObject({ behind: [], gone: null });
  });

  it('marks characters of the current text, over changes and looks, and nothing that is deleted', () => {
    const text = paragraph(['De boete is ', ['10', { deleted: 1 }], ['20', { inserted: 2 }], [' euro', { bold: true }], ' per dag.']);
    const pieces = weave(text, [proposal({ start: 19, end: 20, new: 's', kind: 'insert_text' })], [{ start: 3, end: 19 }]).pieces;
    expect(pieces.filter((one) => one.marked).map((one) => [one.text, one.marked])).toEqual([['boete is ', 'start'], ['20', 'on'], [' euro', 'on']]);
    expect(pieces.map((one) => one.text).join('')).toBe('De boete is 1020 euro sper dag.');
    expect(weave(text, [], [{ start: 0, end: 0 }]).pieces.some((one) => one.marked)).toBe(false);
  });

  it('keeps two proposals for one paragraph apart', () => {
    const woven = weave(paragraph(['een twee drie vier']), [
      proposal({ number: 1, kind: 'replace', start: 14, end: 18, new: 'vijf' }), proposal({ number: 0, kind: 'delete', start: 0, end: 4 }),
    ]);
    expect(line(woven)).toBe('[-een -]twee drie [-vier-][+vijf+]');
    expect(woven.pieces.filter((piece) => piece.first).map((piece) => piece.proposal)).toEqual([0, 1]);
  });
});
