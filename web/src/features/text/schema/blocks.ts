/**
 * The blocks of a text. What may stand where, and which attributes there are, is agreed with the
 * server (`docx::text`), which refuses anything else.
 */
import { Node, type Attribute, type NodeConfig } from '@tiptap/core';
import { clauseUse, flag, spanOf, whole, words } from './attrs';

interface Shape {
  tag: string;
  content?: string;
  group?: 'block';
  attrs?: Record<string, Partial<Attribute>>;
  /** Tags of pages elsewhere that are read as this block. */
  reads?: string[];
  more?: Partial<NodeConfig>;
}

/** A node that is written as one element and has an id that no other block has. */
function block(name: string, { tag, content, group, attrs, reads = [], more }: Shape) {
  return Node.create({
    name,
    ...(group ? { group } : {}),
    ...(content ? { content } : { atom: true, selectable: true }),
    addAttributes: () => ({ ...words('id'), ...attrs }),
    parseHTML: () => [{ tag: `${tag}[data-type="${name}"]`, priority: 60 }, ...reads.map((one) => ({ tag: one }))],
    renderHTML: ({ HTMLAttributes }) => (content ? [tag, { ...HTMLAttributes, 'data-type': name }, 0] : [tag, { ...HTMLAttributes, 'data-type': name }]),
    ...more,
  });
}

const LINE = 'inline*';
const defining = { defining: true };

/** The first of them is what an empty place becomes. */
export const BLOCKS = [
  block('paragraph', { tag: 'p', content: LINE, group: 'block', reads: ['p'], more: { priority: 1000 } }),
  block('title', { tag: 'h3', content: LINE, group: 'block', more: defining }),
  block('heading', { tag: 'h3', content: LINE, group: 'block', reads: ['h1', 'h2', 'h3', 'h4'], more: defining }),
  block('quote', { tag: 'blockquote', content: LINE, group: 'block', more: defining }),
  block('parties', { tag: 'ol', content: 'party+', group: 'block' }),
  block('party', { tag: 'li', content: LINE, attrs: words('name'), more: defining }),
  block('recitals', { tag: 'ol', content: 'recital+', group: 'block' }),
  block('recital', { tag: 'li', content: LINE, more: defining }),
  block('article', { tag: 'section', content: 'articleTitle (paragraph | members | bullets | definitions | table | quote)*', group: 'block', attrs: clauseUse, more: defining }),
  block('articleTitle', { tag: 'h3', content: LINE, more: defining }),
  block('members', { tag: 'ol', content: 'member+', group: 'block' }),
  block('member', { tag: 'li', content: 'paragraph (paragraph | members | bullets | definitions | table)*', more: defining }),
  block('bullets', { tag: 'ul', content: 'bullet+', group: 'block' }),
  block('bullet', { tag: 'li', content: 'paragraph (paragraph | bullets)*', more: defining }),
  block('definitions', { tag: 'ul', content: 'definition+', group: 'block' }),
  block('definition', { tag: 'li', content: LINE, attrs: words('term'), more: defining }),
  block('signature', { tag: 'div', group: 'block', attrs: { ...words('party'), ...words('capacity') } }),
  block('pageBreak', { tag: 'hr', group: 'block' }),
  block('table', {
    tag: 'table', content: 'tableRow+', group: 'block', attrs: flag('header'),
    more: { isolating: true, extendNodeSchema: (extension) => (extension.name === 'table' ? { tableRole: 'table' } : {}), renderHTML: ({ HTMLAttributes }) => ['table', { ...HTMLAttributes, 'data-type': 'table' }, ['tbody', 0]] },
  }),
];

/** Rows and cells have no id; a cell is told by its place. */
export const CELLS = [
  Node.create({
    name: 'tableRow',
    content: 'tableCell*',
    parseHTML: () => [{ tag: 'tr' }],
    renderHTML: () => ['tr', 0],
    extendNodeSchema: (extension) => (extension.name === 'tableRow' ? { tableRole: 'row' } : {}),
  }),
  Node.create({
    name: 'tableCell',
    content: 'paragraph+',
    isolating: true,
    addAttributes: () => ({ ...span('colspan'), ...span('rowspan') }),
    parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
    renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
    extendNodeSchema: (extension) => (extension.name === 'tableCell' ? { tableRole: 'cell' } : {}),
  }),
];

/** How many columns or rows a cell takes, as HTML itself says it. */
function span(name: 'colspan' | 'rowspan') {
  const made = whole(name, 1)[name];
  return {
    [name]: {
      ...made,
      parseHTML: (element: HTMLElement) => spanOf(element, name),
      renderHTML: (attrs: Record<string, number>) => (attrs[name] === 1 ? {} : { [name]: attrs[name] }),
    },
  };
}
