/** Markers like `[1]` in an answer's Markdown, made into places for citation buttons. */

interface Node {
  type: string;
  value?: string;
  label?: string;
  children?: Node[];
  data?: { hName: string; hProperties: Record<string, string> };
}

const MARKER = /\[(\d{1,3})\]/g;

function marker(ordinal: string): Node {
  return { type: 'citation', children: [], data: { hName: 'citation', hProperties: { ordinal } } };
}

/** The pieces of a text around its markers. */
export function split(text: string): Node[] {
  const parts: Node[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKER)) {
    if (found.index > from) parts.push({ type: 'text', value: text.slice(from, found.index) });
    parts.push(marker(found[1] ?? ''));
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ type: 'text', value: text.slice(from) });
  return parts;
}

function walk(node: Node): void {
  node.children = node.children?.flatMap((child) => {
    if (child.type === 'text') return split(child.value ?? '');
    if (child.type === 'linkReference' && /^\d{1,3}$/.test(child.label ?? '')) return [marker(child.label ?? '')];
    if (child.type === 'definition') return [];
    walk(child);
    return [child];
  }) as Node[];
  if (!node.children) delete (node as Partial<Node>).children;
}

/** A remark plugin. */
export function citationMarkers() {
  return (tree: unknown): void => walk(tree as Node);
}
