import { describe, expect, it } from 'vitest';
import type { WordParagraph } from '../../api/types';
import { blocksOf } from './blocks';

const paragraph = (number: number, part: Partial<WordParagraph> = {}): WordParagraph => ({
  part: 'word/document.xml', kind: 'document', number, label: null, heading: null, style: null, align: null, indent: 0, cell: null, mark: null, runs: [], ...part,
});
const cell = (table: number, row: number, column: number, span = 1) => ({ cell: { table, row, column, span, rows: 2, columns: 2 } });

describe('blocks', () => {
  it('make a table of the paragraphs in its cells', () => {
    const { blocks, at } = blocksOf([
      paragraph(0), paragraph(1, cell(0, 0, 0, 2)), paragraph(2, cell(0, 1, 0)), paragraph(3, cell(0, 1, 1)), paragraph(4, cell(0, 1, 1)), paragraph(5, cell(1, 0, 0)), paragraph(6),
    ]);
    expect(blocks.map((one) => one.kind)).toEqual(['paragraph', 'table', 'table', 'paragraph']);
    const table = blocks[1];
    expect(table?.kind === 'table' && table.rows.map((row) => row.map((one) => [one.span, one.paragraphs.length]))).toEqual([[[2, 1]], [[1, 1], [1, 2]]]);
    expect(at.get('word/document.xml#4')).toBe(1);
  });
  it('name the stories beside the text, and leave comments to the margin', () => {
    const { blocks } = blocksOf([
      paragraph(0), paragraph(0, { kind: 'header', part: 'h1' }), paragraph(1, { kind: 'header', part: 'h1' }), paragraph(0, { kind: 'footnotes', part: 'f' }), paragraph(0, { kind: 'comments', part: 'c' }),
    ]);
    expect(blocks.map((one) => (one.kind === 'story' ? one.story : one.kind))).toEqual(['paragraph', 'header', 'paragraph', 'paragraph', 'footnotes', 'paragraph']);
  });
});
