/** The templates of the firm in a list. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { templates, type Template } from '../../api/drafter';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Chip } from '../../ui/chip';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { AddTemplate } from './add-template';
import { useLibraryRights } from './library';
import d from '../dossier/dossier.module.css';
import s from './library.module.css';

export const TONES = { concept: 'warn', approved: 'ok', withdrawn: 'quiet' } as const;

interface Filter {
  q: string;
  kind?: string | undefined;
  state?: string | undefined;
}

export function Templates() {
  const t = useTexts();
  const [filter, setFilter] = useState<Filter>({ q: '' });
  const asked = useDeferredValue(filter);
  const found = useQuery({ ...templates({ q: asked.q.trim(), kind: asked.kind, state: asked.state }), placeholderData: keepPreviousData });
  const { write } = useLibraryRights();
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  useActions(write ? [{ id: 'add-template', label: t.templates.add, keys: 'n', run: () => setAdding(true) }] : []);
  const list = (found.data ?? []).filter((one) => asked.state === 'withdrawn' || one.state !== 'withdrawn');
  const filtered = Boolean(asked.q.trim() || asked.kind || asked.state);
  const add = write && <Button look="solid" onPress={() => setAdding(true)}><Plus size={16} aria-hidden />{t.templates.add}</Button>;
  return (
    <div className={s.body}>
      <div className={s.tools}>
        <div className={s.search}><SearchBox label={t.templates.find} value={filter.q} onChange={(q) => setFilter({ ...filter, q })} /></div>
        <Chip label={t.templates.kind} value={filter.kind} choices={Object.entries(t.templateKinds)} onChoose={(kind) => setFilter({ ...filter, kind })} />
        <Chip label={t.library.state} value={filter.state} choices={Object.entries(t.libraryStates)} onChoose={(state) => setFilter({ ...filter, state })} />
        <span className={s.grow} />
        {list.length > 0 || filtered ? add : null}
      </div>
      {found.isPending ? <Loading /> : found.error ? <ProblemNotice error={found.error} onRetry={() => void found.refetch()} /> : list.length > 0 ? <Rows list={list} /> : filtered ? (
        <Empty title={t.templates.none} help={t.templates.noneHelp}><Button onPress={() => setFilter({ q: '' })}>{t.library.noFilter}</Button></Empty>
      ) : (
        <Empty title={t.templates.empty} help={t.templates.emptyHelp}>{add}</Empty>
      )}
      {adding && <AddTemplate onClose={() => setAdding(false)} onAdded={(made) => void navigate({ to: '/drafting/templates/$template', params: { template: made.id } })} />}
    </div>
  );
}

function Rows({ list }: { list: Template[] }) {
  const { t, f } = useReading();
  return (
    <div className={d.list}>
      <Table aria-label={t.templates.list} className={d.table ?? ''}>
        <TableHeader>
          <Column isRowHeader>{t.templates.name}</Column>
          <Column className={d.middle ?? ''}>{t.templates.kind}</Column>
          <Column>{t.library.state}</Column>
          <Column className={classes(d.wide, d.num)}>{t.templates.questions}</Column>
          <Column className={classes(d.wide, d.num)}>{t.library.version}</Column>
        </TableHeader>
        <TableBody items={list} dependencies={[t]}>
          {(one) => (
            <Row id={one.id} href={`/drafting/templates/${one.id}`} textValue={one.name}>
              <Cell><span className={d.name}><b>{one.name}</b><small className={s.clamp}>{one.description}</small></span></Cell>
              <Cell className={d.middle ?? ''}><span className={s.two}>{t.templateKinds[one.kind]}{one.field_of_law && <small>{one.field_of_law}</small>}</span></Cell>
              <Cell><Tag tone={TONES[one.state]}>{t.libraryStates[one.state]}</Tag></Cell>
              <Cell className={classes(d.wide, d.num)}>{f.number(one.questions.length)}</Cell>
              <Cell className={classes(d.wide, d.num)}>{f.number(one.version_number)}</Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
