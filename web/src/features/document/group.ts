/** The documents of a dossier as one reads them: by folder, by name, attachments under their message. */
import type { Doc } from '../../api/types';

export interface Folder {
  /** The path, outermost first, joined by " / "; empty for documents without a folder. */
  name: string;
  docs: Doc[];
}

const names = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });

export function byFolder(docs: Doc[]): Folder[] {
  const known = new Set(docs.map((doc) => doc.id));
  const children = new Map<string, Doc[]>();
  const folders = new Map<string, Doc[]>();
  for (const doc of docs) {
    const [map, key] = doc.parent && known.has(doc.parent) ? [children, doc.parent] : [folders, doc.folder.join(' / ')];
    const list = map.get(key);
    if (list) list.push(doc);
    else map.set(key, [doc]);
  }
  const sorted = (list: Doc[]): Doc[] => [...list].sort((a, b) => names.compare(a.name, b.name));
  const withChildren = (doc: Doc): Doc[] => [doc, ...sorted(children.get(doc.id) ?? []).flatMap(withChildren)];
  return [...folders]
    .map(([name, list]) => ({ name, docs: sorted(list).flatMap(withChildren) }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === '') || names.compare(a.name, b.name));
}
