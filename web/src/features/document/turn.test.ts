import { describe, expect, it } from 'vitest';
import { quarter, turnQuad, turned, type Turn } from './turn';

describe('turning', () => {
  it('brings a mark back after four quarters', () => {
    const quad = { x: 0.125, y: 0.25, w: 0.5, h: 0.0625 };
    const quarters = [1, 2, 3, 4].reduce((now) => turnQuad(now, 90), quad);
    expect(quarters).toEqual(quad);
    expect(turnQuad(turnQuad(quad, 180), 180)).toEqual(quad);
    expect(turnQuad(turnQuad(quad, 90), 90)).toEqual(turnQuad(quad, 180));
    expect(turnQuad(turnQuad(quad, 180), 90)).toEqual(turnQuad(quad, 270));
  });
  it('puts the top left of the page at the top right after one quarter', () => {
    expect(turnQuad({ x: 0, y: 0, w: 0.25, h: 0.125 }, 90)).toEqual({ x: 0.875, y: 0, w: 0.125, h: 0.25 });
  });
  it('swaps the sides of a page', () => {
    expect(turned({ width: 2, height: 3 }, 90)).toEqual({ width: 3, height: 2 });
    expect([0, 90, 180, 270].map((turn) => quarter(turn as Turn))).toEqual([90, 180, 270, 0]);
  });
});
