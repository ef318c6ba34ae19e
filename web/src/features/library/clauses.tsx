/** The clauses of the firm in a list. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { clauses, type Clause } from '../../api/drafter';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Chip } from '../../ui/chip';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useLibraryRights } from './library';
import { TONES } from './templates';
import d from '../dossier/dossier.module.css';
import ui from '../../ui/ui.module.css';
import s from './library.module.css';

export function Clauses() {
  const t = useTexts();
  const [filter, setFilter] = useState<{ q: string; tag?: string | undefined }>({ q: '' });
  const asked = useDeferredValue(filter);
  const found = useQuery({ ...clauses({ q: asked.q.trim(), tag: asked.tag }), placeholderData: keepPreviousData });
  const everything = useQuery(clauses({})).data;
  const tags = useMemo(() => [...new Set((everything ?? []).flatMap((one) => one.tags))].sort((a, b) => a.localeCompare(b, 'nl')), [everything]);
  const { write } = useLibraryRights();
  const navigate = useNavigate();
  useActions(write ? [{ id: 'add-clause', label: t.clauses.add, keys: 'n', run: () => void navigate({ to: '/drafting/clauses/new' }) }] : []);
  const list = found.data ?? [];
  const filtered = Boolean(asked.q.trim() || asked.tag);
  const add = write && <Link to="/drafting/clauses/new" className={classes(ui.button, ui.solid)}><Plus size={16} aria-hidden />{t.clauses.add}</Link>;
  return (
    <div className={s.body}>
      <div className={s.tools}>
        <div className={s.search}><SearchBox label={t.clauses.find} value={filter.q} onChange={(q) => setFilter({ ...filter, q })} /></div>
        {tags.length > 0 && <Chip label={t.clauses.tag} value={filter.tag} choices={tags.map((tag) => [tag, tag])} onChoose={(tag) => setFilter({ ...filter, tag })} />}
        <span className={s.grow} />
        {list.length > 0 || filtered ? add : null}
      </div>
      {found.isPending ? <Loading /> : found.error ? <ProblemNotice error={found.error} onRetry={() => void found.refetch()} /> : list.length > 0 ? <Rows list={list} /> : filtered ? (
        <Empty title={t.clauses.none} help={t.clauses.noneHelp}><Button onPress={() => setFilter({ q: '' })}>{t.library.noFilter}</Button></Empty>
      ) : (
        <Empty title={t.clauses.empty} help={t.clauses.emptyHelp}>{add}</Empty>
      )}
    </div>
  );
}

function Rows({ list }: { list: Clause[] }) {
  const { t, f } = useReading();
  return (
    <div className={d.list}>
      <Table aria-label={t.clauses.list} className={d.table ?? ''}>
        <TableHeader>
          <Column isRowHeader>{t.clauses.name}</Column>
          <Column className={d.wide ?? ''}>{t.clauses.wordings}</Column>
          <Column>{t.library.state}</Column>
          <Column className={classes(d.middle, d.num)}>{t.library.updated}</Column>
        </TableHeader>
        <TableBody items={list} dependencies={[t]}>
          {(one) => (
            <Row id={one.id} href={`/drafting/clauses/${one.id}`} textValue={one.title}>
              <Cell><span className={d.name}><b>{one.title}</b><small>{one.tags.join(', ')}</small></span></Cell>
              <Cell className={d.wide ?? ''}>{one.variants.map((variant) => t.stances[variant.stance]).join(', ')}</Cell>
              <Cell><Tag tone={TONES[one.state]}>{t.libraryStates[one.state]}</Tag></Cell>
              <Cell className={classes(d.middle, d.num)}>{f.ago(one.updated_at)}</Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
