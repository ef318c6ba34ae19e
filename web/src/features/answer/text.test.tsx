import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { CitedLaw } from '../../api/law';
import type { Citation } from '../../api/types';
import { LanguageProvider } from '../../i18n/language';
import { nl } from '../../i18n/nl';
import { split } from './citations';
import { AnswerText } from './text';

const citation: Citation = {
  id: 'c1', ordinal: 1, document: 'd', document_name: 'Overeenkomst', version: 'v', page: 9, range: { start: 0, end: 5 },
  quote: 'een boete verschuldigd', state: 'verified', heading: null,
};

const law: CitedLaw = {
  ordinal: 2, law: 'BWBR0005290', title: 'Burgerlijk Wetboek Boek 7', number: '271', reference: 'art. 7:271 BW', on: '2026-11-30', since: '2024-07-01',
  quote: 'eindigt niet', state: 'not_found', older_fact: null,
};

function show(text: string) {
  return render(
    <LanguageProvider first={{ language: 'nl', texts: nl }}>
      <AnswerText text={text} citations={[citation]} laws={[law]} current={undefined} onOpen={() => undefined} onLaw={() => undefined} />
    </LanguageProvider>,
  ).container;
}

afterEach(cleanup);

describe('answer text', () => {
  it('makes a marker a button with a name that tells what it opens', () => {
    show('Ja.[1]');
    expect(screen.getByRole('button', { name: 'Bron 1: Overeenkomst, blz. 9, geverifieerd' })).toBeTruthy();
  });
  it('names the provision that a marker opens', () => {
    show('Ja.[2]');
    expect(screen.getByRole('button', { name: 'Bron 2: art. 7:271 BW, niet gevonden' })).toBeTruthy();
  });
  it('makes no button of a marker without a citation', () => {
    show('Ja.[7]');
    expect(screen.queryByRole('button')).toBeNull();
    expect(document.body.textContent).toContain('[7]');
  });
  it('renders no raw HTML, no picture and no link', () => {
    const page = show('a <img src=x onerror=alert(1)> <b>b</b> ![alt](https://evil.example/x.png) [klik](https://evil.example) [js](javascript:alert(1))\n\n<script>alert(1)</script>');
    expect(page.querySelector('img, script, a, b, iframe')).toBeNull();
    expect(page.innerHTML).not.toContain('evil.example');
    expect(page.textContent).toContain('klik');
  });
  it('does not let a definition turn a marker into a link', () => {
    const page = show('Ja.[1]\n\n[1]: https://evil.example');
    expect(page.querySelector('a')).toBeNull();
    expect(screen.getByRole('button')).toBeTruthy();
  });
});

describe('split', () => {
  it('keeps all text around markers', () => {
    expect(split('a[1][2] b').map((node) => node.value ?? node.data?.hProperties.ordinal)).toEqual(['a', '1', '2', ' b']);
    expect(split('[1234]').map((node) => node.value)).toEqual(['[1234]']);
  });
});
