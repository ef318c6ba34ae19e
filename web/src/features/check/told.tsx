/** How the check stands: what to mind, what was assumed, what changed since the one before, and its hash. */
import { Link } from '@tanstack/react-router';
import type { Check, ChangeKind } from '../../api/checks';
import { useReading } from '../../i18n/language';
import { Notice, classes } from '../../ui/parts';
import ui from '../../ui/ui.module.css';
import { Positions } from './positions';
import { useCheckRun } from './texts';
import s from './check.module.css';

export function Told({ check, may }: { check: Check; may: boolean }) {
  const { t } = useReading();
  return (
    <div className={s.told}>
      {check.outdated && <Notice tone="warn">{t.checks.outdatedLead}</Notice>}
      {check.unread && <Notice tone="warn">{t.checks.unread}</Notice>}
      {!check.playbook_approved && <Notice>{t.checks.unapproved}</Notice>}
      <Questions check={check} />
      {!may && <Notice>{t.checks.readOnly}</Notice>}
      {check.previous && <Difference check={check} />}
      {may && <Positions check={check} />}
      <Facts check={check} />
    </div>
  );
}

/** What a model was not asked, or did not answer. */
function Questions({ check }: { check: Check }) {
  const { language } = useReading();
  const run = useCheckRun();
  if (check.questions === 'forbidden') return <Notice>{run.forbidden}</Notice>;
  const open = check.findings.filter((one) => one.answer?.trouble);
  if (open.length === 0) return null;
  return <Notice tone="warn"><b>{run.unansweredLead(open.length)}</b><span data-testid="unanswered">{open.map((one) => `${one.title[language]}: ${run.reasons[one.answer?.trouble ?? 'internal']}`).join(' ')}</span></Notice>;
}

const SAID: ChangeKind[] = ['better', 'worse', 'added', 'other_words'];

/** What changed since the check before, in counts; each finding says its own change. */
function Difference({ check }: { check: Check }) {
  const { t, f, language } = useReading();
  const { previous } = check;
  if (!previous) return null;
  const many = (kind: ChangeKind) => check.findings.filter((one) => one.change?.kind === kind).length;
  const said = SAID.map((kind) => [kind, many(kind)] as const).filter(([, n]) => n > 0);
  const gone = previous.removed.length;
  return (
    <Notice tone={many('worse') > 0 ? 'warn' : 'ok'}>
      <b>{t.checks.difference(f.short(previous.created_at), previous.version_number)}</b>
      <span data-testid="difference">
        {said.length === 0 && gone === 0 ? t.checks.noDifference : [...said.map(([kind, n]) => t.checks.changed(kind, n)), ...(gone > 0 ? [`${t.checks.changed('removed', gone)}: ${previous.removed.map((it) => it[language]).join(', ')}`] : [])].join(' · ')}
      </span>
      <Link to="/dossiers/$dossier/checks/$check" params={{ dossier: check.dossier, check: previous.id }} className={classes(ui.button, ui.link, ui.small)}>{t.checks.openBefore}</Link>
    </Notice>
  );
}

function Facts({ check }: { check: Check }) {
  const { t, language } = useReading();
  return (
    <details className={s.more}>
      <summary>{t.checks.known}</summary>
      <dl>
        {check.facts.map((fact) => (
          <div key={fact.key}>
            <dt>{fact.title[language]}</dt>
            <dd>{fact.said?.[language] ?? t.checks.unknown}{fact.value && <small> {fact.passage ? t.checks.fromDocument : t.checks.told}</small>}</dd>
          </div>
        ))}
        <div>
          <dt>{t.checks.hash}</dt>
          <dd><code data-testid="hash">{check.report_sha256}</code><small>{t.checks.hashHint}</small></dd>
        </div>
      </dl>
    </details>
  );
}
