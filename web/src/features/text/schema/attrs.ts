/** The attributes of nodes, and how they travel in the HTML of a copy within the editor. */
import type { Attribute } from '@tiptap/core';

type Value = string | number | boolean | null | object;
type Read = (raw: string) => Value;

function attr(name: string, fallback: Value, read: Read): Partial<Attribute> {
  return {
    default: fallback,
    parseHTML: (element: HTMLElement) => {
      const raw = element.getAttribute(`data-${name}`);
      try {
        return raw === null ? fallback : read(raw);
      } catch {
        return fallback;
      }
    },
    renderHTML: (attrs: Record<string, Value>) => {
      const value = attrs[name] ?? null;
      return value === fallback ? {} : { [`data-${name}`]: typeof value === 'object' ? JSON.stringify(value) : String(value) };
    },
  };
}

export const words = (name: string, fallback: string | null = '') => ({ [name]: attr(name, fallback, (raw) => raw) });
export const flag = (name: string) => ({ [name]: attr(name, false, (raw) => raw === 'true') });
export const whole = (name: string, fallback: number | null = null) =>
  ({ [name]: attr(name, fallback, (raw) => (Number.isInteger(Number(raw)) ? Number(raw) : (fallback ?? 0))) });

/** How many columns or rows a cell takes, as HTML says it; no more than the server takes. */
export const spanOf = (element: Element, name: 'colspan' | 'rowspan'): number =>
  Math.min(name === 'colspan' ? 1_000 : 10_000, Math.max(1, Math.trunc(Number(element.getAttribute(name))) || 1));

/** The clause of the library that an article was made of. */
export const clauseUse = { clause: attr('clause', null, (raw) => JSON.parse(raw) as object) };
