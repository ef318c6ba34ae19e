/** A term being put together: what was typed, what is wrong with it, and the day that comes of it. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { reckoning, type Counting, type Direction, type Regime, type Term, type Unit } from '../../api/deadlines';
import { useReading } from '../../i18n/language';
import { fieldError } from '../../ui/problem';
import { readDay } from '../draft/written';
import { readAmount, readTime } from './days';

export interface Typed {
  /** A row of the table, or a term that stays as it is; null for one that is put together here. */
  given: { key?: string; term: Term } | null;
  amount: string;
  unit: Unit;
  direction: Direction;
  regime: Regime;
  date: string;
  time: string;
}

export const EMPTY: Typed = { given: null, amount: '', unit: 'weeks', direction: 'after', regime: 'agreed', date: '', time: '' };

/** What is typed as the server takes it; null while it is not whole. */
export function counting(typed: Typed): Counting | null {
  const { given } = typed;
  const unit = given?.term.unit ?? typed.unit;
  const amount = readAmount(typed.amount);
  const date = readDay(typed.date);
  const time = unit === 'hours' ? readTime(typed.time) : undefined;
  if (!date || time === null || (!given && !amount)) return null;
  const at: Counting = { event_date: date, ...(time ? { event_time: time } : {}) };
  if (given) return given.key ? { ...at, key: given.key } : { ...at, term: given.term };
  return { ...at, term: { amount: amount ?? 0, unit: typed.unit, direction: typed.direction, regime: typed.regime } };
}

export function useCounting(first: Typed) {
  const { t, language } = useReading();
  const [typed, setTyped] = useState(first);
  const [left, setLeft] = useState<Record<string, boolean>>({});
  const count = counting(typed);
  const asked = useDeferredValue(count);
  const found = useQuery(reckoning(asked ?? {}, language, asked !== null));
  const told = (pointer: string) => (asked ? fieldError(t, found.error, pointer, t.deadlineErrors) : undefined);
  const wrong = (name: string, bad: boolean, words: string) => (left[name] && bad ? words : undefined);
  const hours = (typed.given?.term.unit ?? typed.unit) === 'hours';
  return {
    typed,
    count,
    hours,
    set: (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part })),
    leave: (name: string) => setLeft((before) => ({ ...before, [name]: true })),
    leaveAll: () => setLeft({ date: true, time: true, amount: true }),
    errors: {
      date: wrong('date', !readDay(typed.date), t.counting.notADay) ?? told('/event_date'),
      time: wrong('time', hours && !readTime(typed.time), t.counting.notATime) ?? told('/event_time'),
      amount: wrong('amount', !typed.given && !readAmount(typed.amount), t.counting.notANumber) ?? told('/term/amount'),
      direction: told('/term/direction'),
    },
    result: asked && !found.error ? found.data : undefined,
    busy: found.isFetching,
    failed: asked && found.error && !['/event_date', '/event_time', '/term/amount', '/term/direction'].some((one) => told(one)) ? found.error : null,
  };
}

export type Count = ReturnType<typeof useCounting>;
