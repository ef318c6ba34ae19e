/** The paragraphs of a Word file as they are laid on paper: one under another, tables as tables. */
import type { WordParagraph, WordStory } from '../../api/types';

export interface Cell {
  row: number;
  column: number;
  /** Over how many columns it reaches. */
  span: number;
  paragraphs: WordParagraph[];
}

export type Block =
  | { kind: 'paragraph'; id: string; paragraph: WordParagraph }
  | { kind: 'table'; id: string; rows: Cell[][] }
  /** The name of what follows: headers, notes. */
  | { kind: 'story'; id: string; story: Exclude<WordStory, 'document' | 'comments'> };

export const placeOf = (part: string | null, paragraph: number | null): string => `${part ?? ''}#${paragraph ?? 0}`;

const idOf = (paragraph: WordParagraph): string => placeOf(paragraph.part, paragraph.number);

/** The blocks, and in which block each paragraph stands. Comments stand in the margin, not here. */
export function blocksOf(paragraphs: WordParagraph[]): { blocks: Block[]; at: Map<string, number> } {
  const blocks: Block[] = [];
  const at = new Map<string, number>();
  let story = 'document';
  for (const paragraph of paragraphs) {
    if (paragraph.kind === 'comments') continue;
    const now = `${paragraph.kind} ${paragraph.part}`;
    if (paragraph.kind !== 'document' && now !== story) blocks.push({ kind: 'story', id: `story ${now}`, story: paragraph.kind });
    story = now;
    const last = blocks.at(-1);
    const id = paragraph.cell ? `table ${paragraph.part} ${paragraph.cell.table}` : '';
    if (paragraph.cell && last?.kind === 'table' && last.id === id) add(last.rows, paragraph, paragraph.cell);
    else if (paragraph.cell) {
      const rows: Cell[][] = [];
      add(rows, paragraph, paragraph.cell);
      blocks.push({ kind: 'table', id, rows });
    } else blocks.push({ kind: 'paragraph', id: idOf(paragraph), paragraph });
    at.set(idOf(paragraph), blocks.length - 1);
  }
  return { blocks, at };
}

function add(rows: Cell[][], paragraph: WordParagraph, { row, column, span }: NonNullable<WordParagraph['cell']>): void {
  while (rows.length <= row) rows.push([]);
  const cells = rows[row] ?? [];
  const known = cells.find((cell) => cell.column === column);
  if (known) known.paragraphs.push(paragraph);
  else cells.push({ row, column, span: Math.max(1, span), paragraphs: [paragraph] });
}
