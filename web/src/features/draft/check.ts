/** What is wrong with an answer, as the server will say it too: seen at once, without waiting for it. */
import type { Json, Question, Remark } from '../../api/drafter';

const fields = (value: Json): Record<string, Json> => (value && typeof value === 'object' && !Array.isArray(value) ? value : {});

export function isEmpty(value: Json | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** The eleven-test of a BSN or RSIN (Besluit burgerservicenummer, art. 1). */
export function nineDigits(text: string): boolean {
  if (!/^[\d .]*$/.test(text)) return false;
  const digits = [...text.replaceAll(/[ .]/g, '')].map(Number);
  if (digits.length !== 9 || digits.every((digit) => digit === 0)) return false;
  return digits.reduce((sum, digit, at) => sum + digit * (WEIGHTS[at] ?? 0), 0) % 11 === 0;
}

/** A bank account (ISO 13616): the remainder by 97 of its figures is 1. */
export function iban(text: string): boolean {
  const bare = text.replaceAll(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare)) return false;
  if (bare.startsWith('NL') && bare.length !== 18) return false;
  let rest = 0;
  for (const letter of bare.slice(4) + bare.slice(0, 4)) {
    const figure = /\d/.test(letter) ? letter : String(letter.charCodeAt(0) - 55);
    for (const digit of figure) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

export const kvk = (text: string): boolean => /^[\d ]*$/.test(text) && text.replaceAll(' ', '').length === 8;
export const postcode = (text: string): boolean => /^[a-z\d -]{3,12}$/i.test(text.trim()) && /\d/.test(text);
export const email = (text: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);

const isDay = (value: Json): boolean => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const UNITS = new Set(['uren', 'dagen', 'weken', 'maanden', 'jaren']);

const TEXTS: Partial<Record<Question['kind'], [(text: string) => boolean, string]>> = {
  kvk: [kvk, 'not_kvk'], rsin: [nineDigits, 'not_rsin'], bsn: [nineDigits, 'not_bsn'], iban: [iban, 'not_iban'], email: [email, 'not_email'],
};

/** The faults of an answer, by their pointers; what is empty has none. */
export function faultsOf(question: Question, value: Json, pointer: string): Remark[] {
  if (isEmpty(value)) return [];
  const fault = (code: string, at = pointer): Remark[] => [{ pointer: at, code }];
  const text = TEXTS[question.kind];
  if (text) return typeof value === 'string' && text[0](value.trim()) ? [] : fault(text[1]);
  switch (question.kind) {
    case 'number':
    case 'percentage': return typeof value === 'number' ? [] : fault('not_a_number');
    case 'date': return isDay(value) ? [] : fault('not_a_date');
    case 'money': return Number.isInteger(fields(value).cents) ? [] : fault('not_an_amount');
    case 'term': {
      const { aantal, eenheid } = fields(value);
      const holds = Number.isInteger(aantal) && Number(aantal) >= 1 && Number(aantal) <= 10_000 && UNITS.has(String(eenheid));
      return holds ? [] : fault('not_a_term');
    }
    case 'choice': return question.choices.some((one) => one.value === value) ? [] : fault('not_a_choice');
    case 'address': return placed(fields(value), pointer);
    case 'party':
    case 'person':
    case 'company': return party(fields(value), pointer);
    case 'list': return Array.isArray(value) ? value.flatMap((item, index) => question.item.flatMap((one) => faultsOf(one, fields(item)[one.name] ?? null, `${pointer}/${index}/${one.name}`))) : fault('not_a_list');
    default: return [];
  }
}

function placed(address: Record<string, Json>, pointer: string): Remark[] {
  const code = address.postcode;
  return !isEmpty(code) && !(typeof code === 'string' && postcode(code)) ? [{ pointer: `${pointer}/postcode`, code: 'not_a_postcode' }] : [];
}

function party(given: Record<string, Json>, pointer: string): Remark[] {
  // who it is, and nothing else, is no answer yet
  const { soort: _, ...rest } = given;
  if (isEmpty(rest)) return [];
  const faults = placed(given, pointer);
  const check = (name: string, holds: (text: string) => boolean, code: string) => {
    const value = given[name];
    if (!isEmpty(value) && !(typeof value === 'string' && holds(value.trim()))) faults.push({ pointer: `${pointer}/${name}`, code });
  };
  check('kvk', kvk, 'not_kvk');
  check('email', email, 'not_email');
  check('geboortedatum', isDay, 'not_a_date');
  if (isEmpty(given.naam)) faults.push({ pointer: `${pointer}/naam`, code: 'empty' });
  return faults;
}

export interface Group {
  name: string;
  questions: Question[];
}

/** Questions of one group stand together, where the first of them stands. */
export function groupsOf<T extends Question>(questions: T[]): { name: string; questions: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const one of questions) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups].map(([name, list]) => ({ name, questions: list }));
}
