/** The dossiers one may see, with search, filters, and one key stop a row. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Lock, Plus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { dossiers, people, session } from '../../api/queries';
import type { DossierRow } from '../../api/types';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Chip } from '../../ui/chip';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, Loading, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { announce } from '../../ui/say';
import { ConflictBadge } from '../conflict/badge';
import { useTitle } from '../session/sign-in';
import { CreateDossier } from './create';
import shell from '../../app/shell.module.css';
import s from './dossier.module.css';

type Filter = { q?: string; state?: string; field?: string; responsible?: string; new?: boolean };

export function DossierList() {
  const t = useTexts();
  useTitle(t.dossiers.title);
  const filter: Filter = useSearch({ from: '/dossiers' });
  const navigate = useNavigate({ from: '/dossiers' });
  const me = useQuery(session).data?.user;
  const mayCreate = me?.role === 'lawyer' || me?.role === 'staff';
  const set = (part: Partial<Record<keyof Filter, string | boolean | undefined>>) =>
    void navigate({ search: (old: Filter) => clean({ ...old, ...part }), replace: true });
  const [creating, setCreating] = [Boolean(filter.new), (open: boolean) => set({ new: open || undefined })];
  useActions(mayCreate ? [{ id: 'new-dossier', label: t.help.keys.newDossier, keys: 'n', run: () => setCreating(true) }] : []);
  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1>{t.dossiers.title}</h1>
        {mayCreate && <Button look="solid" onPress={() => setCreating(true)}><Plus size={16} aria-hidden />{t.dossiers.new}</Button>}
      </div>
      <Tools filter={filter} set={set} />
      <List filter={filter} onCreate={mayCreate ? () => setCreating(true) : null} onClear={() => set({ q: undefined, state: undefined, field: undefined, responsible: undefined })} />
      {creating && <CreateDossier onClose={() => setCreating(false)} />}
    </div>
  );
}

function clean(parts: Record<string, string | boolean | undefined>): Filter {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as Filter;
}

function Tools(props: { filter: Filter; set: (part: Partial<Record<keyof Filter, string | undefined>>) => void }) {
  const t = useTexts();
  const { filter, set } = props;
  const { data = [] } = useQuery(people);
  const [words, setWords] = useState(filter.q ?? '');
  useEffect(() => {
    if (words === (filter.q ?? '')) return;
    const timer = setTimeout(() => set({ q: words || undefined }), 250);
    return () => clearTimeout(timer);
  });
  const anything = filter.state || filter.field || filter.responsible;
  return (
    <div className={s.tools}>
      <div className={s.search}><SearchBox label={t.dossiers.find} value={words} onChange={setWords} /></div>
      <div className={s.filters} role="group" aria-label={t.dossiers.filters}>
        <Chip label={t.dossiers.state} value={filter.state} choices={Object.entries(t.dossierStates)} onChoose={(state) => set({ state })} />
        <Chip label={t.dossiers.field} value={filter.field} choices={t.dossier.fields.map((name) => [name, name])} onChoose={(field) => set({ field })} />
        <Chip label={t.dossiers.responsible} value={filter.responsible} choices={data.filter((one) => one.role === 'lawyer').map((one) => [one.id, one.name])} onChoose={(responsible) => set({ responsible })} />
        {anything && (
          <Button look="link" small onPress={() => set({ state: undefined, field: undefined, responsible: undefined })}>
            <X size={14} aria-hidden />{t.dossiers.clearFilters}
          </Button>
        )}
      </div>
    </div>
  );
}

function List(props: { filter: Filter; onCreate: (() => void) | null; onClear: () => void }) {
  const t = useTexts();
  const { q, state, field, responsible } = props.filter;
  const found = useInfiniteQuery({ ...dossiers({ q, state, field_of_law: field, responsible }), placeholderData: keepPreviousData });
  const rows = (found.data?.pages ?? []).flatMap((page) => page.items);
  const filtered = Boolean(q || state || field || responsible);
  useEffect(() => {
    if (found.data && filtered) announce(`${rows.length} ${t.dossiers.title}`);
  }, [rows.length, filtered]);
  if (found.isPending) return <Loading />;
  if (found.error && rows.length === 0) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (rows.length === 0) {
    return filtered ? (
      <Empty title={t.dossiers.nothing}><Button onPress={props.onClear}>{t.dossiers.clearFilters}</Button></Empty>
    ) : (
      <Empty title={t.dossiers.empty} help={t.dossiers.emptyHelp}>
        {props.onCreate && <Button look="solid" onPress={props.onCreate}>{t.dossiers.new}</Button>}
      </Empty>
    );
  }
  return (
    <div className={s.list}>
      <Rows rows={rows} />
      {found.hasNextPage && (
        <div className={s.more}>
          <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>{t.common.more}</Button>
        </div>
      )}
    </div>
  );
}

function Rows(props: { rows: DossierRow[] }) {
  const { t, f } = useReading();
  return (
    <Table aria-label={t.dossiers.title} className={s.table ?? ''}>
      <TableHeader>
        <Column isRowHeader>{t.dossiers.name}</Column>
        <Column className={s.middle ?? ''}>{t.dossiers.number}</Column>
        <Column className={s.wide ?? ''}>{t.dossiers.field}</Column>
        <Column className={s.wide ?? ''}>{t.dossiers.responsible}</Column>
        <Column className={`${s.num} ${s.middle}`}>{t.dossiers.documents}</Column>
        <Column className={s.num ?? ''}>{t.dossiers.updated}</Column>
      </TableHeader>
      <TableBody items={props.rows} dependencies={[t]}>
        {(row) => (
          <Row id={row.id} href={`/dossiers/${row.id}`} textValue={row.name}>
            <Cell textValue={row.name}>
              <span className={s.name}>
                <b>
                  {row.name} {row.access === 'members' && <Lock size={13} aria-label={t.access.members} role="img" />}{' '}
                  {row.state === 'closed' && <Tag tone="quiet">{t.dossierStates.closed}</Tag>}
                  <ConflictBadge dossier={row} />
                </b>
                <small>{parties(row, t.dossiers.against)}</small>
              </span>
            </Cell>
            <Cell className={s.middle ?? ''}>{row.number || t.common.none}</Cell>
            <Cell className={s.wide ?? ''}>{row.field_of_law || t.common.none}</Cell>
            <Cell className={s.wide ?? ''}>{row.responsible?.name ?? t.common.none}</Cell>
            <Cell className={`${s.num} ${s.middle}`}>{f.number(row.documents)}</Cell>
            <Cell className={s.num ?? ''}>{f.short(row.updated_at)}</Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

function parties(row: DossierRow, against: (name: string) => string): string {
  const others = row.counterparties.join(', ');
  return [row.client, others && against(others)].filter(Boolean).join(' ');
}
