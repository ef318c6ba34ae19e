/** Dates, sizes and numbers as a person of the language writes them. */

export interface Formats {
  /** 19 augustus 2026 */
  day: (time: string | Date) => string;
  /** 19-08-2026 */
  short: (time: string | Date) => string;
  /** vandaag 14:05, gisteren, 3 dagen geleden, 19-08-2026 */
  ago: (time: string, now?: Date) => string;
  /** 14:05 */
  clock: (time: string | Date) => string;
  /** 1,4 MB */
  size: (bytes: number) => string;
  /** 12.250 */
  number: (n: number) => string;
  /** 6,2 */
  decimal: (n: number) => string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formats(locale: string): Formats {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const short = new Intl.DateTimeFormat(locale === 'nl-NL' ? 'nl-NL' : 'en-GB', { day: '2-digit', month: '2-digit', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    day: (time) => day.format(new Date(time)),
    short: (time) => short.format(new Date(time)).replaceAll('/', '-'),
    clock: (time) => clock.format(new Date(time)),
    ago: (time, now = new Date()) => {
      const then = new Date(time);
      const days = Math.round((midnight(then) - midnight(now)) / 86_400_000);
      if (days === 0) return `${relative.format(0, 'day')} ${clock.format(then)}`;
      return days > -7 && days < 0 ? relative.format(days, 'day') : short.format(then).replaceAll('/', '-');
    },
    size: (bytes) => {
      const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: UNITS[step] ?? 'byte',
        unitDisplay: 'short',
        maximumFractionDigits: step > 1 ? 1 : 0,
      }).format(bytes / 1000 ** step);
    },
    number: (n) => number.format(n),
    decimal: (n) => decimal.format(n),
  };
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
