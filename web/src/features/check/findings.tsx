/** The findings of a check in a list, worst first; the arrows walk through it. */
import { CircleCheck, CircleHelp, CircleMinus, CircleX } from 'lucide-react';
import { ListBox, ListBoxItem, ListBoxSection, Header } from 'react-aria-components/ListBox';
import type { Check, Finding, FindingVerdict } from '../../api/checks';
import { useReading } from '../../i18n/language';
import { VERDICTS, isFlagged } from './states';
import { useCheckRun } from './texts';
import s from './check.module.css';

const ICONS = { unacceptable: CircleX, review: CircleHelp, acceptable: CircleCheck, not_applicable: CircleMinus } as const;

interface FindingsProps {
  check: Check;
  open: string | undefined;
  taken: string[];
  onOpen: (finding: Finding | undefined) => void;
}

export function Findings({ check, open, taken, onOpen }: FindingsProps) {
  const { t } = useReading();
  const groups = VERDICTS.map((verdict) => [verdict, check.findings.filter((one) => one.verdict === verdict)] as const).filter(([, all]) => all.length > 0);
  return (
    <nav className={s.findings} aria-label={t.checks.findings}>
      <ListBox
        aria-label={t.checks.findings}
        className={s.items ?? ''}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={open ? [open] : []}
        onSelectionChange={(keys) => onOpen(check.findings.find((one) => one.rule === [...keys][0]))}
      >
        {groups.map(([verdict, all]) => (
          <ListBoxSection key={verdict} className={s.group ?? ''}>
            <Header className={s.groupName ?? ''} data-verdict={verdict}>{t.verdicts[verdict]}</Header>
            {all.map((one) => <Item key={one.rule} finding={one} verdict={verdict} taken={taken.includes(one.rule)} />)}
          </ListBoxSection>
        ))}
      </ListBox>
    </nav>
  );
}

function Item({ finding, verdict, taken }: { finding: Finding; verdict: FindingVerdict; taken: boolean }) {
  const { t, language } = useReading();
  const run = useCheckRun();
  const Icon = ICONS[verdict];
  const title = finding.title[language];
  const { change, decision } = finding;
  const said = [
    decision ? t.settlements[decision.decision] : isFlagged(verdict) ? t.severities[finding.severity] : null,
    finding.answer && !finding.answer.trouble ? run.with : null,
    taken ? t.checks.proposal : null,
    change && (change.kind === 'better' || change.kind === 'worse') && change.before ? t.checks.was(t.verdicts[change.before]) : null,
    change?.kind === 'added' ? t.checks.added : null,
    change?.kind === 'other_words' ? t.checks.otherWords : null,
  ].filter(Boolean);
  return (
    <ListBoxItem id={finding.rule} textValue={`${t.verdicts[verdict]}: ${title}`} className={s.item ?? ''}>
      <span className={s.mark} data-verdict={verdict}><Icon size={16} aria-hidden /></span>
      <span className={s.lines}>
        <span>{title}</span>
        {said.length > 0 && <small data-change={change?.kind}>{said.join(' · ')}</small>}
      </span>
    </ListBoxItem>
  );
}
