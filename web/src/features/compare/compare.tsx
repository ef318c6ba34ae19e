/** Two versions of Word documents side by side: which, how they differ, and the difference kept as a document. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeftRight, ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { compare, comparison, documents, dossier as dossierQuery, placeMarks, renew, type VersionOf, versions } from '../../api/queries';
import type { Comparison, Doc, Id } from '../../api/types';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Pick } from '../../ui/fields';
import { Button, Empty, IconButton, Loading, Notice, Spinner, Tag, classes } from '../../ui/parts';
import { announce } from '../../ui/say';
import { Fault } from '../review/fault';
import { spotOf } from '../document/spot';
import { useTitle } from '../session/sign-in';
import { Rows } from './rows';
import { cited, places, turn, type Cited } from './walk';
import ui from '../../ui/ui.module.css';
import s from './compare.module.css';

const PLACE = '/dossiers/$dossier/compare';

type Chosen = { old?: string; old_version?: string; new?: string; new_version?: string };
type Place = Chosen & { page?: number; from?: number; to?: number };

export function Compare() {
  const t = useTexts();
  useTitle(t.compare.title);
  const { dossier } = useParams({ from: PLACE });
  const list = useInfiniteQuery(documents(dossier));
  useEffect(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  }, [list.hasNextPage, list.isFetchingNextPage, list.data]);
  const docs = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.items).filter((one) => one.kind === 'docx'), [list.data]);
  if (list.isPending) return <Loading />;
  if (list.error && docs.length === 0) return <div className={s.fault}><Fault error={list.error} onRetry={() => void list.refetch()} /></div>;
  if (docs.length === 0) {
    return (
      <Empty title={t.compare.noWord} help={t.compare.noWordHelp}>
        <Link to="/dossiers/$dossier" params={{ dossier }} className={classes(ui.button, ui.solid)}>{t.dossier.bench}</Link>
      </Empty>
    );
  }
  return <Desk dossier={dossier} docs={docs} />;
}

/** The two sides as they were chosen; of one document the version before its last is the first to compare with. */
function useSides() {
  const { page: _page, from: _from, to: _to, ...chosen }: Place = useSearch({ from: PLACE });
  const navigate = useNavigate({ from: PLACE });
  const set = (part: Chosen) => void navigate({ search: Object.fromEntries(Object.entries({ ...chosen, ...part }).filter(([, value]) => value)), replace: true });
  const rightVersions = useQuery({ ...versions(chosen.new ?? ''), enabled: Boolean(chosen.new) }).data;
  const left = chosen.old ?? ((rightVersions?.length ?? 0) > 1 ? chosen.new : undefined);
  const leftVersions = useQuery({ ...versions(left ?? ''), enabled: Boolean(left) }).data;
  const newest = rightVersions?.[0]?.id;
  const version = chosen.old_version ?? (left === chosen.new ? leftVersions?.[1]?.id : leftVersions?.[0]?.id);
  const old: Partial<VersionOf> = { ...(left ? { document: left } : {}), ...(version ? { version } : {}) };
  const right = chosen.new_version ?? newest;
  const now: Partial<VersionOf> = { ...(chosen.new ? { document: chosen.new } : {}), ...(right ? { version: right } : {}) };
  return { old, now, set };
}

const isWhole = (one: Partial<VersionOf>): one is VersionOf => Boolean(one.document && one.version);

function Desk({ dossier, docs }: { dossier: Id; docs: Doc[] }) {
  const t = useTexts();
  const { old, now, set } = useSides();
  const swap = () => set({ old: now.document ?? '', old_version: now.version ?? '', new: old.document ?? '', new_version: old.version ?? '' });
  const both = isWhole(old) && isWhole(now);
  const same = both && old.version === now.version;
  return (
    <div className={s.compare}>
      <div className={s.head}>
        <Side name={t.compare.old} docs={docs} chosen={old} onChoose={(document, version) => set({ old: document, old_version: version ?? '' })} />
        <IconButton label={t.compare.swap} icon={<ArrowLeftRight size={16} aria-hidden />} isDisabled={!both} onPress={swap} />
        <Side name={t.compare.new} docs={docs} chosen={now} onChoose={(document, version) => set({ new: document, new_version: version ?? '' })} />
      </div>
      {!both && <Empty title={t.compare.choose} help={t.compare.chooseHelp} />}
      {same && <Empty title={t.compare.same} help={t.compare.sameHelp} />}
      {both && !same && <Compared key={`${old.version} ${now.version}`} dossier={dossier} old={old} now={now} />}
    </div>
  );
}

interface SideProps {
  name: string;
  docs: Doc[];
  chosen: Partial<VersionOf>;
  onChoose: (document: Id, version?: Id) => void;
}

function Side({ name, docs, chosen, onChoose }: SideProps) {
  const { t, f } = useReading();
  const { data = [] } = useQuery({ ...versions(chosen.document ?? ''), enabled: Boolean(chosen.document) });
  return (
    <fieldset className={s.side}>
      <legend>{name}</legend>
      <Pick label={t.compare.document} placeholder={t.compare.chooseDocument} value={chosen.document ?? null} onChange={(id) => onChoose(id)} choices={docs.map((one) => ({ id: one.id, name: one.name }))} />
      <Pick
        label={t.compare.version}
        placeholder={t.compare.chooseVersion}
        value={chosen.version ?? null}
        isDisabled={data.length === 0}
        onChange={(id) => chosen.document && onChoose(chosen.document, id)}
        choices={data.map((one) => ({ id: one.id, name: t.compare.versionLine(one.number, f.short(one.created_at)) }))}
      />
    </fieldset>
  );
}

function Compared({ dossier, old, now }: { dossier: Id; old: VersionOf; now: VersionOf }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(comparison(old, now));
  const total = data ? places(data.rows).length : null;
  useEffect(() => {
    if (total !== null) announce(t.compare.ready(total));
  }, [total]);
  if (error) return <div className={s.fault}><Fault error={error} onRetry={() => void refetch()} /></div>;
  if (!data) return <div className={s.busy} role="status" data-testid="loading"><Spinner size={20} /><p>{t.compare.busy}</p></div>;
  if (total === 0) return <Empty title={t.compare.equal} help={t.compare.equalHelp} />;
  return <Found dossier={dossier} data={data} old={old} now={now} />;
}

/** The row of the stretch of text that the address points at, where it is of the version on the right. */
function useCited(data: Comparison, now: VersionOf): Cited | undefined {
  const { new_version, page, from, to }: Place = useSearch({ from: PLACE });
  const spot = spotOf({ ...(new_version ? { version: new_version } : {}), ...(page ? { page } : {}), ...(from !== undefined ? { from } : {}), ...(to ? { to } : {}) });
  const there = spot?.version === now.version ? spot : undefined;
  const marks = useQuery({ ...placeMarks(now.document, now.version, there?.page ?? 1, there?.range ?? { start: 0, end: 1 }), enabled: there !== undefined }).data;
  return useMemo(() => (there && marks?.sure ? cited(data.rows, marks) : undefined), [data.rows, marks, there !== undefined]);
}

/** What differs between two versions of documents, with the place that the address points at. */
function Found({ dossier, data, old, now }: { dossier: Id; data: Comparison; old: VersionOf; now: VersionOf }) {
  const rights = useQuery(dossierQuery(dossier)).data?.rights;
  return (
    <Differences data={data} marked={useCited(data, now)}>
      {rights?.add_documents && <Keep dossier={dossier} save={() => compare(old, now, true)} />}
    </Differences>
  );
}

/** What differs, walked with two keys; `children` is what can be done with it. */
export function Differences({ data, marked, children }: { data: Comparison; marked?: Cited | undefined; children?: ReactNode }) {
  const t = useTexts();
  const where = useMemo(() => places(data.rows), [data.rows]);
  const [at, setAt] = useState<number | null>(null);
  const go = (by: 1 | -1) => {
    const next = turn(at, where.length, by);
    setAt(next);
    const row = next === null ? undefined : data.rows[where[next] ?? 0];
    if (next !== null && row) announce(`${t.compare.of(next + 1, where.length)}: ${t.rowKinds[row.kind]}. ${(row.new ?? row.old)?.pieces.map((one) => one.text).join('').slice(0, 160) ?? ''}`);
  };
  useActions([
    { id: 'next-difference', label: t.compare.next, keys: 'n', run: () => go(1) },
    { id: 'previous-difference', label: t.compare.previous, keys: 'p', run: () => go(-1) },
  ]);
  const { counts } = data;
  const tags = [
    [counts.changed, t.compare.changed], [counts.inserted, t.compare.inserted], [counts.deleted, t.compare.deleted], [counts.moved, t.compare.moved], [counts.not_shown, t.compare.notShown],
  ] as const;
  return (
    <>
      <div className={s.tools}>
        <IconButton small outlined label={t.compare.previous} icon={<ChevronUp size={15} aria-hidden />} onPress={() => go(-1)} />
        <IconButton small outlined label={t.compare.next} icon={<ChevronDown size={15} aria-hidden />} onPress={() => go(1)} />
        <span className={s.place}>{at === null ? t.compare.differences(where.length) : t.compare.of(at + 1, where.length)}</span>
        <span className={s.tags}>{tags.filter(([n]) => n > 0).map(([n, name]) => <Tag key={name(n)} tone="quiet">{name(n)}</Tag>)}</span>
        <span className={s.grow} />
        {children}
      </div>
      <Rows data={data} cited={marked} current={at === null ? null : (where[at] ?? null)} onPick={(row) => setAt(where.indexOf(row))} />
    </>
  );
}

/** The comparison as a document in the dossier. */
export function Keep({ dossier, save }: { dossier: Id; save: () => Promise<Comparison> }) {
  const t = useTexts();
  const keep = useMutation({
    mutationFn: save,
    onSuccess: () => {
      announce(t.compare.saved);
      void renew(documents(dossier).queryKey);
    },
  });
  const made = keep.data?.saved?.document;
  return (
    <>
      {keep.error && <div className={s.note}><Fault error={keep.error} /></div>}
      {made ? (
        <div className={s.note}>
          <Notice tone="ok">
            <span>{t.compare.saved}</span>
            <Link to="/dossiers/$dossier" params={{ dossier }} search={{ doc: made }} className={classes(ui.button, ui.link)}>{t.compare.openSaved}</Link>
          </Notice>
        </div>
      ) : (
        <Button small onPress={() => keep.mutate()} isPending={keep.isPending}>{keep.isPending && <Spinner size={13} />}{t.compare.save}</Button>
      )}
    </>
  );
}
