/** What stands in a line: words and how they are set, variables, references, citations. */
import { Mark, Node, type Attribute } from '@tiptap/core';
import type { Node as PMNode } from '@tiptap/pm/model';
import { whole, words } from './attrs';

function mark(name: string, tag: string, reads: string[]) {
  return Mark.create({
    name,
    parseHTML: () => [tag, ...reads].map((one) => ({ tag: one })),
    renderHTML: () => [tag, 0],
  });
}

export const MARKS = [mark('bold', 'strong', ['b']), mark('italic', 'em', ['i']), mark('underline', 'u', [])];

/** What a variable shows: its value, or what it asks between brackets. */
export const shownVariable = (attrs: PMNode['attrs']): string => (attrs.value as string | null) ?? `[${attrs.label || attrs.name}]`;

function atom(name: string, attrs: Record<string, Partial<Attribute>>, shown: (node: PMNode) => string) {
  return Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => attrs,
    parseHTML: () => [{ tag: `span[data-type="${name}"]` }],
    renderHTML: ({ node, HTMLAttributes }) => ['span', { ...HTMLAttributes, 'data-type': name }, shown(node)],
    renderText: ({ node }) => shown(node),
  });
}

const optional = { ...words('quote', null), ...words('document', null), ...words('version', null), ...whole('page'), ...whole('start'), ...whole('end'), ...words('reference', null) };

export const INLINE = [
  atom('variable', { ...words('name'), ...words('label'), ...words('value', null) }, (node) => shownVariable(node.attrs)),
  // its words follow from the numbers; what is written into a copy is for other programs
  atom('reference', words('target'), () => '[…]'),
  atom('citation', { ...words('id'), ...words('kind', 'law'), ...words('text'), ...optional }, (node) => String(node.attrs.text)),
  Node.create({
    name: 'hardBreak',
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseHTML: () => [{ tag: 'br' }],
    renderHTML: () => ['br'],
    renderText: () => '\n',
  }),
];
