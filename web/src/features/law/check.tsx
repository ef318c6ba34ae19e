/** The report on one document: all its legal references with what is said of each about a day. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { references, VERDICTS, type Referred } from '../../api/law';
import { document as documentQuery } from '../../api/queries';
import type { Doc, Id } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button, Empty, Loading, Notice, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { announce } from '../../ui/say';
import { noon } from '../deadline/days';
import { pageName } from '../document/page-name';
import { unreadPages } from '../document/row';
import { readDay, showDay } from '../draft/written';
import { useTitle } from '../session/sign-in';
import { ReferenceList } from './list';
import type { Group, Opened } from './open';
import LawSheet from './sheet';
import s from './law.module.css';

const PLACE = '/dossiers/$dossier/documents/$document/references';

export function CheckReferences() {
  const t = useTexts();
  const { document } = useParams({ from: PLACE });
  useTitle(t.law.check);
  const { data: doc, error, refetch } = useQuery(documentQuery(document));
  if (error && !doc) return <div className={s.check}><ProblemNotice error={error} onRetry={() => void refetch()} /></div>;
  if (!doc) return <Loading />;
  return <Report doc={doc} />;
}

function Report({ doc }: { doc: Doc }) {
  const { t, f } = useReading();
  const { version = doc.version, on } = useSearch({ from: PLACE });
  const { data, error, isPending, refetch } = useQuery(references(doc.id, version, on));
  const [opened, setOpened] = useState<{ what: Opened; name: string } | null>(null);
  const total = data?.items.length;
  useEffect(() => {
    if (total !== undefined) announce(t.law.found(total));
  }, [total]);
  return (
    <div className={s.check}>
      <header className={s.checkHead}>
        <h2>{t.law.check}</h2>
        <Link to="/dossiers/$dossier" params={{ dossier: doc.dossier }} search={{ doc: doc.id }}>{doc.name}</Link>
        <Day key={data?.on ?? ''} day={data?.on ?? on ?? ''} />
      </header>
      <p className={s.quiet}>{t.law.checkLead}</p>
      {unreadPages(doc) > 0 && <Notice tone="warn">{t.viewer.unread(unreadPages(doc))}</Notice>}
      {doc.recognised && <Notice tone="warn">{t.viewer.recognised}</Notice>}
      {isPending && <Loading />}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data && data.items.length === 0 && <Empty level={3} title={t.law.noReferences} help={t.law.noReferencesHelp} />}
      {data && data.items.length > 0 && (
        <>
          <Totals items={data.items} on={f.day(noon(data.on))} />
          <ReferenceList label={t.law.references} items={data.items} places={(group) => <Places doc={doc} version={version} group={group} />} onOpen={(what, name) => setOpened({ what, name })} />
        </>
      )}
      {opened && <LawSheet opened={opened.what} name={opened.name} onClose={() => setOpened(null)} />}
    </div>
  );
}

/** The day whose law is meant. */
function Day({ day }: { day: string }) {
  const t = useTexts();
  const navigate = useNavigate({ from: PLACE });
  const [typed, setTyped] = useState(day ? showDay(day) : '');
  const read = readDay(typed);
  const go = () => read && void navigate({ search: (now) => ({ ...now, on: read }) });
  return (
    <form className={s.day} onSubmit={(event) => { event.preventDefault(); go(); }}>
      <Field label={t.law.day} value={typed} onChange={setTyped} placeholder="31-01-2024" error={typed && !read ? t.counting.notADay : undefined} />
      <Button type="submit" isDisabled={!read || read === day}>{t.law.checkAgain}</Button>
    </form>
  );
}

function Totals({ items, on }: { items: Referred[]; on: string }) {
  const t = useTexts();
  const count = (verdict: string) => items.filter((one) => one.reason.verdict === verdict).length;
  return (
    <p className={s.totals} data-testid="totals">
      <b>{t.law.totals(items.length, on)}</b>
      {VERDICTS.filter((one) => count(one) > 0).map((one) => <Tag key={one} tone={one === 'impossible' ? 'bad' : one === 'mismatch' ? 'warn' : 'quiet'}>{count(one)} {t.lawVerdicts[one]}</Tag>)}
    </p>
  );
}

/** The places of a reference in the document, each a way to it. */
function Places({ doc, version, group }: { doc: Doc; version: Id; group: Group }) {
  const t = useTexts();
  const shown = group.places.slice(0, MOST);
  const nth = (index: number) => shown.slice(0, index + 1).filter((one) => one.page === shown[index]?.page).length;
  return shown.map((one, index) => (
    <Link key={index} to="/dossiers/$dossier" params={{ dossier: doc.dossier }} search={{ doc: doc.id, version, page: one.page ?? 1, from: one.range.start, to: one.range.end }}>
      {t.law.atPlace(pageName(t, doc.kind, one.page ?? 1), nth(index))}
    </Link>
  ));
}

const MOST = 12;
