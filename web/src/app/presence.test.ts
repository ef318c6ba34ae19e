import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from '../api/client';
import { probe, useReachable } from './presence';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('whether the server can be reached', () => {
  it('is not told by an answer to what was asked before the network went', async () => {
    let answer = (_: Response): void => undefined;
    vi.stubGlobal('fetch', () => new Promise<Response>((done) => (answer = done)));
    const { result } = renderHook(useReachable);
    expect(result.current).toBe(true);
    const asked = call('/jobs');
    act(() => void window.dispatchEvent(new Event('offline')));
    expect(result.current).toBe(false);
    await act(async () => {
      answer(new Response('{}'));
      await asked;
    });
    expect(result.current).toBe(false);
    const again = probe();
    await act(async () => {
      answer(new Response('{}'));
      await again;
    });
    expect(result.current).toBe(true);
  });

  it('is told by any call that does not arrive', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    const { result } = renderHook(useReachable);
    await act(async () => void (await call('/jobs').catch(() => undefined)));
    expect(result.current).toBe(false);
  });
});
