/** The work that runs, waits or failed: kept by the server, so a reload loses nothing. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger, Heading } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { isWorking, jobs, renew } from '../../api/queries';
import type { Job } from '../../api/types';
import { useReading } from '../../i18n/language';
import { Bar } from '../../ui/parts';
import { useUploads } from '../document/upload';
import ui from '../../ui/ui.module.css';
import s from '../../app/shell.module.css';

export function JobTray(props: { className: string }) {
  const { t } = useReading();
  const { data = [] } = useQuery(jobs);
  const uploads = useUploads();
  const open = uploads.filter((one) => one.state === 'waiting' || one.state === 'sending').length;
  const count = data.filter(isWorking).length + open;
  useFreshDocuments(data);
  return (
    <DialogTrigger>
      <AriaButton className={props.className}>
        <ListChecks size={17} aria-hidden />
        {t.nav.work}
        {count > 0 && <span className={s.badge}>{count}<span className="hidden"> {t.nav.workCount(count)}</span></span>}
      </AriaButton>
      <Popover className={ui.popover ?? ''} placement="right bottom">
        <Dialog className={s.jobs ?? ''}>
          {({ close }) => (
            <>
              <Heading slot="title" level={2}>{t.jobs.title}</Heading>
              {open > 0 && <p>{t.upload.busy(uploads.filter((one) => one.state === 'done').length, uploads.length)}</p>}
              <JobGroups jobs={data} onOpen={close} />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** When a piece of work ends, the lists that show its document are asked again. */
function useFreshDocuments(list: Job[]): void {
  const before = useRef(0);
  const working = list.filter(isWorking).length;
  useEffect(() => {
    if (working < before.current) {
      void renew(['documents']);
      void renew(['dossier']);
    }
    before.current = working;
  }, [working]);
}

export function JobGroups(props: { jobs: Job[]; onOpen?: () => void }) {
  const { t } = useReading();
  const groups = (['failed', 'running', 'waiting', 'done'] as const)
    .map((state) => ({ state, list: props.jobs.filter((job) => job.state === state) }))
    .filter((group) => group.list.length > 0);
  if (groups.length === 0) return <p>{t.jobs.empty}</p>;
  return groups.map((group) => (
    <section key={group.state}>
      <h3>{t.jobs[group.state]}</h3>
      <ul className={s.jobList}>
        {group.list.slice(0, 30).map((job) => <JobRow key={job.id} job={job} {...(props.onOpen ? { onOpen: props.onOpen } : {})} />)}
      </ul>
    </section>
  ));
}

function JobRow({ job, onOpen }: { job: Job; onOpen?: () => void }) {
  const { t, f } = useReading();
  const state = job.progress ? t.progress[job.progress] : t.jobs[job.state];
  const kind = t.jobs.kinds[job.kind];
  return (
    <li className={s.job}>
      {job.dossier ? (
        <Link to="/dossiers/$dossier" params={{ dossier: job.dossier }} search={job.document ? { doc: job.document } : {}} {...(onOpen ? { onClick: onOpen } : {})}>
          {job.document_name ?? kind}
        </Link>
      ) : (
        <span>{job.document_name ?? kind}</span>
      )}
      <small>{job.kind === 'check' ? kind : job.total ? t.documents.of(job.done ?? 0, job.total) : ''}</small>
      {job.state === 'running' && <Bar done={job.done} total={job.total} />}
      {job.reason ? <small className={s.bad}>{t.reasons[job.reason]}</small> : <small>{state}</small>}
      {job.state === 'waiting' && job.next_try_at && (
        <small>{t.jobs.attempt(job.attempt + 1)}, {t.jobs.nextTry(f.clock(job.next_try_at))}</small>
      )}
    </li>
  );
}
