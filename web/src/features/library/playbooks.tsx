/** The playbooks of the firm in a list. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { playbooks, type Playbook } from '../../api/checks';
import { useActions } from '../../app/keys';
import { useReading } from '../../i18n/language';
import { Empty, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useLibraryRights } from './library';
import { TONES } from './templates';
import { usePlaybookWords } from './playbook-words';
import d from '../dossier/dossier.module.css';
import ui from '../../ui/ui.module.css';
import s from './library.module.css';

export function Playbooks() {
  const p = usePlaybookWords();
  const found = useQuery(playbooks);
  const { write } = useLibraryRights();
  const navigate = useNavigate();
  useActions(write ? [{ id: 'add-playbook', label: p.add, keys: 'n', run: () => void navigate({ to: '/drafting/playbooks/new' }) }] : []);
  const list = found.data ?? [];
  const add = write && <Link to="/drafting/playbooks/new" className={classes(ui.button, ui.solid)}><Plus size={16} aria-hidden />{p.add}</Link>;
  return (
    <div className={s.body}>
      {list.length > 0 && <div className={s.tools}><span className={s.grow} />{add}</div>}
      {found.isPending ? <Loading /> : found.error ? <ProblemNotice error={found.error} onRetry={() => void found.refetch()} /> : list.length > 0 ? <Rows list={list} /> : (
        <Empty title={p.empty} help={p.emptyHelp}>{add}</Empty>
      )}
    </div>
  );
}

function Rows({ list }: { list: Playbook[] }) {
  const p = usePlaybookWords();
  const { t, f, language } = useReading();
  return (
    <div className={d.list}>
      <Table aria-label={p.list} className={d.table ?? ''}>
        <TableHeader>
          <Column isRowHeader>{p.name}</Column>
          <Column>{t.library.state}</Column>
          <Column className={classes(d.middle, d.num)}>{p.rules}</Column>
          <Column className={classes(d.wide, d.num)}>{t.library.version}</Column>
          <Column className={classes(d.wide, d.num)}>{t.library.updated}</Column>
        </TableHeader>
        <TableBody items={list} dependencies={[t]}>
          {(one) => (
            <Row id={one.id} href={`/drafting/playbooks/${one.id}`} textValue={one.title[language]}>
              <Cell><span className={d.name}><b>{one.title[language]}</b><small>{one.kind}</small></span></Cell>
              <Cell><Tag tone={TONES[one.state]}>{t.libraryStates[one.state]}</Tag></Cell>
              <Cell className={classes(d.middle, d.num)}>{f.number(one.rule_count)}</Cell>
              <Cell className={classes(d.wide, d.num)}>{f.number(one.version_number)}</Cell>
              <Cell className={classes(d.wide, d.num)}>{f.ago(one.updated_at)}</Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
