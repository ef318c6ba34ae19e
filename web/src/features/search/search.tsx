/** One box over all dossiers one may see. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState, type FormEvent } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { query } from '../../api/client';
import { hits } from '../../api/queries';
import type { Hit } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, FileTag, Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { announce } from '../../ui/say';
import { pageName } from '../document/page-name';
import { addressOf as placeOf } from '../document/spot';
import { useTitle } from '../session/sign-in';
import shell from '../../app/shell.module.css';
import d from '../dossier/dossier.module.css';
import s from './search.module.css';

const LawHits = lazy(() => import('../law/hits'));

export function SearchPage() {
  const t = useTexts();
  const { q = '' } = useSearch({ from: '/search' });
  const navigate = useNavigate({ from: '/search' });
  const [words, setWords] = useState(q);
  useTitle(t.search.title);
  useEffect(() => setWords(q), [q]);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    void navigate({ search: words.trim() ? { q: words.trim() } : {} });
  };
  return (
    <div className={shell.page}>
      <div className={shell.head}><h1>{t.search.title}</h1></div>
      <form className={s.form} role="search" onSubmit={submit}>
        <SearchBox label={t.search.label} placeholder={t.search.placeholder} value={words} onChange={setWords} autoFocus />
        <Button look="solid" type="submit">{t.search.submit}</Button>
      </form>
      {q.trim().length > 1 ? <><Suspense><LawHits q={q} /></Suspense><Found q={q} /></> : <Empty title={t.search.start} help={t.search.startHelp} />}
    </div>
  );
}

function Found(props: { q: string }) {
  const t = useTexts();
  const found = useInfiniteQuery(hits(props.q));
  const total = found.data?.pages[0]?.total;
  useEffect(() => {
    if (total !== undefined) announce(t.search.total(total));
  }, [total, props.q]);
  if (found.isPending) return <Loading />;
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty title={t.search.nothing} help={t.search.nothingHelp} />;
  return (
    <>
      <p className={s.total}>{t.search.total(total ?? items.length)}</p>
      <HitList label={t.search.results} items={items} />
      {found.hasNextPage && (
        <div className={d.more}>
          <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>{t.common.more}</Button>
        </div>
      )}
    </>
  );
}

/** The page of a hit with its place marked. */
const addressOf = (hit: Hit): string =>
  `/dossiers/${hit.dossier}${query({ doc: hit.document, ...placeOf(hit) })}`;

function HitList(props: { label: string; items: Hit[] }) {
  const t = useTexts();
  return (
    <GridList aria-label={props.label} className={s.hits ?? ''}>
      {props.items.map((hit) => (
        <GridListItem
          key={hit.passage}
          id={hit.passage}
          textValue={`${hit.document_name}, ${pageName(t, hit.kind, hit.page)}`}
          href={addressOf(hit)}
          className={s.hit ?? ''}
        >
          <FileTag kind={hit.kind} />
          <div className={s.words}>
            <p className={s.where}>
              <b>{hit.document_name}</b>
              <span>{pageName(t, hit.kind, hit.page)}</span>
              <span aria-hidden>·</span>
              <span>{hit.dossier_name}</span>
            </p>
            <p className={s.text}><Snippet parts={hit.snippet} /></p>
          </div>
        </GridListItem>
      ))}
    </GridList>
  );
}

export function Snippet(props: { parts: Hit['snippet'] }) {
  return props.parts.map((part, index) => (part.marked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>));
}
