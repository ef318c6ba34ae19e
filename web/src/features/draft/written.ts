/** Days, numbers and amounts as a person writes them, and as the server takes them. */

const MONTHS = [
  ['jan', 'januari', 'january'], ['feb', 'februari', 'february'], ['mrt', 'maart', 'march', 'mar'], ['apr', 'april'], ['mei', 'may'], ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'], ['aug', 'augustus', 'august'], ['sep', 'sept', 'september'], ['okt', 'oktober', 'october', 'oct'], ['nov', 'november'], ['dec', 'december'],
];

const two = (n: number): string => String(n).padStart(2, '0');

/** A day of the calendar as `2026-11-24`; null where there is no such day. */
function day(year: number, month: number, date: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, date));
  const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
  return real && year >= 1600 && year <= 2999 ? `${year}-${two(month)}-${two(date)}` : null;
}

/** Reads 24-11-2026, 24/11/26, 24 november 2026, 2026-11-24, and today in words. */
export function readDay(text: string, now = new Date()): string | null {
  const words = text.trim().toLowerCase();
  if (/^(vandaag|today)$/.test(words)) return day(now.getFullYear(), now.getMonth() + 1, now.getDate());
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const full = (year: string | undefined): number => (year?.length === 2 ? 2000 + Number(year) : Number(year));
  const figures = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(words);
  if (figures) return day(full(figures[3]), Number(figures[2]), Number(figures[1]));
  const named = /^(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})$/.exec(words);
  const month = named ? MONTHS.findIndex((names) => names.includes(named[2] ?? '')) : -1;
  return named && month >= 0 ? day(Number(named[3]), month + 1, Number(named[1])) : null;
}

/** 24-11-2026 */
export function showDay(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : iso;
}

/**
 * Reads a number with either separator: of two sorts the last is the decimal one; one that parts
 * groups of three is of thousands in the language in which it is used so.
 */
export function readNumber(text: string, locale: string): number | null {
  const bare = text.trim().replaceAll(/[\s\u00a0€%]/g, '');
  if (!/^-?\d[\d.,]*$/.test(bare)) return null;
  const thousands = locale.startsWith('nl') ? '.' : ',';
  const marks = bare.replaceAll(/[^.,]/g, '');
  let decimal = marks.at(-1);
  const mixed = marks.includes('.') && marks.includes(',');
  const grouped = decimal !== undefined && new RegExp(`^-?\\d{1,3}(\\${decimal}\\d{3})+$`).test(bare);
  if (!mixed && decimal && grouped && (decimal === thousands || marks.length > 1)) decimal = undefined;
  if (decimal && [...marks].filter((mark) => mark === decimal).length > 1) return null;
  const plain = [...bare].filter((letter) => letter === decimal || !/[.,]/.test(letter)).join('').replace(',', '.');
  const read = Number(plain);
  return Number.isFinite(read) ? read : null;
}

export const showNumber = (n: number, locale: string): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 10, useGrouping: 'min2' }).format(n);

/** An amount in cents; null for what is none. */
export function readCents(text: string, locale: string): number | null {
  // 50.000 is fifty to one reader and fifty thousand to another: an amount has two decimals at most
  const figures = text.replaceAll(/\D/g, '');
  const read = readNumber(text, locale);
  if (read !== null && /[.,]\d{3,}\D*$/.test(text) && Math.abs(read) !== Number(figures)) return null;
  if (read === null || Math.abs(read) >= 1e12) return null;
  const cents = Math.round(read * 100);
  return Math.abs(cents / 100 - read) < 1e-6 ? cents : null;
}

export const showCents = (cents: number, locale: string): string =>
  new Intl.NumberFormat(locale, cents % 100 === 0 ? { maximumFractionDigits: 0 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100);
