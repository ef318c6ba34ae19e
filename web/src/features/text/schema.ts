/** The shape of a text, as the editor and the server have agreed it. */
import { getSchema, Node, type Extensions } from '@tiptap/core';
import { BLOCKS, CELLS } from './schema/blocks';
import { INLINE, MARKS } from './schema/inline';

const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' });
const Text = Node.create({ name: 'text', group: 'inline' });

export const NODES: Extensions = [Doc, ...BLOCKS, ...CELLS, Text, ...INLINE, ...MARKS];

/** The same for what needs no editor: reading what was pasted, and tests. */
export const schema = getSchema(NODES);

/** Members go three levels deep: 1.1, a., i. */
export const LEVELS = 3;
/** How deep nodes may stand inside of each other. */
export const DEPTH = 12;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id for a block. */
export function newId(): string {
  const random = crypto.getRandomValues(new Uint8Array(12));
  return [...random].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** The JSON of a node, as it is sent and compared. */
export type { TextNode as Json } from '../../api/text';
