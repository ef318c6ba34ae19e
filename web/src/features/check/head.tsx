/** The head of a check: what was held against what, and what one can do with it. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, FileDown, FilePen, RotateCw } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { fetchFile } from '../../api/client';
import { reportUrl, type Check, type ReportFormat } from '../../api/checks';
import { handOver } from '../../ui/hand-over';
import { useReading } from '../../i18n/language';
import { Button, Spinner, Tag } from '../../ui/parts';
import { Wrong } from './check';
import { TONES, VERDICTS } from './states';
import ui from '../../ui/ui.module.css';
import s from './check.module.css';

interface HeadProps {
  check: Check;
  may: boolean;
  taken: number;
  again: UseMutationResult<Check, Error, void>;
  mending: boolean;
  onMend: () => void;
}

export function Head({ check, may, taken, again, mending, onMend }: HeadProps) {
  const { t } = useReading();
  const report = useReport(check);
  return (
    <>
      <header className={s.head}>
        <Names check={check} />
        <span className={s.tags}>{VERDICTS.filter((one) => check.counts[one] > 0).map((one) => <Tag key={one} tone={TONES[one]}>{t.checks.count(check.counts[one], t.verdicts[one])}</Tag>)}</span>
        <span className={s.grow} />
        <Reports busy={report.isPending} onTake={(format) => report.mutate(format)} />
        {may && <Button small look={check.outdated ? 'solid' : 'ghost'} isPending={again.isPending} onPress={() => again.mutate()}>{again.isPending ? <Spinner size={13} /> : <RotateCw size={14} aria-hidden />}{t.checks.again}</Button>}
        {may && taken > 0 && <Button small look="solid" isPending={mending} onPress={onMend}>{mending ? <Spinner size={13} /> : <FilePen size={14} aria-hidden />}{t.checks.taken(taken)}</Button>}
      </header>
      {report.error && <div className={s.fault}><Wrong error={report.error} /></div>}
    </>
  );
}

/** What was held against what, with the way back to the list. */
export function Names({ check }: { check: Check }) {
  const { t, language } = useReading();
  return (
    <>
      <Link className={s.back} to="/dossiers/$dossier/checks" params={{ dossier: check.dossier }} aria-label={t.checks.back} title={t.checks.back}><ArrowLeft size={16} aria-hidden /></Link>
      <span className={s.names}>
        <h2>{check.document_name}</h2>
        <small>{check.playbook_title[language]} · {t.checks.version(check.version_number)}</small>
      </span>
    </>
  );
}

function useReport(check: Check) {
  const { t, language } = useReading();
  return useMutation({
    mutationFn: async (format: ReportFormat) => handOver(await fetchFile(reportUrl(check.id, format, language)), `${t.checks.report} ${check.document_name}.${format}`),
  });
}

function Reports({ busy, onTake }: { busy: boolean; onTake: (format: ReportFormat) => void }) {
  const { t } = useReading();
  const formats: ReportFormat[] = ['docx', 'pdf', 'json'];
  return (
    <MenuTrigger>
      <Button small isPending={busy}>{busy ? <Spinner size={13} /> : <FileDown size={14} aria-hidden />}{t.checks.report}</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.options ?? ''} aria-label={t.checks.report} onAction={(key) => onTake(key as ReportFormat)}>
          {formats.map((format) => <MenuItem key={format} id={format} className={ui.option ?? ''}>{t.reportFormats[format]}</MenuItem>)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
