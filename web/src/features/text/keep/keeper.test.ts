import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, Unreachable } from '../../../api/client';
import type { DraftText } from '../../../api/text';
import type { Json } from '../schema';
import { dropUnsent, Keeper, MOST_MS, QUIET_MS, unsentOf, type Told } from './keeper';

const p = (id: string, words: string): Json => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: words }] });
const doc = (...content: Json[]): Json => ({ type: 'doc', content });
const textOf = (document: Json, revision: number, by = 'mr. A. Yilmaz'): DraftText =>
  ({ draft: 'd', document, revision, checks: [], clauses: [], state: 'writing', draft_revision: revision, updated_at: '', updated_by: by }) as unknown as DraftText;

/** A page and a server in memory; the server refuses who does not know its latest revision. */
function setting(first: Json) {
  const server = { document: first, revision: 1, refuse: null as Error | null, puts: 0 };
  const page = { now: first };
  const told: Told[] = [];
  const merged: (string | null)[] = [];
  const keeper = new Keeper(
    { mark: () => page.now, written: () => JSON.stringify(page.now), json: () => page.now, take: (next) => void (page.now = next), fits: () => true },
    {
      get: async () => textOf(server.document, server.revision),
      put: async (written, revision) => {
        if (server.refuse) throw server.refuse;
        if (revision !== server.revision) throw new ApiError(412, null);
        server.puts += 1;
        server.document = JSON.parse(written) as Json;
        server.revision += 1;
        const { document: _, draft: __, ...saved } = textOf(server.document, server.revision);
        return saved;
      },
    },
    textOf(first, 1),
    (one) => told.push(one),
    (by) => merged.push(by),
  );
  const type = (next: Json) => {
    page.now = next;
    keeper.touched();
  };
  return { keeper, page, server, told, merged, type };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  dropUnsent('d');
});

describe('keeping', () => {
  it('sends a moment after typing stops, and at least every ten seconds while it goes on', async () => {
    const { keeper, server, type } = setting(doc(p('a', '')));
    type(doc(p('a', 'x')));
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    expect([server.puts, keeper.told.saving]).toEqual([0, 'waiting']);
    await vi.advanceTimersByTimeAsync(1);
    expect([server.puts, keeper.told.saving]).toEqual([1, 'saved']);
    for (let at = 0; at < MOST_MS; at += 500) {
      type(doc(p('a', `x${at}`)));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(server.puts).toBe(2);
  });

  it('keeps what could not be sent, and sends it when asked again', async () => {
    const { keeper, server, type } = setting(doc(p('a', '')));
    server.refuse = new Unreachable();
    type(doc(p('a', 'x')));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect([keeper.told.saving, keeper.dirty]).toEqual(['failed', true]);
    keeper.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(unsentOf('d')?.mine).toEqual(doc(p('a', 'x')));
    server.refuse = null;
    await keeper.flush();
    expect([server.document, keeper.dirty, unsentOf('d')]).toEqual([doc(p('a', 'x')), false, null]);
  });

  it('forgets in memory what arrived while the page was left', async () => {
    const { keeper, server, type } = setting(doc(p('a', '')));
    type(doc(p('a', 'x')));
    keeper.close();
    await vi.advanceTimersByTimeAsync(0);
    expect([server.puts, unsentOf('d')]).toEqual([1, null]);
  });
});

describe('what is done with the text on the server', () => {
  it('waits until the text has arrived there, and is not done where it has not', async () => {
    const { keeper, server, type } = setting(doc(p('a', '')));
    server.refuse = new ApiError(422, null);
    type(doc(p('a', 'x')));
    await expect(keeper.arrived()).rejects.toBe(server.refuse);
    server.refuse = null;
    await keeper.arrived();
    expect(server.document).toEqual(doc(p('a', 'x')));
    Object.assign(server, { document: doc(p('a', 'van de ander')), revision: 9 });
    type(doc(p('a', 'van mij')));
    await expect(keeper.arrived()).rejects.toMatchObject({ kind: 'changed' });
  });
});

describe('where a colleague was faster', () => {
  const first = doc(p('a', 'een'), p('b', 'twee'));

  it('what each changed alone is brought together, told, and sent', async () => {
    const { server, page, merged, type } = setting(first);
    Object.assign(server, { document: doc(p('a', 'EEN'), p('b', 'twee')), revision: 2 });
    type(doc(p('a', 'een'), p('b', 'TWEE')));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(page.now).toEqual(doc(p('a', 'EEN'), p('b', 'TWEE')));
    expect(server.document).toEqual(page.now);
    expect(merged).toEqual(['mr. A. Yilmaz']);
  });

  it('what both changed waits for a choice, and nothing is sent before it', async () => {
    const { keeper, server, page, type } = setting(first);
    Object.assign(server, { document: doc(p('a', 'van de ander'), p('b', 'twee')), revision: 2 });
    type(doc(p('a', 'van mij'), p('b', 'twee')));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect([keeper.told.saving, keeper.told.conflicts?.map((one) => one.id), server.puts]).toEqual(['conflict', ['a'], 0]);
    await keeper.choose(new Map([['a', 'both']]));
    expect([keeper.told.saving, server.document]).toEqual(['saved', page.now]);
    expect(page.now.content?.map((one) => one.content?.[0]?.text)).toEqual(['van mij', 'van de ander', 'twee']);
  });

  it('is taken in without sending when nothing was typed here', async () => {
    const { keeper, server, page, merged } = setting(first);
    Object.assign(server, { document: doc(p('a', 'EEN'), p('b', 'twee')), revision: 2 });
    await keeper.pull();
    expect([page.now, server.puts, keeper.dirty, merged.length]).toEqual([server.document, 0, false, 1]);
  });
});
