/** One register as a table, with its way in and out as a file. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft, Download, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { Cell, Column, Row as TableRow, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { exportRows, register, type RegisterDetail, type Row } from '../../api/registers';
import { useActions } from '../../app/keys';
import { bare } from '../../i18n/bare';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, Loading, Notice, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { ToTests } from '../training/door';
import { FillRow } from './fill';
import { ImportRows } from './import';
import { handOver } from '../../ui/hand-over';
import { useRows } from './pages';
import { Trouble } from './trouble';
import { daysUntil, nextCycle, shown } from './values';
import { Frame, renewed, StateTag } from './state';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import l from '../library/library.module.css';
import s from './register.module.css';
import ui from '../../ui/ui.module.css';

/** For how many rows the way to renew them is offered at once; each row offers it too. */
const MOST_RENEWED = 8;

export function RegisterPage() {
  const { w, language } = useWords();
  const { register: key } = useParams({ from: '/registers/$register' });
  const found = useQuery(register(key, language));
  useTitle(found.data?.name ?? w.title);
  if (found.data) return <Page one={found.data} />;
  return <Frame>{found.error ? <ProblemNotice error={found.error} onRetry={() => void found.refetch()} /> : <Loading />}</Frame>;
}

function Page({ one }: { one: RegisterDetail }) {
  const { w, f } = useWords();
  // opened for a row about somebody
  const { about } = useSearch({ from: '/registers/$register' });
  const navigate = useNavigate();
  const [doing, setDoing] = useState<'add' | 'import' | null>(about && one.adds ? 'add' : null);
  const shut = () => {
    setDoing(null);
    if (about) void navigate({ to: '/registers/$register', params: { register: one.key }, search: {}, replace: true });
  };
  const save = useMutation({ mutationFn: () => exportRows(one.key), onSuccess: (file) => { handOver(file, `${one.key}.csv`); say(w.file.exported); } });
  useActions(one.adds ? [{ id: 'add-row', label: w.add, keys: 'n', run: () => setDoing('add') }] : []);
  const add = one.adds && <Button look="solid" onPress={() => setDoing('add')}><Plus size={16} aria-hidden />{one.at_once ? w.report : w.add}</Button>;
  return (
    <div className={l.library}>
      <header className={classes(l.top, s.top)}>
        <nav className={d.crumbs}><Link to="/registers" className={s.back}><ChevronLeft size={14} aria-hidden />{w.title}</Link></nav>
        <div className={d.row}>
          <h1>{one.name}</h1>
          <span className={d.grow} />
          {one.keeps && <Button onPress={() => setDoing('import')}><Upload size={16} aria-hidden />{w.file.import}</Button>}
          {one.keeps && <Button isPending={save.isPending} onPress={() => save.mutate()}><Download size={16} aria-hidden />{w.file.export}</Button>}
          {add}
        </div>
        <p>{one.purpose}</p>
        <p className={s.quiet}>{w.basis}: {one.basis.join('; ')}</p>
        {one.key === 'opleiding' && <p><ToTests /></p>}
      </header>
      <div className={l.body}>
        {save.error && <Trouble error={save.error} />}
        {one.unrecorded_before && <Notice><span>{w.unrecorded(f.short(one.unrecorded_before))}</span></Notice>}
        <List one={one} add={add} />
      </div>
      {doing === 'add' && <FillRow of={one} row={null} onClose={shut} {...(about ? { about } : {})} />}
      {doing === 'import' && <ImportRows of={one} onClose={() => setDoing(null)} />}
    </div>
  );
}

function List({ one, add }: { one: RegisterDetail; add: React.ReactNode }) {
  const { w, t, language } = useWords();
  const [question, setQuestion] = useState('');
  const words = bare(question).split(/\s+/).filter(Boolean);
  // what is looked for may be on a page that is not here yet
  const { found, all, coming } = useRows(one.key, language, words.length > 0);
  const [closed, setClosed] = useState(false);
  if (found.isPending) return <Loading />;
  if (found.error && all.length === 0) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (all.length === 0 && one.by_dossier) return <Empty title={w.emptyByDossier} help={w.emptyByDossierHelp} />;
  if (all.length === 0) return add ? <Empty title={w.empty} help={w.emptyHelp}>{add}</Empty> : <Empty title={w.emptyReadOnly} />;
  const text = (row: Row) => bare([row.title, row.owner?.name, ...one.fields.flatMap((field) => (row.values[field.key] ? [shown(field, row.values[field.key]!, w)] : []))].join(' '));
  const fits = (row: Row) => (closed || row.state !== 'closed') && words.every((word) => text(row).includes(word));
  const list = all.filter(fits);
  return (
    <>
      <Renewed one={one} rows={all} />
      <div className={l.tools}>
        <div className={l.search}><SearchBox label={w.find} value={question} onChange={setQuestion} /></div>
        {all.some((row) => row.state === 'closed') && <Button look="plain" onPress={() => setClosed(!closed)}>{closed ? w.hideClosed : w.showClosed}</Button>}
      </div>
      {list.length > 0 ? <Rows one={one} list={list} /> : coming ? <Loading /> : <p className={s.quiet}>{w.none}</p>}
      {found.isFetchNextPageError && <ProblemNotice error={found.error} onRetry={() => void found.fetchNextPage()} />}
      {found.hasNextPage && !found.isFetchNextPageError && <div className={d.more}><Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>{t.common.more}</Button></div>}
    </>
  );
}

/** Rows in force that were put in force before what they must hold became another thing: each with the way to do it. */
function Renewed({ one, rows }: { one: RegisterDetail; rows: Row[] }) {
  const { w } = useWords();
  const anew = rows.filter((row) => renewed(one, row));
  const [first] = anew;
  if (!first) return null;
  return (
    <Notice tone="bad">
      <span>{w.renewedRows(anew.length)} {renewed(one, first)?.renewed}</span>
      <span className={s.renew}>
        {anew.filter((row) => row.writes).slice(0, MOST_RENEWED).map((row) => (
          <Link key={row.id} to="/registers/$register/$row" params={{ register: one.key, row: row.id }} search={{ edit: true }} className={classes(ui.button, ui.ghost, ui.small)}>{w.renewRow(row.title)}</Link>
        ))}
      </span>
    </Notice>
  );
}

function Rows({ one, list }: { one: RegisterDetail; list: Row[] }) {
  const { w } = useWords();
  const title = one.fields[0];
  const columns = one.fields.filter((field) => field.column && field !== title).slice(0, 3);
  return (
    <div className={d.list}>
      <Table aria-label={w.table(one.name)} className={d.table ?? ''}>
        <TableHeader>
          <Column isRowHeader>{title?.label ?? w.name}</Column>
          {one.by_dossier && <Column className={d.middle ?? ''}>{w.dossier}</Column>}
          {columns.map((field, at) => <Column key={field.key} className={(at === 0 ? d.middle : d.wide) ?? ''}>{field.label}</Column>)}
          <Column className={d.wide ?? ''}>{w.owner}</Column>
          <Column>{w.due}</Column>
          <Column className={d.middle ?? ''}>{w.state}</Column>
        </TableHeader>
        <TableBody items={list} dependencies={[w]}>
          {(row) => (
            <TableRow id={row.id} href={`/registers/${one.key}/${row.id}`} textValue={row.title || w.removedTitle}>
              <Cell><span className={d.name}><b>{row.title || w.removedTitle}</b></span></Cell>
              {one.by_dossier && <Cell className={d.middle ?? ''}>{row.dossier?.name}</Cell>}
              {columns.map((field, at) => <Cell key={field.key} className={(at === 0 ? d.middle : d.wide) ?? ''}>{row.values[field.key] ? shown(field, row.values[field.key]!, w) : ''}</Cell>)}
              <Cell className={d.wide ?? ''}>{row.owner?.name ?? w.nobody}</Cell>
              <Cell><DueCell row={row} /></Cell>
              <Cell className={d.middle ?? ''}><StateTag row={row} /></Cell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </div>
  );
}

function DueCell({ row }: { row: Row }) {
  const { w } = useWords();
  const next = nextCycle(row);
  if (!next) return null;
  const days = daysUntil(next.due);
  return (
    <span className={s.dueCell}>
      <span>{next.name}</span>
      {next.state === 'checking' ? <Tag tone="warn">{w.cycleStates.checking}</Tag> : <small data-late={next.late || undefined}>{next.late && days >= 0 ? w.lateTag : w.days(days)}</small>}
    </span>
  );
}
