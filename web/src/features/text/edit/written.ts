/** The JSON of a document, written from what was written before wherever it did not change. */
import type { Node } from '@tiptap/pm/model';

const kept = new WeakMap<Node, string>();

function of(block: Node): string {
  const known = kept.get(block);
  if (known !== undefined) return known;
  const text = JSON.stringify(block.toJSON());
  kept.set(block, text);
  return text;
}

export function written(doc: Node): string {
  const parts: string[] = [];
  doc.forEach((block) => void parts.push(of(block)));
  return `{"type":"doc","content":[${parts.join(',')}]}`;
}
