/** What fields hold, as it is shown and as it is typed. */
import type { Cycle, Field, Held, Row, Value } from '../../api/registers';
import type { Formats } from '../../i18n/format';
import type { RegisterTexts } from '../../i18n/nl/register';
import { daysAhead, noon, readTime } from '../deadline/days';
import { readDay, showDay } from '../draft/written';

/** A value in words. */
export function shown(field: Field | undefined, value: Value, w: RegisterTexts): string {
  const held = value.value;
  if (typeof held === 'boolean') return held ? w.yes : w.no;
  if (typeof held === 'number') return String(held);
  switch (field?.kind) {
    case 'choice':
      return field.choices.find((choice) => choice.key === held)?.label ?? held;
    case 'date':
      return showDay(held);
    case 'moment':
      return showMoment(held);
    case 'person':
    case 'document':
    case 'reference':
      return value.name ?? w.hidden;
    default:
      return held;
  }
}

/** "2027-03-16T14:20" as a person writes it. */
export function showMoment(text: string): string {
  const [day = '', time = ''] = text.split('T');
  return `${showDay(day)} ${time.slice(0, 5)}`;
}

/** "16-03-2027 14:20" as the server takes it. */
export function readMoment(text: string): string | null {
  const parts = /^(.*\S)\s+(\S+)$/.exec(text.trim().replace('T', ' '));
  const day = readDay(parts?.[1] ?? '');
  const time = readTime(parts?.[2] ?? '');
  return day && time ? `${day}T${time.slice(0, 5)}` : null;
}

const DOCUMENT = /[?&]doc=([^&#]+)|\/documents\/([^/?#]+)/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The document that an address of the application names. */
export function readDocument(text: string): string | null {
  const found = DOCUMENT.exec(text.trim());
  const id = found?.[1] ?? found?.[2] ?? text.trim();
  return ID.test(id) ? id : null;
}

/** What stands in the form: text, also for days and numbers. */
export type Typed = Record<string, string>;

export function typed(fields: Field[], row: Row | null): Typed {
  const one = (field: Field): string => {
    const held = row?.values[field.key]?.value;
    if (held === undefined) return '';
    if (typeof held === 'boolean') return held ? 'yes' : 'no';
    if (typeof held === 'number') return String(held);
    return field.kind === 'date' ? showDay(held) : field.kind === 'moment' ? showMoment(held) : held;
  };
  return Object.fromEntries(fields.map((field) => [field.key, one(field)]));
}

/** Whether a field is asked: what it depends on stands in the form, in fields that are asked themselves. */
export function asked(fields: Field[], field: Field, values: Typed): boolean {
  return field.when.every((one) => {
    const on = fields.find((known) => known.key === one.field);
    return on !== undefined && one.is.includes(values[one.field] ?? '') && asked(fields, on, values);
  });
}

/** What the server is told of a field, or the code of what is wrong with what was typed. */
export function given(field: Field, text: string): { value: Held | null } | { wrong: string } {
  const bare = text.trim();
  if (!bare) return field.need === 'always' ? { wrong: 'required' } : { value: null };
  const read = (value: Held | null, wrong: string) => (value === null ? { wrong } : { value });
  switch (field.kind) {
    case 'date':
      return read(readDay(bare), 'no_day');
    case 'moment':
      return read(readMoment(bare), 'no_moment');
    case 'number':
      return read(/^-?\d{1,15}$/.test(bare) ? Number(bare) : null, 'no_number');
    case 'yes_no':
      return { value: bare === 'yes' };
    case 'document':
      return read(readDocument(bare), 'no_document');
    default:
      return { value: text.trim() };
  }
}

const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });

/** A day and a time by the clock of the Netherlands, which the clocks of registers follow wherever one reads. */
function dutch(at: Date): { day: string; time: string } {
  const [day = '', time = ''] = CLOCK.format(at).split(' ');
  return { day, time };
}

/** The last moment at which a cycle can be done in time: a day that is over at midnight is that day. */
const lastMoment = (due: string): Date => new Date(new Date(due).getTime() - 1);

/** The day on which a cycle is due. */
export const dueDay = (due: string): Date => noon(dutch(lastMoment(due)).day);

/** By when a cycle is due: a day where that is the whole of it, else with the time. */
export function dueWords(cycle: Cycle, w: RegisterTexts, f: Formats): string {
  const { time } = dutch(new Date(cycle.due));
  const day = f.day(dueDay(cycle.due));
  return time === '00:00' ? w.dueOn(day) : w.dueAt(day, time);
}

/** How many days from now a cycle is due. */
export const daysUntil = (due: string, now = new Date()): number => daysAhead(dutch(lastMoment(due)).day, noon(dutch(now).day));

/** The first cycle of a row that somebody has to do. */
export const nextCycle = (row: Row): Cycle | undefined => row.cycles.find((cycle) => cycle.state === 'open' || cycle.state === 'checking');
