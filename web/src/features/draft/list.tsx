/** The drafts of a dossier. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { drafts, type Draft } from '../../api/drafter';
import { dossier as dossierQuery } from '../../api/queries';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Empty, IconButton, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { RemoveDraft } from './ask';
import { TONES } from './states';
import d from '../dossier/dossier.module.css';
import ui from '../../ui/ui.module.css';
import s from './draft.module.css';

export function DraftList() {
  const t = useTexts();
  const { dossier } = useParams({ from: '/dossiers/$dossier/drafts' });
  const navigate = useNavigate();
  const found = useQuery(drafts(dossier));
  const rights = useQuery(dossierQuery(dossier)).data?.rights;
  const may = rights?.add_documents ?? false;
  const begin = () => void navigate({ to: '/dossiers/$dossier/drafts/new', params: { dossier } });
  useActions(may ? [{ id: 'new-draft', label: t.drafts.new, keys: 'n', run: begin }] : []);
  const add = may && <Link to="/dossiers/$dossier/drafts/new" params={{ dossier }} className={classes(ui.button, ui.ghost)}><Plus size={16} aria-hidden />{t.drafts.new}</Link>;
  if (found.isPending) return <Loading />;
  if (found.error && !found.data) return <div className={s.list}><ProblemNotice error={found.error} onRetry={() => void found.refetch()} /></div>;
  const list = found.data ?? [];
  if (list.length === 0) return may ? <Empty title={t.drafts.empty} help={t.drafts.emptyHelp}>{add}</Empty> : <Empty title={t.drafts.emptyReadOnly} />;
  return (
    <div className={s.list}>
      <header><h2>{t.drafts.title}</h2>{add}</header>
      <Rows list={list} may={may} />
    </div>
  );
}

function Rows({ list, may }: { list: Draft[]; may: boolean }) {
  const { t, f } = useReading();
  const [removing, setRemoving] = useState<Draft | null>(null);
  return (
    <div className={d.list}>
      <Table aria-label={t.drafts.list} className={d.table ?? ''}>
        <TableHeader>
          <Column isRowHeader>{t.drafts.name}</Column>
          <Column>{t.drafts.state}</Column>
          <Column className={d.wide ?? ''}>{t.drafts.template}</Column>
          <Column className={classes(d.num, d.middle)}>{t.drafts.updated}</Column>
          <Column><span className="hidden">{t.common.actions}</span></Column>
        </TableHeader>
        <TableBody items={list} dependencies={[t]}>
          {(one) => (
            <Row id={one.id} href={`/dossiers/${one.dossier}/drafts/${one.id}${one.text ? '/text' : ''}`} textValue={one.name}>
              <Cell><span className={d.name}><b>{one.name}</b>{!one.text && one.missing.length > 0 && <small>{t.drafts.missing(one.missing.length)}</small>}</span></Cell>
              <Cell><Tag tone={TONES[one.state]}>{t.draftStates[one.state]}</Tag></Cell>
              <Cell className={d.wide ?? ''}>{one.template.name}</Cell>
              <Cell className={classes(d.num, d.middle)}>{f.ago(one.updated_at)}</Cell>
              <Cell className={d.num ?? ''}>{may && <IconButton small label={t.drafts.removeOf(one.name)} icon={<Trash2 size={15} aria-hidden />} onPress={() => setRemoving(one)} />}</Cell>
            </Row>
          )}
        </TableBody>
      </Table>
      {removing && <RemoveDraft draft={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
