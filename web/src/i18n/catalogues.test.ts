import { describe, expect, it } from 'vitest';
import { en as shared } from './en';
import { text as written } from './en/text';
import { formats } from './format';
import { nl as gedeeld } from './nl';
import { text as geschreven } from './nl/text';
import reasons from '../../../crates/core/src/document.rs?raw';
import kinds from '../../../crates/http/src/problem/kinds.rs?raw';
import faults from '../../../crates/identity/src/password/policy.rs?raw';

/** Also the words that come with the editor. */
const [en, nl] = [{ ...shared, ...written }, { ...gedeeld, ...geschreven }];

/** Every path in a catalogue with what stands there. */
function paths(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${path}/${key}`));
}

describe('catalogues', () => {
  it('hold the same keys in both languages, in the same order', () => {
    expect(paths(en).map(([path]) => path)).toEqual(paths(nl).map(([path]) => path));
  });

  it('hold no empty text, and the same sort of text under each key', () => {
    const dutch = new Map(paths(nl));
    for (const [path, text] of paths(en)) {
      expect(typeof text, path).toBe(typeof dutch.get(path));
      if (typeof text === 'string') expect(text.trim(), path).not.toBe('');
    }
  });

  it('do not leave Dutch in the English texts', () => {
    const dutch = new Map(paths(nl));
    const same = paths(en).filter(([path, text]) => typeof text === 'string' && text === dutch.get(path));
    const meant = /^\/(common\/(product|none|menu)|languages|dossier\/(fields|access)|nav\/(dossiers|registers|help)|dossiers\/(title|name|filters|state)|dossierStates\/open|dossier\/(state|details)|ask\/(stop)|viewer\/(title)|palette\/dossiers|help\/keys|checks\/playbook|library\/playbooks|playbooks\/(title|name)|party\/(forms|salutations))/;
    expect(same.map(([path]) => path).filter((path) => !meant.test(path) && path !== '/dossiers/state')).toEqual([]);
  });

  const named = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map((found) => found[1] ?? '');

  it('have words for every kind of problem of the server', () => {
    const all = named(kinds, /^ {4}\w+ "([a-z-]+)" [A-Z_]+$/gm);
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((kind) => !(kind in nl.problems))).toEqual([]);
  });

  it('have words for every reason and every fault of a password', () => {
    const all = named(reasons.slice(reasons.indexOf('impl Reason')), /=> "([a-z_]+)"/g);
    expect(all).toHaveLength(18);
    expect(all.filter((reason) => !(reason in nl.reasons) || !(reason in nl.reasonNames))).toEqual([]);
    expect(named(faults, /Self::\w+ => "([a-z_]+)"/g).filter((fault) => !(fault in nl.passwordErrors))).toEqual([]);
  });

  it('count', () => {
    expect(nl.documents.count(1)).toBe('1 stuk');
    expect(nl.documents.count(1200)).toBe('1.200 stukken');
    expect(en.documents.count(1200)).toBe('1,200 documents');
  });

  it('name pages of a PDF, and parts of what has no pages of its own', () => {
    expect([nl.ask.sourceLine('Akte.pdf', 3), en.ask.sourceLine('Akte', 3)]).toEqual(['Akte.pdf, blz. 3', 'Akte, p. 3']);
    expect([nl.ask.sourceLine('Voorwaarden.DOCX', 3), en.ask.cite(1, 'Bericht.eml', 2, 'verified')]).toEqual(['Voorwaarden.DOCX, deel 3', 'Source 1: Bericht.eml, part 2, verified']);
  });
});

describe('formats', () => {
  const dutch = formats('nl-NL');
  it('write dates as the house does', () => {
    expect(dutch.day('2026-08-19T10:00:00Z')).toBe('19 augustus 2026');
    expect(dutch.short('2026-08-19T10:00:00Z')).toBe('19-08-2026');
    expect(formats('en-GB').short('2026-08-19T10:00:00Z')).toBe('19-08-2026');
  });
  it('write sizes', () => {
    expect(dutch.size(0)).toBe('0 byte');
    expect(dutch.size(1_400_000)).toBe('1,4 MB');
  });
  it('write the past', () => {
    const now = new Date(2026, 7, 19, 15, 0);
    expect(dutch.ago(new Date(2026, 7, 19, 14, 5).toISOString(), now)).toBe('vandaag 14:05');
    expect(dutch.ago(new Date(2026, 7, 18, 23, 5).toISOString(), now)).toBe('gisteren');
    expect(dutch.ago(new Date(2026, 5, 1, 9, 0).toISOString(), now)).toBe('01-06-2026');
  });
});
