import { describe, expect, it } from 'vitest';
import { findAll } from './find';

const found = (text: string, words: string) => findAll(text, words).map(({ start, end }) => [...text].slice(start, end).join(''));

describe('findAll', () => {
  it('does not mind capitals and accents', () => {
    expect(found('Één BOETE per dag, of een boete ineens', 'een boete')).toEqual(['Één BOETE', 'een boete']);
    expect(found('Eén boete', 'een boete')).toEqual(['Eén boete']);
  });
  it('reads over line ends and hyphens at them', () => {
    expect(found('de over-\nschrijding\n van de\n\ntermijn', 'overschrijding van de termijn')).toEqual(['over-\nschrijding\n van de\n\ntermijn']);
    expect(found('boe\u00adte', 'boete')).toEqual(['boe\u00adte']);
  });
  it('counts code points, and finds each place once', () => {
    expect(findAll('😀 boete', 'boete')).toEqual([{ start: 2, end: 7 }]);
    expect(findAll('aaaa', 'aa')).toEqual([{ start: 0, end: 2 }, { start: 2, end: 4 }]);
  });
  it('finds nothing for nothing', () => {
    expect(findAll('boete', '  ')).toEqual([]);
    expect(findAll('', 'boete')).toEqual([]);
  });
});
