/** The line above a review: the way back, which version it is of, and what to know of the file. */
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Doc, Redline, WordView } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Notice } from '../../ui/parts';
import s from './review.module.css';

export function Back({ doc }: { doc: Doc }) {
  const t = useTexts();
  return (
    <Link className={s.back} to="/dossiers/$dossier" params={{ dossier: doc.dossier }} search={{ doc: doc.id }} aria-label={t.review.back} title={t.review.back}>
      <ArrowLeft size={16} aria-hidden />
    </Link>
  );
}

interface HeadProps {
  doc: Doc;
  view?: WordView | undefined;
  redline?: Redline | undefined;
  children?: ReactNode;
}

export function Head({ doc, view, redline, children }: HeadProps) {
  const t = useTexts();
  const facts = view?.facts;
  const shut = Boolean(facts?.protection && facts.protection !== 'trackedChanges');
  const older = redline && redline.state === 'open' && redline.version !== doc.version && view?.version_number;
  return (
    <>
      <div className={s.head}>
        <Back doc={doc} />
        <h2 title={doc.name}>{doc.name}</h2>
        {view && <span className={s.has}>{view.version_number !== null && <>{t.review.version(view.version_number)} · </>}{t.review.has(view.revisions.length, view.comments.length)}</span>}
        <span className={s.grow} />
        {children}
      </div>
      {(older || shut || facts?.macros || facts?.signed) && (
        <div className={s.facts}>
          {older ? <Notice tone="warn">{t.review.older(older, doc.version_number)}</Notice> : null}
          {shut && <Notice tone="warn">{t.review.protection}</Notice>}
          {facts?.signed && <Notice tone="warn">{t.review.signed}</Notice>}
          {facts?.macros && <Notice>{t.review.macros}</Notice>}
        </div>
      )}
    </>
  );
}
