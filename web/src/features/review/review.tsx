/** Reviewing a Word document: its text on paper, one change at a time, decided by a person. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { ApiError } from '../../api/client';
import { document as documentQuery, dossier as dossierQuery, placeMarks, redline as redlineQuery, word } from '../../api/queries';
import type { Doc, Id } from '../../api/types';
import { NotFound } from '../../app/states';
import { useTexts } from '../../i18n/language';
import { Empty, Loading, Notice } from '../../ui/parts';
import { announce } from '../../ui/say';
import { spotOf } from '../document/spot';
import { useTitle } from '../session/sign-in';
import type { Marked } from '../word/known';
import { Paper } from '../word/paper';
import { Desk } from './desk';
import { Fault } from './fault';
import { Back, Head } from './head';
import { Start } from './start';
import s from './review.module.css';

const PLACE = '/dossiers/$dossier/documents/$document/review';

export function Review() {
  const t = useTexts();
  const { document: id, dossier } = useParams({ from: PLACE });
  const { redline } = useSearch({ from: PLACE });
  const { data: doc, error, refetch } = useQuery(documentQuery(id));
  const rights = useQuery(dossierQuery(dossier)).data?.rights;
  useTitle(doc ? t.review.title(doc.name) : t.review.open);
  if (error instanceof ApiError && error.status === 404) return <NotFound />;
  if (!doc) return error ? <div className={s.fault}><Fault error={error} onRetry={() => void refetch()} /></div> : <Loading />;
  if (doc.kind !== 'docx') return <Empty title={t.review.notWord}><Back doc={doc} /></Empty>;
  const may = rights?.add_documents ?? false;
  return redline ? <Opened key={redline} doc={doc} id={redline} mayDecide={may} /> : <Beginning doc={doc} mayDecide={may} />;
}

function useGo(doc: Doc) {
  const navigate = useNavigate();
  return (redline: Id | undefined) => void navigate({ to: PLACE, params: { dossier: doc.dossier, document: doc.id }, search: redline ? { redline } : {} });
}

/** The stretch of text that the address points at, where it is of the version that is shown. */
function useMarked(doc: Doc): Marked | undefined {
  const spot = spotOf(useSearch({ from: PLACE }));
  const there = spot?.version === doc.version ? spot : undefined;
  const { data } = useQuery({ ...placeMarks(doc.id, doc.version, there?.page ?? 1, there?.range ?? { start: 0, end: 1 }), enabled: there !== undefined });
  return useMemo(() => {
    const places = (there && data?.sure ? data.pages : []).flatMap((one) => one.places);
    return places.length > 0 ? { places, quote: data?.quote ?? '', tone: 'find', ordinal: null } : undefined;
  }, [data, there !== undefined]);
}

function Beginning({ doc, mayDecide }: { doc: Doc; mayDecide: boolean }) {
  const t = useTexts();
  const go = useGo(doc);
  const marked = useMarked(doc);
  const { data: view, error, refetch } = useQuery(word(doc.id, doc.version));
  return (
    <div className={s.review}>
      <Head doc={doc} view={view} />
      {error ? <div className={s.fault}><Fault error={error} onRetry={() => void refetch()} /></div> : !view ? <Loading /> : (
        <div className={s.stage}>
          <div className={s.sight}><Paper view={view} label={t.review.paper} marked={marked} /></div>
          <aside className={s.side} aria-label={t.review.panel}>
            <div className={s.told}>{mayDecide ? <Start doc={doc} changes={view.revisions.length} onOpen={go} /> : <Notice>{t.review.readOnly}</Notice>}</div>
          </aside>
        </div>
      )}
    </div>
  );
}

function Opened({ doc, id, mayDecide }: { doc: Doc; id: Id; mayDecide: boolean }) {
  const t = useTexts();
  const go = useGo(doc);
  const found = useQuery(redlineQuery(id));
  const redline = found.data;
  const view = useQuery({ ...word(doc.id, redline?.version ?? ''), enabled: redline !== undefined });
  const state = redline?.state;
  const ran = useRef(false);
  useEffect(() => {
    if (state === 'running') ran.current = true;
    else if (ran.current && state === 'open') announce(t.review.ready(redline?.proposals.length ?? 0));
  }, [state]);
  const error = found.error ?? view.error;
  const gone = found.error instanceof ApiError && found.error.status === 404;
  if (gone) return <NotFound />;
  if (error && !(redline && view.data)) {
    return <div className={s.review}><Head doc={doc} /><div className={s.fault}><Fault error={error} onRetry={() => void (found.error ? found.refetch() : view.refetch())} /></div></div>;
  }
  if (!redline || !view.data) return <Loading />;
  // once the proposals have come, the work begins at the first of them
  return <Desk key={state === 'running' ? 'running' : 'made'} doc={doc} redline={redline} view={view.data} mayDecide={mayDecide} onAgain={() => go(undefined)} />;
}
