/** The questions of an interview, group by group, and what is still missing. */
import { useMemo, useState } from 'react';
import { useTexts } from '../../i18n/language';
import { Button } from '../../ui/parts';
import { Answer, RemarkContext, type Remarks } from './answer';
import { faultsOf, groupsOf, isEmpty } from './check';
import type { Interview } from './use-answers';
import s from './draft.module.css';

interface FormProps {
  interview: Interview;
  may: boolean;
  onJump: (pointer: string) => void;
}

/** The name of the answer that a pointer leads into. */
const topOf = (pointer: string): string => pointer.split('/')[1] ?? '';

export function Form({ interview, may, onJump }: FormProps) {
  const t = useTexts();
  const { draft, answers } = interview;
  const asked = useMemo(() => draft.questions.filter((one) => one.asked), [draft.questions]);
  const remarks = useRemarksOf(interview, may);
  const done = asked.filter((one) => !isEmpty(answers[one.name] ?? one.default)).length;
  return (
    <RemarkContext.Provider value={remarks}>
      <Progress interview={interview} done={done} total={asked.length} onJump={onJump} />
      <form noValidate autoComplete="off" onSubmit={(event) => event.preventDefault()}>
        <div className={s.groups}>
        {groupsOf(asked).map((group) => (
          <section key={group.name} className={s.group} aria-label={group.name || t.interview.general}>
            <h3>{group.name || t.interview.general}</h3>
            {group.questions.map((question) => (
              <Answer key={question.name} question={question} pointer={`/${question.name}`} value={(question.name in answers ? answers[question.name] : question.default) ?? null} onChange={(value) => interview.answer(question.name, value)} />
            ))}
          </section>
        ))}
        </div>
      </form>
    </RemarkContext.Provider>
  );
}

/** A fault shows once its field was left; what was there at the start was left already. */
function useRemarksOf(interview: Interview, may: boolean): Remarks {
  const t = useTexts();
  const { draft, answers } = interview;
  const [seen, setSeen] = useState<Set<string>>(() => new Set(draft.faults.map((one) => one.pointer)));
  return useMemo(() => {
    const own = draft.questions.filter((one) => one.asked).flatMap((one) => faultsOf(one, answers[one.name] ?? null, `/${one.name}`));
    const said = draft.faults.filter((one) => interview.isSent(topOf(one.pointer)));
    const words = (known: Record<string, string>, code: string): string => known[code] ?? known.other ?? '';
    const codes = new Map([...said, ...own].map((one) => [one.pointer, one.code]));
    const warned = new Map(draft.warnings.map((one) => [one.pointer, one.code]));
    const under = (pointer: string) => [...seen].some((one) => one === pointer || one.startsWith(`${pointer}/`));
    return {
      fault: (pointer) => (under(pointer) && codes.has(pointer) ? words(t.answerFaults, codes.get(pointer) ?? '') : undefined),
      warning: (pointer) => (warned.has(pointer) ? words(t.answerWarnings, warned.get(pointer) ?? '') : undefined),
      left: (pointer) => setSeen((old) => (old.has(pointer) ? old : new Set(old).add(pointer))),
      readOnly: !may,
    };
  }, [draft, answers, seen, t, may]);
}

function Progress({ interview, done, total, onJump }: { interview: Interview; done: number; total: number; onJump: (pointer: string) => void }) {
  const t = useTexts();
  const { missing, faults } = interview.draft;
  const [open, setOpen] = useState(false);
  const jump = (pointer: string) => {
    setOpen(false);
    onJump(pointer);
  };
  if (missing.length === 0 && faults.length === 0) return <p className={s.progress} data-done>{t.interview.complete}</p>;
  const label = (pointer: string): string => interview.draft.questions.find((one) => one.name === topOf(pointer))?.label ?? pointer;
  return (
    <details className={s.progress} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{t.interview.answered(done, total)}</b>
        {missing.length > 0 && <span>{t.interview.missing(missing.length)}</span>}
        {faults.length > 0 && <span className={s.wrong}>{t.interview.faults(faults.length)}</span>}
      </summary>
      <ul>
        {missing.map((one) => <li key={one.name}><Button look="link" small onPress={() => jump(`/${one.name}`)} aria-label={t.interview.goTo(one.label)}>{one.label}</Button></li>)}
        {faults.map((one) => <li key={one.pointer} className={s.wrong}><Button look="link" small onPress={() => jump(one.pointer)} aria-label={t.interview.goTo(label(one.pointer))}>{label(one.pointer)}</Button></li>)}
      </ul>
    </details>
  );
}
