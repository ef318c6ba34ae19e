import { describe, expect, it } from 'vitest';
import type { Doc } from '../../api/types';
import { unreadPages } from './row';

const doc = (part: Partial<Doc>) => ({ progress: 'searchable', reason: null, pages: 5, pages_done: 5, ...part }) as Doc;

describe('unreadPages', () => {
  it('counts the pages whose text is missing from a document that was read', () => {
    expect(unreadPages(doc({ pages_done: 3, reason: 'ocr_unavailable' }))).toBe(2);
  });
  it('is nothing while reading goes on, where it failed, and where all was read', () => {
    expect(unreadPages(doc({ progress: 'reading', pages_done: 3 }))).toBe(0);
    expect(unreadPages(doc({ progress: 'failed', pages_done: 0, reason: 'encrypted' }))).toBe(0);
    expect(unreadPages(doc({}))).toBe(0);
    expect(unreadPages(doc({ pages: null, pages_done: 0, reason: 'malformed' }))).toBe(0);
  });
});
