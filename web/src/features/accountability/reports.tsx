/** The reports of quarters to management: what was, what changed, and who has seen it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { acknowledge, report, reportFile, reports, type PaperFormat, type Report } from '../../api/accountability';
import { renew } from '../../api/queries';
import { Sheet } from '../../ui/dialog';
import { handOver } from '../../ui/hand-over';
import { Button, Loading, Notice, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { FirmFigures, Points, RegisterFigures } from './figures';
import { useWords } from './words';
import s from './accountability.module.css';

const FORMATS: PaperFormat[] = ['pdf', 'docx', 'json'];

export function Reports() {
  const { w } = useWords();
  const found = useQuery(reports);
  const [open, setOpen] = useState<Report | null>(null);
  const list = found.data ?? [];
  return (
    <section className={s.section}>
      <h2>{w.reports}</h2>
      <p className={s.quiet}>{w.reportsLead}</p>
      {list.some((one) => one.acknowledges) && <Notice tone="warn">{w.waiting}</Notice>}
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && list.length === 0 && <p className={s.quiet}>{w.noReports}</p>}
      {list.length > 0 && <ul className={s.rows}>{list.map((one) => <li key={one.id}><Line one={one} onOpen={() => setOpen(one)} /></li>)}</ul>}
      {open && <Opened one={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** The days of the quarter, in the reader's language. */
function useQuarter() {
  const { w, f } = useWords();
  return (one: Report) => w.quarter(f.short(`${one.first}T12:00:00`), f.short(`${one.last}T12:00:00`));
}

function useSeen() {
  const { w, f } = useWords();
  return (one: Report) => (one.seen.length === 0 ? w.notSeen : one.seen.map((it) => w.seenBy(it.by ?? w.somebody, f.short(it.at))).join('; '));
}

function Line({ one, onOpen }: { one: Report; onOpen: () => void }) {
  const { w } = useWords();
  const [quarter, seen] = [useQuarter(), useSeen()];
  return (
    <div className={s.row}>
      <span className={s.what}>
        <b>{quarter(one)}</b>
        <small>{seen(one)}</small>
      </span>
      {one.red > 0 && <Tag tone="bad">{w.red(one.red)}</Tag>}
      {one.amber > 0 && <Tag tone="warn">{w.amber(one.amber)}</Tag>}
      <Button small look={one.acknowledges ? 'solid' : 'ghost'} aria-label={`${w.show}: ${quarter(one)}`} onPress={onOpen}>{w.show}</Button>
    </div>
  );
}

function Opened({ one, onClose }: { one: Report; onClose: () => void }) {
  const { w, language } = useWords();
  const [quarter, seen] = [useQuarter(), useSeen()];
  const found = useQuery(report(one.id, language));
  const take = useMutation({ mutationFn: async (format: PaperFormat) => handOver(await reportFile(one.id, format, language), `${w.file(one.last)}.${format}`) });
  const done = useMutation({
    mutationFn: () => acknowledge(one.id),
    onSuccess: () => { say(w.acknowledged); return renew(reports.queryKey); },
  });
  const error = found.error ?? take.error ?? done.error;
  return (
    <Sheet title={quarter(one)} open onClose={onClose}>
      <div className={s.section}>
        {error && <ProblemNotice error={error} />}
        {found.isPending && <Loading />}
        {found.data && (
          <>
            <p className={s.quiet}>{seen(found.data)}</p>
            <div className={s.foot}>
              {found.data.acknowledges && <Button small look="solid" isPending={done.isPending} onPress={() => done.mutate()}>{w.acknowledge}</Button>}
              {FORMATS.map((format) => (
                <Button key={format} small isPending={take.isPending} aria-label={w.take(format.toUpperCase())} onPress={() => take.mutate(format)}>
                  <FileDown size={14} aria-hidden />{format.toUpperCase()}
                </Button>
              ))}
            </div>
            <h3>{w.points}</h3>
            <Points points={found.data.points} />
            <h3>{w.figures}</h3>
            <FirmFigures figures={found.data.figures} />
            <RegisterFigures figures={found.data.figures} />
            <p className={s.quiet}>{w.hash}</p>
            <p className={s.print}>{found.data.sha256}</p>
          </>
        )}
      </div>
    </Sheet>
  );
}
