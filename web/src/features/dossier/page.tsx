/** The head of a dossier and its parts. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { dossier, pending } from '../../api/queries';
import { NotFound, Trouble } from '../../app/states';
import { ApiError } from '../../api/client';
import { useTexts } from '../../i18n/language';
import { Button, Loading, Tag, classes } from '../../ui/parts';
import { ConflictBadge } from '../conflict/badge';
import { addFiles, fromInput } from '../document/upload';
import { useTitle } from '../session/sign-in';
import ui from '../../ui/ui.module.css';
import s from './dossier.module.css';

/** Where one works on a single piece: there the head of the dossier makes room. */
const CLOSE_WORK = /\/(documents\/[^/]+\/(review|references)|compare|checks\/[^/]+|drafts\/[^/]+(\/(text|compare))?)\/?$/;

export function DossierPage() {
  const t = useTexts();
  // the lists of sanctions are reached by the overview, and are part of it
  const sanctions = useLocation({ select: (place) => /\/sanctions(\/|$)/.test(place.pathname) });
  const close = useLocation({ select: (place) => CLOSE_WORK.test(place.pathname) });
  const { dossier: id } = useParams({ from: '/dossiers/$dossier' });
  const { data, error, refetch } = useQuery(dossier(id));
  const half = useQuery({ ...pending(id), enabled: data?.rights.add_documents ?? false }).data ?? [];
  useTitle(data?.name ?? t.dossiers.title);
  if (error && !data) return error instanceof ApiError && error.status === 404 ? <NotFound /> : <Trouble error={error} reset={() => void refetch()} />;
  if (!data) return <><h1 className="hidden">{t.nav.dossiers}</h1><Loading /></>;
  if (close) {
    return (
      <div className={s.page}>
        <header className={s.slim}>
          <nav className={s.crumbs} aria-label={t.nav.dossiers}>
            <Link to="/dossiers">{t.nav.dossiers}</Link>
            <span aria-hidden>›</span>
            <h1><Link to="/dossiers/$dossier" params={{ dossier: id }}>{data.name}</Link></h1>
          </nav>
        </header>
        <Outlet />
      </div>
    );
  }
  return (
    <div className={s.page}>
      <header className={s.top}>
        <nav className={s.crumbs} aria-label={t.nav.dossiers}>
          <Link to="/dossiers">{t.nav.dossiers}</Link>
          <span aria-hidden>›</span>
          <span>{data.number || data.client || t.dossiers.name}</span>
        </nav>
        <div className={s.row}>
          <h1>{data.name}</h1>
          {data.field_of_law && <Tag>{data.field_of_law}</Tag>}
          {data.access === 'members' && <Tag tone="quiet">{t.dossier.confidential}</Tag>}
          {data.ai === 'forbidden' && <Tag tone="warn">{t.dossier.noAi}</Tag>}
          {data.state === 'closed' && <Tag tone="warn">{t.dossier.closed}</Tag>}
          <ConflictBadge dossier={data} />
          <div className={s.acts}>
            {data.rights.add_documents && <Link to="/dossiers/$dossier/drafts/new" params={{ dossier: id }} className={classes(ui.button, ui.ghost)}>{t.drafts.draft}</Link>}
            {data.rights.add_documents && (
              <FileTrigger allowsMultiple onSelect={(files) => files && addFiles(id, fromInput(files), half)}>
                <Button look="solid"><Plus size={16} aria-hidden />{t.documents.add}</Button>
              </FileTrigger>
            )}
          </div>
        </div>
        <nav className={s.tabs} aria-label={t.dossier.tabs}>
          <Link to="/dossiers/$dossier/overview" params={{ dossier: id }} {...(sanctions ? { 'aria-current': 'page' as const } : {})}>{t.dossier.overview}</Link>
          <Link to="/dossiers/$dossier" params={{ dossier: id }} activeOptions={{ exact: true, includeSearch: false }}>{t.dossier.bench}</Link>
          <Link to="/dossiers/$dossier/checks" params={{ dossier: id }}>{t.checks.title}</Link>
          <Link to="/dossiers/$dossier/drafts" params={{ dossier: id }}>{t.drafts.title}</Link>
          <Link to="/dossiers/$dossier/deadlines" params={{ dossier: id }}>{t.deadlines.title}</Link>
          <Link to="/dossiers/$dossier/duties" params={{ dossier: id }}>{t.dossier.duties}</Link>
        </nav>
      </header>
      <Outlet />
    </div>
  );
}
