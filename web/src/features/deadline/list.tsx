/** The deadlines of a dossier, by day, with the steps before them. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CalendarPlus, CornerDownRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { deadlines, type Deadline } from '../../api/deadlines';
import { dossier as dossierQuery, session } from '../../api/queries';
import type { Dossier } from '../../api/types';
import { useActions } from '../../app/keys';
import { useReading } from '../../i18n/language';
import { Button, Empty, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { AddDeadline } from './add';
import { Calendars } from './calendars';
import { daysAhead, noon } from './days';
import { Details, type Rights } from './details';
import { isOpen, TONES } from './states';
import d from '../dossier/dossier.module.css';
import s from './deadline.module.css';

export function DeadlineList() {
  const { t, language } = useReading();
  const { dossier: id } = useParams({ from: '/dossiers/$dossier/deadlines' });
  const dossier = useQuery(dossierQuery(id)).data;
  const found = useQuery(deadlines(id, language));
  const lawyer = useQuery(session).data?.user?.role === 'lawyer';
  const write = dossier?.rights.add_documents ?? false;
  const [doing, setDoing] = useState<'add' | 'calendar' | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  useActions([
    ...(write ? [{ id: 'new-deadline', label: t.deadlines.add, keys: 'n', run: () => setDoing('add') }] : []),
    { id: 'calendar', label: t.deadlines.calendar, run: () => setDoing('calendar') },
  ]);
  if (found.isPending || !dossier) return <Loading />;
  if (found.error && !found.data) return <div className={s.list}><ProblemNotice error={found.error} onRetry={() => void found.refetch()} /></div>;
  const list = found.data ?? [];
  const open = list.find((one) => one.id === opened);
  const add = write && <Button onPress={() => setDoing('add')}><Plus size={16} aria-hidden />{t.deadlines.add}</Button>;
  return (
    <>
      {list.length === 0 ? (write ? <Empty title={t.deadlines.empty} help={t.deadlines.emptyHelp}>{add}</Empty> : <Empty title={t.deadlines.emptyReadOnly} />) : (
        <div className={s.list}>
          <header>
            <h2>{t.deadlines.title}</h2>
            <span className={s.grow} />
            <Button onPress={() => setDoing('calendar')}><CalendarPlus size={16} aria-hidden />{t.deadlines.calendar}</Button>
            {add}
          </header>
          <Rows list={list} onOpen={setOpened} />
        </div>
      )}
      <Layers dossier={dossier} doing={doing} open={open} rights={{ write, confirm: write && lawyer }} onClose={() => setDoing(null)} onCloseOpen={() => setOpened(null)} />
    </>
  );
}

interface LayersProps {
  dossier: Dossier;
  doing: 'add' | 'calendar' | null;
  open: Deadline | undefined;
  rights: Rights;
  onClose: () => void;
  onCloseOpen: () => void;
}

function Layers(props: LayersProps) {
  return (
    <>
      {props.doing === 'add' && <AddDeadline dossier={props.dossier} onClose={props.onClose} />}
      {props.doing === 'calendar' && <Calendars dossier={props.dossier} onClose={props.onClose} />}
      {props.open && <Details key={props.open.id} deadline={props.open} dossier={props.dossier} rights={props.rights} onClose={props.onCloseOpen} />}
    </>
  );
}

function Rows({ list, onOpen }: { list: Deadline[]; onOpen: (id: string) => void }) {
  const { t, f } = useReading();
  const weekday = new Intl.DateTimeFormat(t.locale, { weekday: 'short' });
  return (
    <div className={d.list}>
      <Table aria-label={t.deadlines.list} className={d.table ?? ''} onRowAction={(key) => onOpen(String(key))}>
        <TableHeader>
          <Column>{t.deadlines.last}</Column>
          <Column isRowHeader>{t.deadlines.what}</Column>
          <Column className={d.wide ?? ''}>{t.deadlines.who}</Column>
          <Column className={d.middle ?? ''}>{t.deadlines.state}</Column>
        </TableHeader>
        <TableBody items={list} dependencies={[t]}>
          {(one) => (
            <Row id={one.id} textValue={t.deadlines.open(one.title)}>
              <Cell>
                <span className={classes(s.day, !isOpen(one) && s.done)}>
                  <b>{weekday.format(noon(one.reckoning.last))} {f.short(noon(one.reckoning.last))}</b>
                  {isOpen(one) && <small data-late={daysAhead(one.reckoning.last) < 0 || undefined}>{t.deadlines.days(daysAhead(one.reckoning.last))}</small>}
                </span>
              </Cell>
              <Cell>
                <span className={classes(d.name, s.name)}>
                  <b>{one.parent && <CornerDownRight size={14} aria-hidden />}{one.title}</b>
                  <span className={s.narrow}><Tag tone={TONES[one.state]}>{t.deadlineStates[one.state]}</Tag></span>
                  <small>{one.parent ? t.deadlines.step(one.event) : one.source}</small>
                </span>
              </Cell>
              <Cell className={d.wide ?? ''}>{one.responsible?.name ?? t.deadlines.nobody}{one.standin && <small className={s.standin}>{t.deadlines.standin(one.standin.name)}</small>}</Cell>
              <Cell className={d.middle ?? ''}><Tag tone={TONES[one.state]}>{t.deadlineStates[one.state]}</Tag></Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
