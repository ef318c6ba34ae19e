/** Numbers in words. */
export const rules = new Intl.PluralRules('nl');

export const number = new Intl.NumberFormat('nl-NL');

/** "1 stuk", "31 stukken". */
export function count(n: number, one: string, other: string): string {
  return `${number.format(n)} ${rules.select(n) === 'one' ? one : other}`;
}
