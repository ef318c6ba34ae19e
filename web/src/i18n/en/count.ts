/** Numbers in words. */
export const rules = new Intl.PluralRules('en');

export const number = new Intl.NumberFormat('en-GB');

/** "1 document", "31 documents". */
export function count(n: number, one: string, other: string): string {
  return `${number.format(n)} ${rules.select(n) === 'one' ? one : other}`;
}
