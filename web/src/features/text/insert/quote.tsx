/** Words of a document of the dossier: found by searching, chosen by the sentence. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components/ListBox';
import { hits, PAGES_AT_ONCE, pages } from '../../../api/queries';
import type { NewCitation } from '../../../api/text';
import type { Hit } from '../../../api/types';
import { useTexts } from '../words';
import { SearchBox } from '../../../ui/fields';
import { Button, Loading } from '../../../ui/parts';
import { ProblemNotice } from '../../../ui/problem';
import { chosenRange, sentencesOf } from './sentences';
import ui from '../../../ui/ui.module.css';
import s from './insert.module.css';

interface QuoteProps {
  dossier: string;
  /** What is chosen now; null while nothing is. */
  onChoose: (citation: NewCitation | null) => void;
}

export function ChooseQuote({ dossier, onChoose }: QuoteProps) {
  const [hit, setHit] = useState<Hit | null>(null);
  const choose = (one: Hit | null) => {
    setHit(one);
    onChoose(null);
  };
  return hit ? <Sentences hit={hit} onChoose={onChoose} onBack={() => choose(null)} /> : <Search dossier={dossier} onHit={choose} />;
}

function Search({ dossier, onHit }: { dossier: string; onHit: (hit: Hit) => void }) {
  const t = useTexts();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const found = useInfiniteQuery(hits(asked, dossier));
  const list = (found.data?.pages ?? []).flatMap((page) => page.items).map((hit, index) => ({ id: `${index}`, hit }));
  return (
    <div className={s.form}>
      <SearchBox label={t.text.documentFind} value={q} onChange={setQ} autoFocus />
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isFetching && list.length === 0 && <Loading />}
      {found.data && (
        <ListBox
          aria-label={t.text.documentHits} className={s.targets ?? ''} items={list} dependencies={[t]} selectionMode="none" onAction={(key) => list[Number(key)] && onHit((list[Number(key)] as { hit: Hit }).hit)}
          renderEmptyState={() => <p className={s.none}>{t.text.documentNone}</p>}
        >
          {({ id, hit }) => (
            <ListBoxItem id={id} textValue={hit.document_name} className={ui.option ?? ''}>
              <span className={s.target}><b>{t.ask.sourceLine(hit.document_name, hit.page)}</b><span>{hit.snippet.map((part, index) => (part.marked ? <mark key={index}>{part.text}</mark> : part.text))}</span></span>
            </ListBoxItem>
          )}
        </ListBox>
      )}
    </div>
  );
}

/** The page of a hit, sentence by sentence; those that hold it are chosen at first. */
function Sentences({ hit, onChoose, onBack }: { hit: Hit; onChoose: (citation: NewCitation | null) => void; onBack: () => void }) {
  const t = useTexts();
  const read = useQuery(pages(hit.document, hit.version, Math.floor((hit.page - 1) / PAGES_AT_ONCE)));
  const text = read.data?.items.find((one) => one.number === hit.page)?.text;
  const list = useMemo(() => (text === undefined ? [] : sentencesOf(text)), [text]);
  const [chosen, setChosen] = useState<Set<number> | null>(null);
  const first = useMemo(() => new Set(list.filter((one) => one.end > hit.range.start && one.start < hit.range.end).map((one) => one.index)), [list, hit]);
  const now = chosen ?? first;
  const range = text === undefined ? null : chosenRange(text, list, now);
  const key = range ? `${range.start} ${range.end}` : '';
  useEffect(() => {
    onChoose(range && { kind: 'document', document: hit.document, version: hit.version, page: hit.page, start: range.start, end: range.end, quote: range.quote });
    // the range is told by its ends
  }, [key, hit]);
  const pick = (keys: Selection) => keys !== 'all' && setChosen(new Set([...keys].map(Number)));
  return (
    <div className={s.form}>
      <div className={s.line}><h3>{t.ask.sourceLine(hit.document_name, hit.page)}</h3><span className={s.grow} /><Button small onPress={onBack}>{t.text.documentBack}</Button></div>
      {read.error && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Loading />}
      {list.length > 0 && (
        <ListBox aria-label={t.text.documentQuote} className={s.sentences ?? ''} items={list} dependencies={[t]} selectionMode="multiple" selectionBehavior="toggle" selectedKeys={[...now].map(String)} onSelectionChange={pick} autoFocus>
          {(one) => <ListBoxItem id={String(one.index)} textValue={one.text} className={s.sentence ?? ''}>{one.text}</ListBoxItem>}
        </ListBox>
      )}
    </div>
  );
}
