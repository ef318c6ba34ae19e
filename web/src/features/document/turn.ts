/** Pages that are turned: their size, and the marks on them. */
import type { Quad } from '../../api/types';

export type Turn = 0 | 90 | 180 | 270;

export interface Size {
  width: number;
  height: number;
}

export const turned = (size: Size, turn: Turn): Size => (turn % 180 === 0 ? size : { width: size.height, height: size.width });

/** The next quarter, clockwise. */
export const quarter = (turn: Turn): Turn => ((turn + 90) % 360) as Turn;

/** Where a rectangle of the upright page lies on the turned one (clockwise, in fractions). */
export function turnQuad({ x, y, w, h }: Quad, turn: Turn): Quad {
  if (turn === 90) return { x: 1 - y - h, y: x, w: h, h: w };
  if (turn === 180) return { x: 1 - x - w, y: 1 - y - h, w, h };
  if (turn === 270) return { x: y, y: 1 - x - w, w: h, h: w };
  return { x, y, w, h };
}
