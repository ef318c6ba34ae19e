/** One finding: the rule, why, the words in the document, what is proposed, and the decision. */
import { Link } from '@tanstack/react-router';
import { FileSearch } from 'lucide-react';
import type { Check, Finding, PassageSeen } from '../../api/checks';
import { useReading } from '../../i18n/language';
import { Tag, classes } from '../../ui/parts';
import { addressOf } from '../document/spot';
import { Wording } from '../library/clause';
import { Answer } from './answer';
import { Decide } from './decide';
import { TONES, isFlagged } from './states';
import ui from '../../ui/ui.module.css';
import s from './check.module.css';

interface DetailsProps {
  check: Check;
  finding: Finding;
  may: boolean;
  taken: boolean;
  onTake: (on: boolean) => void;
}

export function Details({ check, finding, may, taken, onTake }: DetailsProps) {
  const { t, f, language } = useReading();
  const flagged = isFlagged(finding.verdict);
  return (
    <div className={s.details} data-testid="finding">
      <header>
        <h3>{finding.title[language]}</h3>
        <span className={s.tags}>
          <Tag tone={TONES[finding.verdict]}>{t.verdicts[finding.verdict]}</Tag>
          {flagged && <Tag tone="quiet">{t.severities[finding.severity]}</Tag>}
          {finding.change?.before && finding.change.before !== finding.verdict && <Tag tone="quiet">{t.checks.was(t.verdicts[finding.change.before])}</Tag>}
        </span>
      </header>
      <section>
        <h4>{t.checks.rule}</h4>
        <p className={s.rule}>{finding.question[language]}</p>
        <ul className={s.basis} aria-label={t.checks.basis}>
          {finding.basis.map((one) => <li key={one.reference}>{one.reference}{one.note && <small> {one.note}</small>} <small>{t.checks.checkedOn(f.short(`${one.checked}T12:00:00`))}</small></li>)}
        </ul>
      </section>
      <section>
        <h4>{t.checks.why}</h4>
        <ol className={s.steps}>{finding.reasoning.map((step, index) => <li key={index}>{step[language]}</li>)}</ol>
      </section>
      {finding.passages.length > 0 && <Passages check={check} finding={finding} />}
      <Answer check={check} finding={finding} />
      {flagged && <section><h4>{t.checks.matters}</h4><p>{finding.explanation[language]}</p></section>}
      {flagged && finding.proposal && <Proposal finding={finding} may={may && !check.outdated} taken={taken} onTake={onTake} />}
      <Decide check={check} finding={finding} may={may} />
    </div>
  );
}

function Passages({ check, finding }: { check: Check; finding: Finding }) {
  const { t } = useReading();
  return (
    <section>
      <h4>{t.checks.passages}</h4>
      {finding.passages.map((one, index) => <Quote key={index} check={check} passage={one} />)}
    </section>
  );
}

/** Words of the document, with the way to where they stand. */
export function Quote({ check, passage }: { check: Check; passage: PassageSeen }) {
  const { t } = useReading();
  const { page, range } = passage;
  return (
    <figure className={s.passage}>
      <blockquote>{passage.quote}</blockquote>
      <figcaption>
        <span>{[passage.heading, t.checks.page(page)].filter(Boolean).join(' · ')}</span>
        <Link to="/dossiers/$dossier" params={{ dossier: check.dossier }} search={{ doc: check.document, ...addressOf({ version: check.version, page, range }) }} className={classes(ui.button, ui.link, ui.small)}><FileSearch size={14} aria-hidden />{t.checks.show}</Link>
      </figcaption>
    </figure>
  );
}

interface ProposalProps {
  finding: Finding;
  may: boolean;
  taken: boolean;
  onTake: (on: boolean) => void;
}

function Proposal({ finding, may, taken, onTake }: ProposalProps) {
  const { t } = useReading();
  const { proposal } = finding;
  if (!proposal) return null;
  const says = { insert: t.checks.inserts, replace: t.checks.replaces, delete: t.checks.deletes }[proposal.kind];
  return (
    <section>
      <h4>{proposal.clause ? t.checks.proposalOf(proposal.clause) : t.checks.proposal}</h4>
      {proposal.old && <><p className={s.quiet}>{says}</p><blockquote className={s.old}>{proposal.old}</blockquote></>}
      {proposal.text && <blockquote className={s.new}><Wording text={proposal.text} /></blockquote>}
      {may && (
        <label className={s.take}><input type="checkbox" checked={taken} onChange={(event) => onTake(event.target.checked)} />{t.checks.take}</label>
      )}
    </section>
  );
}
