/** Letters as one means them when looking for a word: small, and without accents. */
export const bare = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
