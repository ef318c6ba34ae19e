/** The documents of a dossier: their states as they change, search in them, and adding to them. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { FolderUp } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState, type ReactNode, type RefObject } from 'react';
import { DropZone, type DropZoneProps } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Collection, GridList, GridListHeader, GridListItem, GridListSection, type DirectoryDropItem, type FileDropItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { hits, pending } from '../../api/queries';
import type { Doc, Dossier, Id, Spot } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, IconButton, Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { Snippet } from '../search/search';
import { byFolder } from './group';
import { DocumentRow } from './row';
import { addFiles, fromInput, isClutter, type Chosen } from './upload';
import { Uploads } from './uploads';
import s from './document.module.css';

interface PanelProps {
  dossier: Dossier;
  docs: Doc[];
  loading: boolean;
  error: Error | null;
  open: Id | undefined;
  find: RefObject<HTMLInputElement | null>;
  onOpen: (document: Id, spot?: Spot) => void;
  onRefetch: () => void;
  tools?: ReactNode;
}

export function DocumentsPanel(props: PanelProps) {
  const t = useTexts();
  const { dossier } = props;
  const mayAdd = dossier.rights.add_documents;
  const half = useQuery({ ...pending(dossier.id), enabled: mayAdd }).data ?? [];
  const [words, setWords] = useState('');
  const onDrop: NonNullable<DropZoneProps['onDrop']> = (event) => {
    void filesOf(event.items as (FileDropItem | DirectoryDropItem)[]).then((chosen) => addFiles(dossier.id, chosen, half));
  };
  return (
    <DropZone className={s.panel ?? ''} aria-label={t.documents.dropLabel} isDisabled={!mayAdd} getDropOperation={() => 'copy'} onDrop={onDrop}>
      <div className={s.tools}>
        <SearchBox label={t.documents.find} keys="/" value={words} onChange={setWords} inputRef={props.find} />
        {mayAdd && (
          <FileTrigger acceptDirectory onSelect={(files) => files && addFiles(dossier.id, fromInput(files), half)}>
            <IconButton label={t.documents.addFolder} icon={<FolderUp size={16} aria-hidden />} />
          </FileTrigger>
        )}
        {props.tools}
      </div>
      <Uploads dossier={dossier.id} docs={props.docs} mayAdd={mayAdd} />
      {words.trim() ? <Results {...props} words={words} /> : <List {...props} mayAdd={mayAdd} />}
      {mayAdd && <div className={s.over} aria-hidden>{t.documents.drop}</div>}
    </DropZone>
  );
}

function List(props: PanelProps & { mayAdd: boolean }) {
  const t = useTexts();
  const { docs, dossier, open } = props;
  const folders = useMemo(() => byFolder(docs).map((folder) => ({ ...folder, id: `folder ${folder.name}` })), [docs]);
  const attached = useMemo(() => counts(docs), [docs]);
  if (props.loading) return <Loading />;
  if (props.error && docs.length === 0) return <ProblemNotice error={props.error} onRetry={props.onRefetch} />;
  if (docs.length === 0) {
    return props.mayAdd ? (
      <Empty title={t.documents.empty} help={t.documents.emptyHelp}>
        <FileTrigger allowsMultiple onSelect={(files) => files && addFiles(dossier.id, fromInput(files))}>
          <Button>{t.documents.addFiles}</Button>
        </FileTrigger>
      </Empty>
    ) : (
      <Empty title={t.documents.emptyReadOnly} />
    );
  }
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 50, headingSize: 36, padding: 0 }}>
      <GridList
        aria-label={t.documents.list}
        className={s.list ?? ''}
        items={folders}
        dependencies={[open, attached, t, dossier]}
        onAction={(key) => props.onOpen(String(key))}
      >
        {(folder) => (
          <GridListSection id={folder.id} aria-label={folder.name || t.documents.loose}>
            <GridListHeader className={s.folder ?? ''}>
              {folder.name || t.documents.loose}
              <small>{folder.docs.length}</small>
            </GridListHeader>
            <Collection items={folder.docs} dependencies={[open, attached, t, dossier]}>
              {(doc: Doc) => (
                <DocumentRow doc={doc} dossier={dossier} open={doc.id === open} attachments={attached.get(doc.id) ?? 0} parent={docs.find((one) => one.id === doc.parent)} />
              )}
            </Collection>
          </GridListSection>
        )}
      </GridList>
    </Virtualizer>
  );
}

function counts(docs: Doc[]): Map<Id, number> {
  const map = new Map<Id, number>();
  for (const doc of docs) if (doc.parent) map.set(doc.parent, (map.get(doc.parent) ?? 0) + 1);
  return map;
}

function Results(props: PanelProps & { words: string }) {
  const t = useTexts();
  const { dossier, docs, onOpen } = props;
  const [asked, setAsked] = useState(props.words.trim());
  const words = useDeferredValue(props.words.trim());
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words), 200);
    return () => clearTimeout(timer);
  }, [words]);
  const found = useInfiniteQuery(hits(asked, dossier.id));
  const named = docs.filter((doc) => doc.name.toLowerCase().includes(words.toLowerCase())).slice(0, 20);
  const passages = (found.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <div className={s.results}>
      {named.length > 0 && (
        <>
          <h2>{t.documents.names}</h2>
          <GridList aria-label={t.documents.names} onAction={(key) => onOpen(String(key))}>
            {named.map((doc) => <DocumentRow key={doc.id} doc={doc} dossier={dossier} open={doc.id === props.open} attachments={0} parent={undefined} />)}
          </GridList>
        </>
      )}
      {found.error && <ProblemNotice error={found.error} />}
      {passages.length > 0 && (
        <>
          <h2>{t.documents.passages}</h2>
          <GridList aria-label={t.documents.passages}>
            {passages.map((hit) => (
              <GridListItem key={hit.passage} id={hit.passage} className={s.result ?? ''} textValue={t.ask.sourceLine(hit.document_name, hit.page)} onAction={() => onOpen(hit.document, hit)}>
                <small>{t.ask.sourceLine(hit.document_name, hit.page)}</small>
                <p><Snippet parts={hit.snippet} /></p>
              </GridListItem>
            ))}
          </GridList>
          {found.hasNextPage && <Button small look="link" onPress={() => void found.fetchNextPage()}>{t.common.more}</Button>}
        </>
      )}
      {!found.isFetching && named.length + passages.length === 0 && <Empty title={words.length > 1 ? t.documents.noMatch : t.search.tooShort} />}
    </div>
  );
}

/** Reads dropped files and folders to the bottom. */
async function filesOf(items: (FileDropItem | DirectoryDropItem)[], folder = ''): Promise<Chosen[]> {
  const found: Chosen[] = [];
  for (const item of items) {
    if (item.kind === 'file') {
      if (!isClutter(item.name)) found.push({ file: await item.getFile(), folder });
    } else if (item.kind === 'directory') {
      const inner: (FileDropItem | DirectoryDropItem)[] = [];
      for await (const entry of item.getEntries()) inner.push(entry);
      found.push(...(await filesOf(inner, folder ? `${folder}/${item.name}` : item.name)));
    }
  }
  return found;
}
