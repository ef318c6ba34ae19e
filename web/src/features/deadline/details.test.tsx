import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Deadline } from '../../api/deadlines';
import { client } from '../../api/queries';
import type { Dossier } from '../../api/types';
import { LanguageProvider } from '../../i18n/language';
import { nl } from '../../i18n/nl';
import { Details } from './details';

const deadline: Deadline = {
  id: 'dl1', dossier: 'd1', dossier_name: '', dossier_number: '', revision: 3, state: 'proposed', parent: null, title: 'Inzage', key: 'awb-inzage', source: 'Awb art. 7:4 lid 2', event: 'de hoorzitting', note: '',
  responsible: null, standin: null, history: [], created_at: '', updated_at: '',
  reckoning: {
    term: { amount: 1, unit: 'weeks', direction: 'before', regime: 'statutory', first: 'same', excluded: null },
    event_date: '2027-03-02', event_time: null, counted: '2027-02-23', last: '2027-02-23', time: null, steps: [],
  },
};

const show = (one: Deadline) => (
  <QueryClientProvider client={client}>
    <LanguageProvider first={{ language: 'nl', texts: nl }}>
      <Details deadline={one} dossier={{ id: 'd1', members: [] } as unknown as Dossier} rights={{ write: true, confirm: true }} onClose={() => undefined} />
    </LanguageProvider>
  </QueryClientProvider>
);

// dialogs ask for it, and the page of the tests does not have it
beforeEach(() => void vi.stubGlobal('CSS', { escape: (name: string) => name.replaceAll(/[^\w-]/g, '\\$&') }));

afterEach(() => {
  cleanup();
  client.clear();
  vi.unstubAllGlobals();
});

describe('a deadline', () => {
  it('keeps the keys when the button that was pressed goes', () => {
    const view = render(show(deadline));
    screen.getByRole('button', { name: nl.deadlines.confirm }).focus();
    view.rerender(show({ ...deadline, state: 'confirmed' }));
    expect(screen.queryByRole('button', { name: nl.deadlines.confirm })).toBeNull();
    expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
  });

  it('is counted anew by its row of the table, which need not be known here', async () => {
    const sent = vi.fn(async (_path: string, _init: RequestInit) => new Response(JSON.stringify({ ...deadline.reckoning, items: [] })));
    vi.stubGlobal('fetch', sent);
    render(show(deadline));
    fireEvent.click(screen.getByRole('button', { name: nl.deadlines.changeEvent }));
    fireEvent.change(await screen.findByRole('textbox'), { target: { value: '16-03-2027' } });
    fireEvent.submit(document.querySelector('#change-date') as HTMLFormElement);
    await waitFor(() => expect(sent.mock.calls.map(([, init]) => init.method)).toContain('PATCH'));
    const change = sent.mock.calls.find(([, init]) => init.method === 'PATCH');
    expect(JSON.parse(String(change?.[1].body))).toEqual({ count: { key: 'awb-inzage', event_date: '2027-03-16' } });
  });
});
