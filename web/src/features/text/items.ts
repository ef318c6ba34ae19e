/** What can be put into a text, in the order in which it is offered. */
export const ITEMS = ['article', 'member', 'clause', 'definition', 'reference', 'citation', 'variable', 'bullet', 'table', 'parties', 'recitals', 'signature', 'pageBreak'] as const;

export type Item = (typeof ITEMS)[number];
