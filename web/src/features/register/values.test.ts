import { describe, expect, it } from 'vitest';
import type { Cycle, Field } from '../../api/registers';
import { register as en } from '../../i18n/en/register';
import { formats } from '../../i18n/format';
import { register as nl } from '../../i18n/nl/register';
import sheet from '../../../../crates/compliance/src/register/sheet.rs?raw';
import value from '../../../../crates/compliance/src/register/value.rs?raw';
import { asked, daysUntil, dueWords, given, readDocument, readMoment, shown } from './values';

const field = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({ key: 'x', label: 'X', help: null, kind, need: 'optional', choices: [], register: null, column: false, when: [], needed_from: null, renewed: null, ...more });

/** Every path in a catalogue with the sort of text that stands there. */
function paths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${path}/${key}`));
}

describe('the words of registers', () => {
  it('are the same sort under the same keys in both languages', () => {
    expect(paths(en)).toEqual(paths(nl));
  });
  it('have a sentence for every code of the server', () => {
    const codes = [...value.matchAll(/Err\("([a-z_]+)"\)|ok_or\("([a-z_]+)"\)|\.clone\(\), "([a-z_]+)"\)|map_err\(\|_\| "([a-z_]+)"\)/g)].map((found) => found.slice(1).find(Boolean) ?? '');
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !(code in nl.errors))).toEqual([]);
    const files = [...sheet.matchAll(/wrong\("([a-z_]+)"\)|place, "([a-z_]+)"\)/g)].map((found) => found[1] ?? found[2] ?? '');
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((code) => !(code in nl.file.errors))).toEqual([]);
  });
});

describe('questions', () => {
  it('are asked where what they depend on holds and is asked itself', () => {
    const on = (key: string, of: string, ...is: string[]) => field('yes_no', { key, when: [{ field: of, is }] });
    const all = [field('yes_no', { key: 'a' }), on('b', 'a', 'yes'), on('c', 'b', 'no')];
    const keys = (values: Record<string, string>) => all.filter((one) => asked(all, one, values)).map((one) => one.key);
    expect(keys({})).toEqual(['a']);
    expect(keys({ a: 'yes', b: 'no' })).toEqual(['a', 'b', 'c']);
    expect(keys({ a: 'no', b: 'no' })).toEqual(['a']);
  });
});

describe('values', () => {
  it('are read as people type them', () => {
    expect(readMoment('16-03-2027 14:20')).toBe('2027-03-16T14:20');
    expect(readMoment('2027-03-16T9:05')).toBe('2027-03-16T09:05');
    expect([readMoment('16-03-2027'), readMoment('14:20'), readMoment('31-02-2027 14:20')]).toEqual([null, null, null]);
    const id = '01950000-0000-7000-8000-000000000001';
    expect(readDocument(`https://kantoor.example/dossiers/d1?doc=${id}&page=2`)).toBe(id);
    expect([readDocument(id), readDocument('https://elders.example/'), readDocument('?doc=x')]).toEqual([id, null, null]);
  });
  it('say what is wrong before anything is sent', () => {
    expect(given(field('text', { need: 'always' }), ' ')).toEqual({ wrong: 'required' });
    expect(given(field('date'), '30-02-2027')).toEqual({ wrong: 'no_day' });
    expect(given(field('number'), '1,5')).toEqual({ wrong: 'no_number' });
    expect([given(field('number'), '12'), given(field('yes_no'), 'no'), given(field('date'), '')]).toEqual([{ value: 12 }, { value: false }, { value: null }]);
  });
  it('are shown in words', () => {
    const choice = field('choice', { choices: [{ key: 'a', label: 'Eerste' }] });
    expect(shown(choice, { value: 'a', name: null }, nl)).toBe('Eerste');
    expect(shown(field('document'), { value: 'x', name: null }, nl)).toBe(nl.hidden);
    expect(shown(field('yes_no'), { value: true, name: null }, en)).toBe('yes');
    expect(shown(field('moment'), { value: '2027-03-16T14:20', name: null }, nl)).toBe('16-03-2027 14:20');
  });
  it('count days by the clock of the Netherlands, wherever one reads', () => {
    const now = new Date('2027-03-16T22:30:00Z'); // half past eleven there
    expect(daysUntil('2027-03-16T23:00:00Z', now)).toBe(0);
    expect(daysUntil('2027-03-15T23:00:00Z', now)).toBe(-1);
    expect(daysUntil('2027-03-17T13:00:00Z', now)).toBe(1);
    // the clock goes forward on 28 March
    expect(daysUntil('2027-03-28T22:00:00Z', now)).toBe(12);
  });
  it('say by when, as a day or with the time', () => {
    const cycle = (due: string) => ({ due }) as Cycle;
    const f = formats('nl-NL');
    expect(dueWords(cycle('2026-12-30T23:00:00Z'), nl, f)).toBe('uiterlijk 30 december 2026');
    expect(dueWords(cycle('2026-12-03T01:29:00Z'), nl, f)).toBe('uiterlijk 3 december 2026 02:29');
    expect(dueWords(cycle('2027-06-30T22:00:00Z'), nl, f)).toBe('uiterlijk 30 juni 2027');
  });
});
