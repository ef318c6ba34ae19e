/** Secret addresses for calendar programs: made, shown once, revoked. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import { addCalendar, calendars, removeCalendar, type CalendarAddress } from '../../api/deadlines';
import { renew } from '../../api/queries';
import type { Dossier } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Field, Radios } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import d from '../dossier/dossier.module.css';
import s from './deadline.module.css';

const fresh = () => renew(calendars.queryKey);

export function Calendars({ dossier, onClose }: { dossier: Dossier; onClose: () => void }) {
  const t = useTexts();
  const [which, setWhich] = useState<'all' | 'dossier'>('all');
  const [shows, setShows] = useState<'plain' | 'full'>('plain');
  const make = useMutation({ mutationFn: () => addCalendar({ dossier: which === 'dossier' ? dossier.id : undefined, names: shows === 'full' }), onSuccess: fresh });
  const tooMany = make.error instanceof ApiError && make.error.status === 422;
  return (
    <Sheet title={t.calendars.title} open wide onClose={onClose}>
      <div className={d.form}>
        <p>{t.calendars.lead}</p>
        {make.error && (tooMany ? <Notice tone="bad" alert>{t.calendars.tooMany}</Notice> : <ProblemNotice error={make.error} />)}
        {make.data ? <Address path={make.data.path} /> : (
          <>
            <Radios label={t.calendars.which} inline value={which} onChange={setWhich} choices={[{ id: 'all', name: t.calendars.all }, { id: 'dossier', name: t.calendars.dossier }]} />
            <Radios
              label={t.calendars.names}
              value={shows}
              onChange={setShows}
              choices={[{ id: 'plain', name: t.calendars.plain, hint: t.calendars.plainHint }, { id: 'full', name: t.calendars.full, hint: t.calendars.fullHint }]}
            />
            <div><Button look="solid" isPending={make.isPending} onPress={() => make.mutate()}>{t.calendars.make}</Button></div>
          </>
        )}
        <Mine />
      </div>
    </Sheet>
  );
}

function Address({ path }: { path: string }) {
  const t = useTexts();
  const address = `${location.origin}${path}`;
  const copy = () => void navigator.clipboard.writeText(address).then(() => say(t.calendars.copied));
  return (
    <>
      <Notice tone="ok">{t.calendars.made}</Notice>
      <div className={s.address}>
        <Field label={t.calendars.address} value={address} isReadOnly />
        <Button onPress={copy}><Copy size={15} aria-hidden />{t.calendars.copy}</Button>
      </div>
    </>
  );
}

function Mine() {
  const { t, f } = useReading();
  const found = useQuery(calendars);
  const revoke = useMutation({ mutationFn: (one: CalendarAddress) => removeCalendar(one.id), onSuccess: () => { say(t.calendars.revoked); return fresh(); } });
  const list = found.data ?? [];
  return (
    <section>
      <h3 className={s.heading}>{t.calendars.mine}</h3>
      {(found.error ?? revoke.error) && <ProblemNotice error={found.error ?? revoke.error} />}
      {found.data && list.length === 0 && <p className={s.quiet}>{t.calendars.none}</p>}
      <ul className={d.members}>
        {list.map((one) => {
          const name = [one.dossier ? t.calendars.ofDossier : t.calendars.ofAll, one.names && t.calendars.withNames].filter(Boolean).join(', ');
          return (
            <li key={one.id}>
              <span>{name}<small>{t.calendars.created(f.ago(one.created_at))} · {one.fetched_at ? t.calendars.fetched(f.ago(one.fetched_at)) : t.calendars.never}</small></span>
              <Button small aria-label={`${t.calendars.revoke}: ${name}, ${t.calendars.created(f.ago(one.created_at))}`} isPending={revoke.isPending && revoke.variables?.id === one.id} onPress={() => revoke.mutate(one)}>{t.calendars.revoke}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
