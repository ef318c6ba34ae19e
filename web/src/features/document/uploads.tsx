/** How adding goes: totals, and by name only what is under way or failed. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { RotateCcw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { call } from '../../api/client';
import { pending, renew } from '../../api/queries';
import type { Doc, Id } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Bar, Button, CloseButton, IconButton } from '../../ui/parts';
import { announce } from '../../ui/say';
import { addFiles, dismiss, drop, fromInput, missing, retryFailed, useUploads, type Uploading } from './upload';
import s from './document.module.css';

const SHOWN = 40;

export function Uploads(props: { dossier: Id; docs: Doc[]; mayAdd: boolean }) {
  const list = useUploads(props.dossier);
  return (
    <>
      {list.length > 0 && <Queue dossier={props.dossier} list={list} />}
      {props.mayAdd && <Pending dossier={props.dossier} docs={props.docs} busy={list.some((one) => one.state !== 'done' && one.state !== 'failed')} />}
    </>
  );
}

function Queue({ dossier, list }: { dossier: Id; list: Uploading[] }) {
  const t = useTexts();
  const done = list.filter((one) => one.state === 'done').length;
  const failed = list.filter((one) => one.state === 'failed');
  const moving = list.length - done - failed.length;
  const title = moving > 0 ? t.upload.busy(done, list.length) : t.upload.done(done);
  useTold(moving, `${title}${failed.length ? `, ${t.upload.failed(failed.length)}` : ''}`);
  const open = [...failed, ...list.filter((one) => one.state === 'sending'), ...list.filter((one) => one.state === 'waiting')];
  return (
    <section className={s.uploads} aria-label={t.upload.title}>
      <header>
        <span>{title}</span>
        {moving > 0 ? <Button look="link" small onPress={() => drop(dossier)}>{t.upload.cancelAll}</Button> : <CloseButton label={t.upload.dismiss} onPress={() => dismiss(dossier)} />}
      </header>
      {moving > 0 && <Bar done={list.reduce((sum, one) => sum + one.sent, 0)} total={list.reduce((sum, one) => sum + one.size, 0)} />}
      {open.length > 0 && (
        <ul tabIndex={0} aria-label={t.upload.title}>
          {open.slice(0, SHOWN).map((one) => <Row key={one.key} dossier={dossier} one={one} />)}
          {open.length > SHOWN && <li><small>{t.upload.andMore(open.length - SHOWN)}</small></li>}
        </ul>
      )}
      {failed.length > 0 && (
        <footer>
          <Button small onPress={() => retryFailed(dossier)}>{t.upload.retryFailed}</Button>
        </footer>
      )}
    </section>
  );
}

/** Totals are read out when adding begins and ends, not for each file. */
function useTold(moving: number, words: string): void {
  const before = useRef(0);
  useEffect(() => {
    if ((moving === 0) !== (before.current === 0)) announce(words);
    before.current = moving;
  }, [moving, words]);
}

function Row({ dossier, one }: { dossier: Id; one: Uploading }) {
  const { t, f } = useReading();
  return (
    <li>
      <span title={one.folder ? `${one.folder}/${one.name}` : one.name}>{one.name}</span>
      <span>
        {one.state === 'failed' && <IconButton small label={t.upload.retry(one.name)} icon={<RotateCcw size={13} aria-hidden />} onPress={() => retryFailed(dossier, one.key)} />}
        <IconButton small label={t.upload.cancel(one.name)} icon={<X size={14} aria-hidden />} onPress={() => drop(dossier, one.key)} />
      </span>
      {one.state === 'failed' && one.trouble && <small className={s.bad}>{t.upload.errors[one.trouble]}</small>}
      {one.state === 'sending' && <small>{f.size(one.sent)} / {f.size(one.size)}</small>}
      {one.state === 'waiting' && <small>{t.upload.waiting}</small>}
      {one.state === 'sending' && <Bar done={one.sent} total={one.size || 1} />}
    </li>
  );
}

/** What the server holds half of: from an earlier page, or from before the network went. */
function Pending(props: { dossier: Id; docs: Doc[]; busy: boolean }) {
  const t = useTexts();
  const { data = [] } = useQuery(pending(props.dossier));
  const forget = useMutation({
    mutationFn: () => Promise.all(data.map((one) => call<void>(`/uploads/${one.id}`, { method: 'DELETE' }))),
    onSettled: () => renew(pending(props.dossier).queryKey),
  });
  if (props.busy || data.length === 0) return null;
  return (
    <section className={s.uploads} aria-label={t.upload.pendingTitle}>
      <header><span>{t.upload.pending(data.length)}</span></header>
      <small>{t.upload.pendingHint}</small>
      <ul tabIndex={0} aria-label={t.upload.pendingTitle}>
        {data.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <span>{one.name}</span>
            <small>{Math.floor((one.offset / Math.max(1, one.size)) * 100)}%</small>
          </li>
        ))}
      </ul>
      <footer>
        <FileTrigger allowsMultiple onSelect={(files) => files && addFiles(props.dossier, missing(props.docs, fromInput(files)), data)}>
          <Button small>{t.upload.pendingResume}</Button>
        </FileTrigger>
        <Button small look="link" onPress={() => forget.mutate()} isPending={forget.isPending}>{t.upload.pendingDrop}</Button>
      </footer>
    </section>
  );
}
