/** One answer: question, steps, words, sources, and what to make of it. */
import { useQuery } from '@tanstack/react-query';
import { Copy, RotateCcw } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { people } from '../../api/queries';
import type { CitedLaw } from '../../api/law';
import type { Answer, Citation, Id, Spot } from '../../api/types';
import { useReading, useTexts, type Reading } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { Button, Empty, Notice, Spinner, classes } from '../../ui/parts';
import { say } from '../../ui/say';
import { noon } from '../deadline/days';
import type { Opened } from '../law/open';
import { Passages } from './passages';
import { AnswerText, STATE_CLASS } from './text';
import s from './answer.module.css';

const LawSheet = lazy(() => import('../law/sheet'));
const Referred = lazy(() => import('../law/in-answer'));

interface AnswerProps {
  answer: Answer;
  cite: Id | undefined;
  onOpen: (citation: Citation) => void;
  onPassage: (document: Id, spot: Spot) => void;
  onAgain: (() => void) | null;
}

export function AnswerView(props: AnswerProps) {
  const { t, f } = useReading();
  const { answer } = props;
  const citations = useMemo(() => [...answer.citations].sort((a, b) => a.ordinal - b.ordinal), [answer.citations]);
  const laws = useMemo(() => [...answer.laws].sort((a, b) => a.ordinal - b.ordinal), [answer.laws]);
  const [law, setLaw] = useState<{ what: Opened; name: string } | null>(null);
  const onLaw = useCallback((one: CitedLaw) => setLaw({ what: { article: { law: one.law, number: one.number, on: one.on } }, name: one.reference }), []);
  const running = answer.state === 'running';
  const { data: known = [] } = useQuery(people);
  const by = known.find((one) => one.id === answer.asked_by)?.name;
  // once for each article
  const older = laws.filter((one, at) => one.older_fact && laws.findIndex((it) => it.law === one.law && it.number === one.number) === at);
  return (
    <>
      <div className={s.q}><h2>{answer.question}</h2></div>
      {by && <p className={s.who}>{t.ask.askedBy(by, f.ago(answer.created_at))}</p>}
      <Steps answer={answer} />
      {answer.state === 'no_support' && <Empty level={3} title={t.ask.noSupport} help={t.ask.noSupportHelp} />}
      {(answer.text || running) && (
        <div className={s.a} data-testid="answer">
          <AnswerText text={answer.text} citations={citations} laws={laws} current={props.cite} onOpen={props.onOpen} onLaw={onLaw} />
          {running && <span className={s.caret} aria-hidden />}
        </div>
      )}
      <Outcome {...props} />
      {older.map((one) => <OlderFact key={one.ordinal} law={one} />)}
      <Suspense>
        {answer.references.length > 0 && <Referred items={answer.references} onOpen={(what, name) => setLaw({ what, name })} />}
        {law && <LawSheet opened={law.what} name={law.name} onClose={() => setLaw(null)} />}
      </Suspense>
      {citations.length + laws.length > 0 && <Sources citations={citations} laws={laws} cite={props.cite} onOpen={props.onOpen} onLaw={onLaw} />}
      {!running && <Foot answer={answer} citations={citations} onPassage={props.onPassage} />}
    </>
  );
}

/** What to know about an answer that is not simply done. */
function Outcome({ answer, onAgain }: AnswerProps) {
  const t = useTexts();
  const again = onAgain && <Button look="link" small onPress={onAgain}><RotateCcw size={13} aria-hidden />{t.ask.again}</Button>;
  if (answer.state === 'stopped') return <Notice><span>{t.ask.stopped}</span>{again}</Notice>;
  if (answer.state === 'failed' || answer.state === 'interrupted') {
    return <Notice tone="bad"><span>{t.troubles[answer.trouble ?? 'internal']}</span>{again}</Notice>;
  }
  if (answer.state !== 'done') return null;
  return (
    <>
      {answer.trouble && <Notice tone="warn"><span>{t.troubles[answer.trouble]}</span>{again}</Notice>}
      {answer.citations.length + answer.laws.length === 0 && <Notice tone="warn">{t.ask.noSources}</Notice>}
    </>
  );
}

function stepName(t: Texts, code: string, count: number | null): string {
  const name = (t.stepNames as Record<string, (n: number | null) => string>)[code];
  return (name ?? t.stepNames.other)(count);
}

function Steps({ answer }: { answer: Answer }) {
  const { t, f } = useReading();
  const running = answer.state === 'running';
  const read = answer.steps.find((one) => one.code === 'reading')?.count ?? 0;
  const checked = [...answer.citations, ...answer.laws].filter((one) => one.state !== 'unchecked').length;
  const last = answer.steps.at(-1);
  const took = answer.finished_at ? (Date.parse(answer.finished_at) - Date.parse(answer.created_at)) / 1000 : null;
  return (
    <details className={s.steps}>
      <summary>
        {running ? <Spinner size={13} /> : <i className={s.dot} data-state={answer.state} aria-hidden />}
        <span>{running ? (last ? stepName(t, last.code, last.count) : t.ask.working) : t.ask.summary(read, checked)}</span>
        <span>{took === null ? '' : t.ask.seconds(f.decimal(took))}</span>
      </summary>
      <ol aria-label={t.ask.steps}>
        {answer.steps.map((step) => <li key={step.code}>{stepName(t, step.code, step.count)}</li>)}
      </ol>
    </details>
  );
}

/** The words that are in force may be younger than what the dossier is about; once for each article. */
function OlderFact({ law }: { law: CitedLaw }) {
  const { t, f } = useReading();
  const day = (one: string) => f.day(noon(one));
  return <Notice tone="warn"><b>{law.reference}</b> <span>{t.law.olderFact(day(law.older_fact ?? ''), day(law.since))}</span></Notice>;
}

interface SourcesProps {
  citations: Citation[];
  laws: CitedLaw[];
  cite: Id | undefined;
  onOpen: (citation: Citation) => void;
  onLaw: (law: CitedLaw) => void;
}

function Sources(props: SourcesProps) {
  const { t, f } = useReading();
  return (
    <ol className={s.sources} aria-label={t.ask.sources}>
      {props.citations.map((citation) => (
        <li key={citation.id}>
          <AriaButton
            className={s.source ?? ''}
            onPress={() => props.onOpen(citation)}
            {...(citation.id === props.cite ? { 'data-current': true, 'aria-current': 'true' as const } : {})}
          >
            <b>{citation.ordinal}</b>
            <span>
              {t.ask.sourceLine(citation.document_name, citation.page)}
              {citation.heading && `, ${citation.heading}`}
              <small>“{citation.quote}”</small>
            </span>
            <em className={classes(s.state, s[STATE_CLASS[citation.state]])} style={{ fontStyle: 'normal' }}>{t.citationStates[citation.state]}</em>
          </AriaButton>
        </li>
      ))}
      {props.laws.map((law) => (
        <li key={law.ordinal}>
          <AriaButton className={s.source ?? ''} onPress={() => props.onLaw(law)}>
            <b>{law.ordinal}</b>
            <span>
              {t.law.asOf(law.reference, f.short(noon(law.on)))}
              <small>“{law.quote}”</small>
            </span>
            <em className={classes(s.state, s[STATE_CLASS[law.state]])} style={{ fontStyle: 'normal' }}>{t.citationStates[law.state]}</em>
          </AriaButton>
        </li>
      ))}
    </ol>
  );
}

function Foot(props: { answer: Answer; citations: Citation[]; onPassage: (document: Id, spot: Spot) => void }) {
  const { t, f } = useReading();
  const [open, setOpen] = useState(false);
  const { answer, citations } = props;
  const copy = () => void navigator.clipboard.writeText(asText({ t, f }, answer, citations)).then(() => say(t.common.copied));
  return (
    <div className={s.foot}>
      {answer.text && <p>{t.ask.concept}. {answer.mode === 'verbatim' ? t.ask.verbatim : t.ask.byModel}</p>}
      <Button look="link" onPress={() => setOpen(true)}>{t.ask.passages}</Button>
      {answer.text && <Button look="link" onPress={copy}><Copy size={12} aria-hidden />{t.ask.copy}</Button>}
      {open && <Passages answer={answer.id} onClose={() => setOpen(false)} onOpen={props.onPassage} />}
    </div>
  );
}

/** The answer with its sources, as plain text for a letter or a note. */
export function asText({ t, f }: Pick<Reading, 't' | 'f'>, answer: Answer, citations: Citation[]): string {
  const sources = citations.map((one) => {
    const place = t.ask.sourceLine(one.document_name, one.page);
    return `[${one.ordinal}] ${place}${one.heading ? `, ${one.heading}` : ''}: “${one.quote}” (${t.citationStates[one.state]})`;
  });
  sources.push(...answer.laws.map((one) => `[${one.ordinal}] ${t.law.asOf(one.reference, f.short(noon(one.on)))}: “${one.quote}” (${t.citationStates[one.state]})`));
  return [answer.question, answer.text, ...(sources.length ? [`${t.ask.sources}\n${sources.join('\n')}`] : []), `${t.ask.concept}.`].join('\n\n');
}
