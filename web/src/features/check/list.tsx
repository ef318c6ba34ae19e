/** The checks of a dossier, newest first. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { checks, type CheckHead } from '../../api/checks';
import { dossier as dossierQuery } from '../../api/queries';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Button, Empty, Loading, Spinner, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { NewCheck } from './new';
import { VERDICTS, TONES, isUnmade } from './states';
import { useCheckRun } from './texts';
import d from '../dossier/dossier.module.css';
import s from './check.module.css';

export function CheckList() {
  const t = useTexts();
  const { dossier } = useParams({ from: '/dossiers/$dossier/checks' });
  const navigate = useNavigate();
  const found = useQuery(checks(dossier));
  const may = useQuery(dossierQuery(dossier)).data?.rights.add_documents ?? false;
  const [adding, setAdding] = useState(false);
  useActions(may ? [{ id: 'new-check', label: t.checks.new, keys: 'n', run: () => setAdding(true) }] : []);
  if (found.isPending) return <Loading />;
  if (found.error && !found.data) return <div className={s.list}><ProblemNotice error={found.error} onRetry={() => void found.refetch()} /></div>;
  const list = found.data ?? [];
  const add = may && <Button onPress={() => setAdding(true)}><Plus size={16} aria-hidden />{t.checks.new}</Button>;
  return (
    <>
      {list.length === 0 ? (may ? <Empty title={t.checks.empty} help={t.checks.emptyHelp}>{add}</Empty> : <Empty title={t.checks.emptyReadOnly} />) : (
        <div className={s.list}>
          <header><h2>{t.checks.title}</h2><span className={s.grow} />{add}</header>
          <Rows list={list} dossier={dossier} />
        </div>
      )}
      {adding && <NewCheck dossier={dossier} onClose={() => setAdding(false)} onMade={(check) => void navigate({ to: '/dossiers/$dossier/checks/$check', params: { dossier, check } })} />}
    </>
  );
}

function Rows({ list, dossier }: { list: CheckHead[]; dossier: string }) {
  const { t, f, language } = useReading();
  return (
    <div className={d.list}>
      <Table aria-label={t.checks.list} className={d.table ?? ''}>
        <TableHeader>
          <Column isRowHeader>{t.checks.document}</Column>
          <Column>{t.checks.outcome}</Column>
          <Column className={d.wide ?? ''}>{t.checks.decision}</Column>
          <Column className={classes(d.num, d.middle)}>{t.checks.when}</Column>
        </TableHeader>
        <TableBody items={list} dependencies={[t]}>
          {(one) => (
            <Row id={one.id} href={`/dossiers/${dossier}/checks/${one.id}`} textValue={t.checks.open(one.document_name, one.playbook_title[language])}>
              <Cell>
                <span className={d.name}>
                  <b>{one.document_name}</b>
                  <small>{one.playbook_title[language]} · {t.checks.version(one.version_number)}{one.outdated && ` · ${t.checks.outdated}`}</small>
                </span>
              </Cell>
              <Cell><Outcome check={one} /></Cell>
              <Cell className={d.wide ?? ''}>{isUnmade(one.state) ? '' : t.checks.undecided(one.counts.undecided)}</Cell>
              <Cell className={classes(d.num, d.middle)}><span className={s.two}>{f.ago(one.created_at)}{one.created_by && <small>{one.created_by}</small>}</span></Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}

const STATES = { running: 'quiet', stopped: 'quiet', failed: 'bad' } as const;

/** How many findings of each verdict; or that there are none yet. */
function Outcome({ check }: { check: CheckHead }) {
  const t = useTexts();
  const run = useCheckRun();
  const { state } = check;
  if (isUnmade(state)) return <span className={s.tags}><Tag tone={STATES[state]}>{state === 'running' ? <><Spinner size={11} /> {run.busy}</> : run[state]}</Tag></span>;
  return <span className={s.tags}>{VERDICTS.filter((verdict) => check.counts[verdict] > 0 && verdict !== 'not_applicable').map((verdict) => <Tag key={verdict} tone={TONES[verdict]}>{t.checks.count(check.counts[verdict], t.verdicts[verdict])}</Tag>)}</span>;
}
