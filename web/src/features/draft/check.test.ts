import { describe, expect, it } from 'vitest';
import type { Json, Question } from '../../api/drafter';
import { faultsOf, groupsOf, iban, isEmpty, kvk, nineDigits, postcode } from './check';
import { mergeAnswers } from './merge';
import { readCents, readDay, readNumber, showCents, showDay } from './written';

const question = (kind: Question['kind'], part: Partial<Question> = {}): Question => ({
  name: 'x', group: '', label: 'X', help: null, warn: null, kind, required: true, prefill: null, when: null, default: null, choices: [], item: [], ...part,
});
const codes = (kind: Question['kind'], value: Json, part: Partial<Question> = {}) => faultsOf(question(kind, part), value, '/x').map((one) => `${one.pointer} ${one.code}`);

describe('an answer', () => {
  it('that is empty has no fault', () => {
    for (const value of [null, '', '  ', [], {}, { naam: '' }] as Json[]) expect(isEmpty(value)).toBe(true);
    for (const value of [0, false, 'a', { cents: 0 }]) expect(isEmpty(value)).toBe(false);
    for (const kind of ['bsn', 'iban', 'date', 'party', 'money', 'list'] as const) expect(codes(kind, null)).toEqual([]);
  });

  it('that carries a check is checked', () => {
    expect(nineDigits('111222333')).toBe(true);
    expect(nineDigits('1112.22.333')).toBe(true);
    for (const wrong of ['111222334', '123456789', '000000000', '11122233', '11122233a']) expect(nineDigits(wrong), wrong).toBe(false);
    expect([iban('NL91 ABNA 0417 1643 00'), iban('NL91ABNA0417164301'), iban('NL91'), iban('DE89370400440532013000')]).toEqual([true, false, false, true]);
    expect([kvk('12345678'), kvk('1234 5678'), kvk('1234567')]).toEqual([true, true, false]);
    expect([postcode('3511 AB'), postcode('SW1A 1AA'), postcode('Utrecht')]).toEqual([true, true, false]);
    expect(codes('bsn', '123456789')).toEqual(['/x not_bsn']);
    expect(codes('email', 'a@b')).toEqual(['/x not_email']);
  });

  it('of each kind has its shape', () => {
    expect(codes('number', 'drie')).toEqual(['/x not_a_number']);
    expect(codes('percentage', 2.5)).toEqual([]);
    expect(codes('date', '24 november')).toEqual(['/x not_a_date']);
    expect(codes('money', { cents: 125_000 })).toEqual([]);
    expect(codes('money', 'veel')).toEqual(['/x not_an_amount']);
    expect(codes('term', { aantal: 14, eenheid: 'dagen' })).toEqual([]);
    expect(codes('term', { aantal: 0, eenheid: 'dagen' })).toEqual(['/x not_a_term']);
    expect(codes('choice', 'c', { choices: [{ value: 'a', label: 'A' }] })).toEqual(['/x not_a_choice']);
    expect(codes('yes_no', false)).toEqual([]);
  });

  it('of several fields names the field', () => {
    expect(codes('party', { soort: 'bedrijf', naam: 'Van Loon B.V.', kvk: '12', postcode: 'Zutphen' })).toEqual(['/x/postcode not_a_postcode', '/x/kvk not_kvk']);
    expect(codes('company', { plaats: 'Zutphen' })).toEqual(['/x/naam empty']);
    expect(codes('party', { soort: 'persoon' })).toEqual([]);
    expect(codes('list', [{ datum: '2026-11-24' }, { datum: 'ooit' }], { item: [question('date', { name: 'datum' })] })).toEqual(['/x/1/datum not_a_date']);
  });
});

describe('groups', () => {
  it('gather their questions where the first of them stands', () => {
    const list = [question('text', { name: 'a', group: 'Partijen' }), question('text', { name: 'b', group: 'Boete' }), question('text', { name: 'c', group: 'Partijen' })];
    expect(groupsOf(list).map((one) => [one.name, one.questions.map((each) => each.name)])).toEqual([['Partijen', ['a', 'c']], ['Boete', ['b']]]);
  });
});

describe('what is written', () => {
  const now = new Date(2026, 10, 24);
  it('is read as a day', () => {
    for (const text of ['24-11-2026', '24/11/2026', '24.11.26', '24 11 2026', '24 november 2026', '24 nov 2026', '2026-11-24', 'vandaag']) expect(readDay(text, now), text).toBe('2026-11-24');
    for (const text of ['31-02-2026', '24 blauw 2026', '11-24-2026', '', '2026', '24-11-1400']) expect(readDay(text, now), text).toBeNull();
    expect(showDay('2026-11-04')).toBe('04-11-2026');
  });
  it('is read as a number in its language', () => {
    expect([readNumber('1.250', 'nl-NL'), readNumber('1.250,50', 'nl-NL'), readNumber('2,5', 'nl-NL'), readNumber('2.5', 'nl-NL'), readNumber('1.250.000', 'nl-NL')]).toEqual([1250, 1250.5, 2.5, 2.5, 1_250_000]);
    expect([readNumber('1,250', 'en-GB'), readNumber('1.250', 'en-GB'), readNumber('1,250.50', 'en-GB')]).toEqual([1250, 1.25, 1250.5]);
    for (const text of ['', 'drie', '1,2,3', '--1', '1.2,3,4']) expect(readNumber(text, 'nl-NL'), text).toBeNull();
  });
  it('is read as an amount', () => {
    expect([readCents('€ 1.250', 'nl-NL'), readCents('250,5', 'nl-NL'), readCents('0,01', 'nl-NL'), readCents('1,005', 'nl-NL')]).toEqual([125_000, 25_050, 1, null]);
    // what the other language would read otherwise is refused, not guessed
    expect([readCents('50.000', 'nl-NL'), readCents('50.000', 'en-GB'), readCents('50,000', 'en-GB'), readCents('1.250,75', 'en-GB')]).toEqual([5_000_000, null, 5_000_000, 125_075]);
    expect([showCents(125_000, 'nl-NL'), showCents(25_050, 'nl-NL')]).toEqual(['1.250', '250,50']);
  });
});

describe('two who answer at once', () => {
  it('keep what only one of them changed', () => {
    const { merged, names } = mergeAnswers({ a: 1, b: 1, c: 1 }, { a: 2, b: 1, c: 1 }, { a: 1, b: 3, c: 1, d: 4 });
    expect([merged, names]).toEqual([{ a: 2, b: 3, c: 1, d: 4 }, []]);
  });
  it('choose where both changed the same, and take away what one took away', () => {
    expect(mergeAnswers({ a: 1, b: 1 }, { a: 2 }, { a: 3, b: 1 })).toEqual({ merged: { a: 2 }, names: ['a'] });
    expect(mergeAnswers({ a: 1 }, { a: 2 }, { a: 2 }).names).toEqual([]);
  });
});
