/** One attempt at a test: its questions until they are handed in, and then what came of each. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { attempt, handIn, type Answers, type Attempt, type Question } from '../../api/training';
import { client, renew } from '../../api/queries';
import { Button, Loading, Notice, Tag } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { useTitle } from '../session/sign-in';
import { forget, keep, kept, turn } from './keep';
import { useWords } from './words';
import shell from '../../app/shell.module.css';
import s from './training.module.css';

export function Attempted({ id }: { id: string }) {
  const { w, language } = useWords();
  const found = useQuery(attempt(id, language));
  useTitle(found.data?.name ?? w.title);
  return (
    <>
      <nav className={s.crumbs}><Link to="/training"><ChevronLeft size={14} aria-hidden />{w.back}</Link></nav>
      {!found.data && <div className={shell.head}><h1>{w.title}</h1></div>}
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (found.data.state === 'open' ? <Asked one={found.data} /> : <Outcome one={found.data} />)}
    </>
  );
}

function Asked({ one }: { one: Attempt }) {
  const { w, t, f, language } = useWords();
  const [answers, setAnswers] = useState<Answers>(() => kept(one.id, one.questions.length));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const hand = useMutation({
    mutationFn: () => handIn(one.id, answers),
    onSuccess: (marked) => {
      forget(one.id);
      client.setQueryData(attempt(one.id, language).queryKey, marked);
      // everything that a training opens is asked for anew
      return renew();
    },
  });
  const answered = answers.filter((chosen) => chosen.length > 0).length;
  const missing = one.questions.length - answered;
  const choose = (at: number, option: number, several: boolean) => {
    const next = answers.map((chosen, n) => (n === at ? turn(chosen, option, several) : chosen));
    setAnswers(next);
    keep(one.id, next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing === 0) hand.mutate();
    else form.current?.querySelector<HTMLElement>(`fieldset[data-at="${answers.findIndex((chosen) => chosen.length === 0)}"] input`)?.focus();
  };
  const told = fieldError(t, hand.error, '', w.conflicts);
  return (
    <form ref={form} onSubmit={submit} noValidate className={s.questions}>
      <div className={shell.head}>
        <h1>{one.name}</h1>
        <p>{w.until(f.clock(one.ends_at))}</p>
      </div>
      {one.questions.map((question, at) => (
        <Ask key={at} question={question} at={at} of={one.questions.length} chosen={answers[at] ?? []} missing={tried && answers[at]?.length === 0} onChoose={(option) => choose(at, option, question.several)} />
      ))}
      {tried && missing > 0 && <Notice tone="bad" alert>{w.missing(missing)}</Notice>}
      {hand.error && (told ? <Notice tone="bad" alert>{told}</Notice> : <ProblemNotice error={hand.error} />)}
      <div className={s.foot}>
        <Button look="solid" type="submit" isPending={hand.isPending}>{w.handIn}</Button>
        <span className={s.quiet} role="status">{w.answered(answered, one.questions.length)}</span>
      </div>
    </form>
  );
}

interface AskProps {
  question: Question;
  at: number;
  of: number;
  chosen: number[];
  missing: boolean;
  onChoose: (option: number) => void;
}

function Ask({ question, at, of, chosen, missing, onChoose }: AskProps) {
  const { w } = useWords();
  const wrong = `training-wrong-${at}`;
  return (
    <fieldset className={s.question} data-at={at} data-wrong={missing || undefined} aria-describedby={missing ? wrong : undefined}>
      <legend>
        <small>{w.question(at + 1, of)} · {question.several ? w.several : w.one}</small>
        {question.text}
      </legend>
      {question.options.map((option, n) => (
        <label key={n} className={s.option}>
          <input type={question.several ? 'checkbox' : 'radio'} name={`training-${at}`} checked={chosen.includes(n)} onChange={() => onChoose(n)} />
          <span>{option.text}</span>
        </label>
      ))}
      {missing && <p id={wrong} className={s.wrong}>{w.unanswered}</p>}
    </fieldset>
  );
}

function Outcome({ one }: { one: Attempt }) {
  const { w } = useWords();
  const [right, of] = [one.right ?? 0, one.asks];
  const gone = one.right !== null && one.questions.length === 0;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className={s.questions}>
      <div className={shell.head}><h1 ref={head} tabIndex={-1}>{one.name}</h1></div>
      {gone && <Notice tone={one.state === 'passed' ? 'ok' : 'warn'}>{w.gone(one.state === 'passed', right, of)}</Notice>}
      {one.state === 'passed' && !gone && <Notice tone="ok">{w.passed(right, of)}</Notice>}
      {one.state === 'failed' && !gone && <Notice tone="bad">{w.failed(right, of, one.pass)}</Notice>}
      {one.state === 'over' && <Notice tone="warn">{w.over}</Notice>}
      {one.state === 'changed' && <Notice tone="warn">{w.changed}</Notice>}
      {one.right !== null && one.questions.map((question, at) => <Told key={at} question={question} />)}
      <p><Link to="/training" className={s.link}>{w.back}</Link></p>
    </div>
  );
}

/** A question with what is right, what was chosen, and why. */
function Told({ question }: { question: Question }) {
  const { w } = useWords();
  return (
    <section className={s.outcome}>
      <h2><Tag tone={question.right ? 'ok' : 'bad'}>{question.right ? w.good : w.bad}</Tag>{question.text}</h2>
      <ul>
        {question.options.map((option, n) => (
          <li key={n} data-right={option.right || undefined}>
            <span>{option.text}</span>
            {option.right && <Tag tone="ok">{w.isRight}</Tag>}
            {option.chosen && <Tag tone={option.right ? 'ok' : 'bad'}>{w.chosen}</Tag>}
          </li>
        ))}
      </ul>
      <p className={s.why}>{question.why}</p>
      <p className={s.quiet}>{w.source}: {question.source}</p>
    </section>
  );
}
