/** One playbook: its rules as a lawyer reads them, changed, approved, and as it was. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import { addPlaybook, approvePlaybook, changePlaybook, playbook as playbookQuery, playbooks, playbookVersion, withdrawPlaybook, type PlaybookSeen } from '../../api/checks';
import { client, renew } from '../../api/queries';
import { Trouble } from '../../app/states';
import { useReading, useTexts } from '../../i18n/language';
import { Confirm, Sheet } from '../../ui/dialog';
import { Button, Empty, Loading, Notice, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { useLibraryRights } from './library';
import { PlaybookForm } from './playbook-form';
import { Asked, Rules } from './rules';
import { TONES } from './templates';
import { usePlaybookWords } from './playbook-words';
import ui from '../../ui/ui.module.css';
import s from './library.module.css';

function keep(saved: PlaybookSeen): void {
  client.setQueryData(playbookQuery(saved.id).queryKey, saved);
  void renew(playbooks.queryKey);
}

function Back() {
  const t = useTexts();
  return <Link className={s.back} to="/drafting/playbooks" aria-label={t.library.back} title={t.library.back}><ArrowLeft size={16} aria-hidden /></Link>;
}

export function NewPlaybook() {
  const p = usePlaybookWords();
  useTitle(p.add);
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: addPlaybook,
    onSuccess: (made) => {
      keep(made);
      say(p.made);
      void navigate({ to: '/drafting/playbooks/$playbook', params: { playbook: made.id } });
    },
  });
  return (
    <div className={s.one}>
      <header className={s.oneHead}><Back /><h1>{p.add}</h1></header>
      <div className={s.sheetBody}>
        <PlaybookForm first="" error={add.error} busy={add.isPending} onSubmit={(text) => add.mutate(text)} onCancel={() => void navigate({ to: '/drafting/playbooks' })} />
      </div>
    </div>
  );
}

export function PlaybookPage() {
  const p = usePlaybookWords();
  const { t, language } = useReading();
  const { playbook: id } = useParams({ from: '/drafting/playbooks/$playbook' });
  const { data, error, refetch } = useQuery(playbookQuery(id));
  useTitle(data?.title[language] ?? t.library.title);
  if (data) return <Opened key={data.id} playbook={data} />;
  if (error instanceof ApiError && error.status === 404) return <Empty level={1} title={p.gone}><Link to="/drafting/playbooks" className={classes(ui.button, ui.solid)}>{t.library.back}</Link></Empty>;
  return error ? <Trouble error={error} reset={() => void refetch()} /> : <><h1 className="hidden">{t.library.title}</h1><Loading /></>;
}

function Opened({ playbook }: { playbook: PlaybookSeen }) {
  const p = usePlaybookWords();
  const { t, language } = useReading();
  const rights = useLibraryRights();
  const [base, setBase] = useState<PlaybookSeen | null>(null);
  const [asking, setAsking] = useState<'approve' | 'withdraw' | null>(null);
  const close = () => setAsking(null);
  const withdraw = useMutation({
    mutationFn: () => withdrawPlaybook(playbook),
    onSuccess: (saved) => {
      keep(saved);
      say(p.withdrawn);
    },
    onSettled: close,
  });
  const title = playbook.title[language];
  return (
    <div className={s.one}>
      <header className={s.oneHead}>
        <Back />
        <h1>{title}</h1>
        <Tag tone={TONES[playbook.state]}>{t.libraryStates[playbook.state]}</Tag>
        {playbook.key && <Tag tone="quiet">{t.library.starter}</Tag>}
        <span className={s.grow} />
        {!base && rights.write && playbook.state !== 'withdrawn' && <Button small look="plain" onPress={() => setAsking('withdraw')}>{t.library.withdraw}</Button>}
        {!base && rights.write && <Button small onPress={() => setBase(playbook)}>{t.library.edit}</Button>}
        {!base && rights.approve && playbook.state !== 'approved' && <Button small look="solid" onPress={() => setAsking('approve')}>{t.library.approve}</Button>}
      </header>
      {withdraw.error && <div className={s.note}><ProblemNotice error={withdraw.error} /></div>}
      <div className={s.sheetBody}>
        {base ? <Edit base={base} onDone={() => setBase(null)} /> : (
          <>
            {playbook.rules.length === 0 && <Notice tone="warn">{p.unreadable}</Notice>}
            <Facts playbook={playbook} />
            <Rules playbook={playbook} />
            <Versions playbook={playbook} />
          </>
        )}
      </div>
      {asking === 'approve' && <Approve playbook={playbook} onClose={close} />}
      <Confirm open={asking === 'withdraw'} title={p.withdrawTitle} text={p.withdrawText(title)} action={t.library.withdraw} busy={withdraw.isPending} onClose={close} onConfirm={() => withdraw.mutate()} />
    </div>
  );
}

function Edit({ base, onDone }: { base: PlaybookSeen; onDone: () => void }) {
  const p = usePlaybookWords();
  const save = useMutation({
    mutationFn: (text: string) => changePlaybook(base.id, text, base.revision),
    onSuccess: (saved) => {
      keep(saved);
      say(p.saved(saved.version_number));
      onDone();
    },
  });
  return <PlaybookForm first={base.text} error={save.error} busy={save.isPending} onSubmit={(text) => save.mutate(text)} onCancel={onDone} />;
}

function Facts({ playbook }: { playbook: PlaybookSeen }) {
  const p = usePlaybookWords();
  const { t, f, language } = useReading();
  const facts: [string, string][] = [
    [p.about, playbook.description[language]],
    [p.kind, playbook.kind],
    [t.clauses.basis, playbook.basis.map((one) => one.reference).join(', ')],
    [t.library.state, playbook.approved ? t.library.approvedBy(playbook.approved.by, f.day(playbook.approved.at)) : t.libraryStates[playbook.state]],
  ];
  return (
    <div className={s.facts}>
      <dl>
        {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        {playbook.facts.length > 0 && <div><dt>{p.facts}</dt><dd><Asked facts={playbook.facts} /></dd></div>}
      </dl>
    </div>
  );
}

function Versions({ playbook }: { playbook: PlaybookSeen }) {
  const { t, f } = useReading();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <section className={s.facts}>
      <h2>{t.library.versions}</h2>
      <ul className={s.versions}>
        {playbook.versions.map((one) => (
          <li key={one.number}>
            <span>
              <b>{t.library.numbered(one.number)}</b>
              <small>{one.created_by ? t.library.by(one.created_by, f.day(one.created_at)) : f.day(one.created_at)}</small>
              <small className={s.hash} title={one.sha256}>SHA-256 {one.sha256.slice(0, 12)}…</small>
            </span>
            {playbook.approved?.sha256 === one.sha256 && <Tag tone="ok">{t.libraryStates.approved}</Tag>}
            <Button small onPress={() => setOpen(one.number)}>{t.common.open}<span className="hidden"> {t.library.numbered(one.number)}</span></Button>
          </li>
        ))}
      </ul>
      {open !== null && <Older playbook={playbook} number={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** The text of a version, as it was written. */
function Older({ playbook, number, onClose }: { playbook: PlaybookSeen; number: number; onClose: () => void }) {
  const p = usePlaybookWords();
  const { data, error, refetch } = useQuery(playbookVersion(playbook.id, number));
  return (
    <Sheet title={p.older(number)} open wide onClose={onClose}>
      {data !== undefined ? <pre className={s.toml} tabIndex={0}>{data}</pre> : error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Sheet>
  );
}

function Approve({ playbook, onClose }: { playbook: PlaybookSeen; onClose: () => void }) {
  const p = usePlaybookWords();
  const { t, language } = useReading();
  const approve = useMutation({
    mutationFn: () => approvePlaybook(playbook),
    onSuccess: (saved) => {
      keep(saved);
      say(p.approvedSaid);
      onClose();
    },
  });
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" isPending={approve.isPending} onPress={() => approve.mutate()}>{t.library.approve}</Button>
    </>
  );
  return (
    <Sheet title={p.approveTitle} open onClose={onClose} foot={foot}>
      <p>{p.approveLead(playbook.title[language], playbook.version_number)}</p>
      <p className={s.hash}>{p.fingerprint(playbook.sha256.slice(0, 16))}</p>
      {approve.error && <ProblemNotice error={approve.error} />}
    </Sheet>
  );
}
