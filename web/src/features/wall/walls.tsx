/** Ethical walls: who is kept from which dossier, and why. For the firm's administrators. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { call } from '../../api/client';
import { renew, session, walls } from '../../api/queries';
import type { Wall } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Confirm } from '../../ui/dialog';
import { Button, Empty, Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { RaiseWall } from './raise';
import shell from '../../app/shell.module.css';
import d from '../dossier/dossier.module.css';
import s from './wall.module.css';

export function Walls() {
  const t = useTexts();
  useTitle(t.walls.title);
  const me = useQuery(session).data?.user;
  const [raising, setRaising] = useState(false);
  const may = me?.role === 'firm_administrator';
  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1>{t.walls.title}</h1>
        {may && <Button look="solid" onPress={() => setRaising(true)}><Plus size={16} aria-hidden />{t.walls.raise}</Button>}
        <p>{t.walls.lead}</p>
      </div>
      {may ? <List onRaise={() => setRaising(true)} /> : <Empty title={t.walls.onlyAdministrators} />}
      {raising && <RaiseWall onClose={() => setRaising(false)} />}
    </div>
  );
}

function List(props: { onRaise: () => void }) {
  const t = useTexts();
  const found = useInfiniteQuery(walls);
  const [lifting, setLifting] = useState<Wall | null>(null);
  const lift = useMutation({
    mutationFn: (wall: Wall) => call<void>(`/walls/${wall.dossier}/${wall.person.id}`, { method: 'DELETE' }),
    onSuccess: (_, wall) => {
      say(t.walls.lifted(wall.person.name, wall.dossier_number));
      return renew(walls.queryKey);
    },
    onSettled: () => setLifting(null),
  });
  const rows = (found.data?.pages ?? []).flatMap((page) => page.items);
  if (found.isPending) return <Loading />;
  if (found.error && rows.length === 0) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (rows.length === 0) return <Empty title={t.walls.empty} help={t.walls.emptyHelp}><Button onPress={props.onRaise}>{t.walls.raise}</Button></Empty>;
  return (
    <div className={d.list}>
      {lift.error && <ProblemNotice error={lift.error} />}
      <Rows rows={rows} onLift={setLifting} />
      {found.hasNextPage && <div className={d.more}><Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>{t.common.more}</Button></div>}
      {lifting && (
        <Confirm
          open
          title={t.walls.lift(lifting.person.name)}
          text={t.walls.liftSure(lifting.person.name, lifting.dossier_number)}
          action={t.walls.liftAction}
          busy={lift.isPending}
          onClose={() => setLifting(null)}
          onConfirm={() => lift.mutate(lifting)}
        />
      )}
    </div>
  );
}

function Rows(props: { rows: Wall[]; onLift: (wall: Wall) => void }) {
  const { t, f } = useReading();
  return (
    <Table aria-label={t.walls.title} className={d.table ?? ''}>
      <TableHeader>
        <Column isRowHeader>{t.walls.person}</Column>
        <Column>{t.walls.dossier}</Column>
        <Column className={d.middle ?? ''}>{t.walls.reason}</Column>
        <Column className={d.wide ?? ''}>{t.walls.raised}</Column>
        <Column><span className="hidden">{t.common.actions}</span></Column>
      </TableHeader>
      <TableBody items={props.rows.map((wall) => ({ ...wall, id: `${wall.dossier} ${wall.person.id}` }))}>
        {(wall) => (
          <Row id={wall.id} textValue={`${wall.person.name}, ${wall.dossier_number}`}>
            <Cell><b>{wall.person.name}</b></Cell>
            <Cell>{wall.dossier_number}</Cell>
            <Cell className={d.middle ?? ''}><span className={s.reason}>{wall.reason}</span></Cell>
            <Cell className={d.wide ?? ''}>{f.short(wall.raised_at)}{wall.raised_by && `, ${wall.raised_by.name}`}</Cell>
            <Cell className={d.num ?? ''}><Button small onPress={() => props.onLift(wall)} aria-label={t.walls.lift(wall.person.name)}>{t.walls.liftAction}</Button></Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}
