import { expect, it } from 'vitest';
import type { Doc } from '../../api/types';
import { byFolder } from './group';

const doc = (id: string, name: string, folder: string[] = [], parent: string | null = null): Doc => ({
  id, name, folder, parent, dossier: 'd', kind: 'pdf', size: 1, pages: 1, pages_done: 1, progress: 'searchable', reason: null,
  duplicate_of: null, version: 'v', version_number: 1, recognised: false, created_at: '', created_by: null, revision: 1,
});

it('groups by folder, sorts by number and name, and keeps attachments under their message', () => {
  const folders = byFolder([
    doc('1', 'Productie 10.pdf', ['Producties']),
    doc('2', 'Productie 2.pdf', ['Producties']),
    doc('3', 'los.txt'),
    doc('4', 'Bericht.eml', ['Correspondentie']),
    doc('5', 'bijlage.pdf', ['Elders'], '4'),
  ]);
  expect(folders.map((folder) => [folder.name, folder.docs.map((one) => one.id)])).toEqual([
    ['Correspondentie', ['4', '5']],
    ['Producties', ['2', '1']],
    ['', ['3']],
  ]);
});

it('shows an attachment whose message is not there', () => {
  expect(byFolder([doc('5', 'bijlage.pdf', [], 'weg')]).flatMap((folder) => folder.docs).length).toBe(1);
});
