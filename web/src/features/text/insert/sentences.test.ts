import { expect, it } from 'vitest';
import { chosenRange, sentencesOf } from './sentences';

const PAGE = 'Artikel 11. Oplevering\n11.1 Het werk is uiterlijk op 1 juli 2026 klaar. Bij overschrijding 🏗 van deze\ntermijn is een boete verschuldigd van € 250 per\nkalenderdag.\n11.2 De termijn\nwordt verlengd.';

it('sentences go on over the end of a line, and begin anew at a number', () => {
  const list = sentencesOf(PAGE);
  expect(list.map((one) => one.text)).toContain('Bij overschrijding 🏗 van deze termijn is een boete verschuldigd van € 250 per kalenderdag.');
  expect(list.at(-1)?.text).toBe('11.2 De termijn wordt verlengd.');
});

it('what is quoted is what stands on the page, counted in code points', () => {
  const list = sentencesOf(PAGE);
  const at = list.findIndex((one) => one.text.startsWith('Bij'));
  const range = chosenRange(PAGE, list, new Set([at, at + 1]));
  expect(range?.quote).toBe([...PAGE].slice(range?.start, range?.end).join(''));
  expect(range?.quote).toMatch(/^Bij overschrijding 🏗[\s\S]*wordt verlengd\.$/);
  expect(chosenRange(PAGE, list, new Set())).toBeNull();
});
