/** What a language model answered on the question of a rule: marked as made by AI, and never a verdict. */
import { Sparkles } from 'lucide-react';
import type { Check, Finding } from '../../api/checks';
import { useReading } from '../../i18n/language';
import { Notice, Tag } from '../../ui/parts';
import { Quote } from './details';
import { useCheckRun } from './texts';
import s from './check.module.css';

export function Answer({ check, finding }: { check: Check; finding: Finding }) {
  const { language } = useReading();
  const run = useCheckRun();
  const { answer } = finding;
  if (!answer) return null;
  return (
    <section className={s.answer} data-testid="answer" data-ai-generated={answer.trouble === null}>
      <h4><Sparkles size={14} aria-hidden /> {run.answer} {!answer.trouble && <Tag tone={answer.draft ? 'warn' : 'quiet'}>{answer.draft ? run.draft : run.made}</Tag>}</h4>
      <p className={s.quiet}>{run.question}: {answer.asked[language]}</p>
      {answer.trouble ? <Notice tone="warn"><b>{run.unanswered}</b><span>{run.reasons[answer.trouble]}</span></Notice> : <Said check={check} answer={answer} />}
    </section>
  );
}

function Said({ check, answer }: { check: Check; answer: NonNullable<Finding['answer']> }) {
  const run = useCheckRun();
  return (
    <>
      {answer.says ? <p><b>{run.says[answer.says]}.</b> <span lang={answer.language}>{answer.sentence}</span></p> : <Notice tone="warn">{run.unverified}</Notice>}
      {answer.quotes.map((one, index) => (one.passage
        ? answer.says && <Quote key={index} check={check} passage={one.passage} />
        : <p key={index} className={s.nowhere}><q>{one.quote}</q> <small>{one.state === 'not_found' ? run.notThere : run.tooShort}</small></p>))}
      <p className={s.quiet}>{answer.draft ? run.draftHelp : run.decidedHelp} {run.by(answer.model)}.</p>
    </>
  );
}
