import { describe, expect, it } from 'vitest';
import { emptyQuestion, faultsOfQuestion, placeIn, readBasis, readChoices, readItems, readTags, showBasis, showChoices, showItems } from './lines';

describe('lists as they are typed', () => {
  it('are read and written back', () => {
    expect(readTags(' boete, geheimhouding,, boete ')).toEqual(['boete', 'geheimhouding']);
    const basis = 'art. 6:74 BW | Tekortkoming.\nart. 6:248 lid 1 BW';
    expect(showBasis(readBasis(basis))).toBe(basis);
    expect(showChoices(readChoices('bepaald = Voor bepaalde tijd\nVoor onbepaalde tijd'))).toBe('bepaald = Voor bepaalde tijd\nvoor_onbepaalde_tijd = Voor onbepaalde tijd');
    expect(readChoices('a = b = c')).toEqual([{ value: 'a', label: 'b = c' }]);
    expect(showItems(readItems('datum | Datum | date\nnaam', []))).toBe('datum | Datum | date\nnaam | naam | text');
  });
  it('keep of an entry’s parts what is not written there', () => {
    const before = { ...emptyQuestion(''), name: 'datum', kind: 'date' as const, required: false, help: 'Van het stuk.' };
    expect(readItems('datum | Dag | date', [before])).toEqual([{ ...before, label: 'Dag' }]);
  });
});

describe('a question', () => {
  const good = { ...emptyQuestion('G'), name: 'partij_a', label: 'Eerste partij' };
  it('has a label and a name of its own', () => {
    expect(faultsOfQuestion(good, [])).toEqual({});
    expect(faultsOfQuestion(good, [{ ...good }])).toEqual({ name: 'nameTwice' });
    expect(faultsOfQuestion({ ...good, name: 'Partij A', label: ' ' }, [])).toEqual({ label: 'labelMissing', name: 'nameWrong' });
  });
  it('to choose from has options, and a list has parts', () => {
    expect(faultsOfQuestion({ ...good, kind: 'choice', choices: [{ value: 'a', label: 'A' }] }, [])).toEqual({ choices: 'choicesMissing' });
    expect(faultsOfQuestion({ ...good, kind: 'list' }, [])).toEqual({ item: 'itemsMissing' });
  });
});

describe('the place of a fault', () => {
  it('is named as a reader of the file finds it', () => {
    expect(placeIn('word/document.xml#12:3')).toEqual({ part: 'document', paragraph: 13 });
    expect(placeIn('word/footer1.xml#0')).toEqual({ part: 'footer', paragraph: 1 });
    expect(placeIn('word/glossary.xml#1:1')).toEqual({ part: 'other', paragraph: 2 });
    expect(placeIn('/name')).toBeNull();
  });
});
