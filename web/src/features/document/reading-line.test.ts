import { describe, expect, it } from 'vitest';
import { readingLine } from './reading-line';

describe('readingLine', () => {
  it('lies a third down the panel', () => {
    expect(readingLine(0, 600, 5000)).toBe(200);
    expect(readingLine(1000, 600, 5000)).toBe(1200);
  });
  it('goes to the bottom with the end of the document', () => {
    expect(readingLine(4400, 600, 5000)).toBe(5000);
    expect(readingLine(4300, 600, 5000)).toBe(4800);
  });
});
