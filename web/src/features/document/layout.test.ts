import { describe, expect, it } from 'vitest';
import { layout } from './layout';

const words = (text: string, headings: { start: number; end: number }[] = [], marks: { start: number; end: number }[] = []) =>
  layout(text, headings, marks).map((block) => [block.kind, block.pieces.map((piece) => (piece.marked ? `<${piece.text}>` : piece.text)).join('')]);

describe('layout', () => {
  it('makes paragraphs of blank lines, and keeps single line ends', () => {
    expect(words('een\ntwee\n\ndrie')).toEqual([['paragraph', 'een\ntwee'], ['paragraph', 'drie']]);
  });
  it('sets headings apart', () => {
    expect(words('Artikel 11\nDe aannemer', [{ start: 0, end: 10 }])).toEqual([['heading', 'Artikel 11'], ['paragraph', 'De aannemer']]);
  });
  it('counts code points, so that marks stand right after an emoji or a rare letter', () => {
    expect(words('😀𝒜 boete hier', [], [{ start: 3, end: 8 }])).toEqual([['paragraph', '😀𝒜 <boete> hier']]);
  });
  it('marks over a paragraph break in both paragraphs', () => {
    expect(words('een twee\n\ndrie vier', [], [{ start: 4, end: 14 }])).toEqual([['paragraph', 'een <twee>'], ['paragraph', '<drie> vier']]);
  });
  it('loses no character', () => {
    const text = 'a\n\n\n\nb\nc\n\nd';
    expect(words(text).map(([, part]) => part).join('')).toBe('ab\ncd');
  });
  it('ends on any input', () => {
    expect(layout('\n\n\n', [{ start: 0, end: 2 }], [{ start: 1, end: 9 }])).toEqual([]);
    expect(layout('', [], [])).toEqual([]);
  });
});
