import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Citation } from '../../api/types';
import { LanguageProvider } from '../../i18n/language';
import { nl } from '../../i18n/nl';
import { split } from './citations';
import { AnswerText } from './text';

const citation: Citation = {
  id: 'c1', ordinal: 1, document: 'd', document_name: 'Overeenkomst', version: 'v', page: 9, range: { start: 0, end: 5 },
  quote: 'een boete verschuldigd', state: 'verified', heading: null,
};

function show(text: string) {
  return render(
    <LanguageProvider first={{ language: 'nl', texts: nl }}>
      <AnswerText text={text} citations={[citation]} current={undefined} onOpen={() => undefined} />
    </LanguageProvider>,
  ).container;
}

afterEach(cleanup);

describe('answer text', () => {
  it('makes a marker a button with a name that tells what it opens', () => {
    show('Ja.[1]');
    expect(screen.getByRole('button', { name: 'Bron 1: Overeenkomst, blz. 9, geverifieerd' })).toBeTruthy();
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
