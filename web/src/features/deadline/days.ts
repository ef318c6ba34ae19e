/** Days of the calendar, without a time of day. */
import type { Day } from '../../api/deadlines';

/** Noon of a day, so that no clock change moves it to another. */
export const noon = (day: Day): Date => new Date(`${day}T12:00:00`);

/** How many days from now a day is. */
export function daysAhead(day: Day, now = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Math.round((Date.UTC(year, month - 1, date) - today) / 86_400_000);
}

/** "14:20" as a person writes it, "14:20:00" as the server takes it. */
export function readTime(text: string): string | null {
  const parts = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
  return parts && hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${parts[2]}:00` : null;
}

/** A whole number above zero. */
export function readAmount(text: string): number | null {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return number > 0 ? number : null;
}
