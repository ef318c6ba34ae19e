/** The assistant of a dossier: one question at a time, its answer, and what it stands on. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { History, Plus, Square } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { call } from '../../api/client';
import { answer as answerQuery, answers, client, renew } from '../../api/queries';
import type { Answer, Citation, Dossier, Id, Spot } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Button, IconButton, Notice, classes } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { AnswerView } from './answer';
import { useAnswer } from './live';
import ui from '../../ui/ui.module.css';
import s from './answer.module.css';

interface AssistantProps {
  dossier: Dossier;
  searchable: number | null;
  waiting: number;
  answer: Id | undefined;
  cite: Id | undefined;
  box: RefObject<HTMLTextAreaElement | null>;
  onAnswer: (id: Id | undefined) => void;
  onOpen: (citation: Citation) => void;
  onPassage: (document: Id, spot: Spot) => void;
  tools?: ReactNode;
}

/** The answer that is open: the one asked for, else the newest. "new" is an empty sheet. */
export function useOpenAnswer(dossier: Id, asked: Id | undefined): { list: Answer[]; open: Answer | undefined } {
  const { data: list = [] } = useQuery(answers(dossier));
  const newest = [...list].sort((a, b) => b.created_at.localeCompare(a.created_at))[0];
  const id = asked === 'new' ? undefined : (asked ?? newest?.id);
  const open = useAnswer(id);
  return { list, open };
}

export function Assistant(props: AssistantProps & { list: Answer[]; open: Answer | undefined }) {
  const t = useTexts();
  const { dossier, open, list } = props;
  const log = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => void log.current?.scrollTo({ top: 0 }), [open?.id]);
  const ask = useMutation({
    mutationFn: (question: string) => call<Answer>(`/dossiers/${dossier.id}/answers`, { method: 'POST', body: { question }, creation: true }),
    onSuccess: (made) => {
      client.setQueryData(answerQuery(made.id).queryKey, made);
      void renew(answers(dossier.id).queryKey);
      setWords('');
      props.onAnswer(made.id);
    },
  });
  const others = list.filter((one) => one.id !== open?.id);
  return (
    <section className={s.panel} aria-label={t.ask.title}>
      <div className={s.head}>
        <span className={s.scope}>{t.ask.scope(dossier.documents)}</span>
        <span>
          {others.length > 0 && <Earlier list={others} onChoose={props.onAnswer} />}
          {open && <IconButton small label={t.ask.newQuestion} icon={<Plus size={16} aria-hidden />} onPress={() => { props.onAnswer('new'); props.box.current?.focus(); }} />}
          {props.tools}
        </span>
      </div>
      <div className={s.log} role="log" aria-live="off" aria-label={t.ask.title} tabIndex={0} ref={log}>
        {open ? (
          <AnswerView answer={open} cite={props.cite} onOpen={props.onOpen} onPassage={props.onPassage} onAgain={dossier.rights.ask ? () => ask.mutate(open.question) : null} />
        ) : (
          <Start {...props} onExample={(text) => { setWords(text); props.box.current?.focus(); }} />
        )}
      </div>
      <div className={s.ask}>
        {ask.error && (fieldError(t, ask.error, '/question') ? <Notice tone="bad" alert>{t.ask.tooLong}</Notice> : <ProblemNotice error={ask.error} />)}
        {dossier.rights.ask ? (
          <AskBox box={props.box} words={words} setWords={setWords} busy={ask.isPending} running={open?.state === 'running' ? open.id : null} onAsk={() => words.trim() && ask.mutate(words.trim())} />
        ) : (
          <p>{dossier.state === 'closed' ? t.problems.dossierClosed : t.ask.readOnly}</p>
        )}
      </div>
    </section>
  );
}

function Earlier(props: { list: Answer[]; onChoose: (id: Id) => void }) {
  const { t, f } = useReading();
  const sorted = [...props.list].sort((a, b) => b.created_at.localeCompare(a.created_at));
  return (
    <MenuTrigger>
      <IconButton small label={t.ask.earlier(sorted.length)} icon={<History size={16} aria-hidden />} />
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.options ?? ''} aria-label={t.ask.earlier(sorted.length)} items={sorted} dependencies={[t]} onAction={(key) => props.onChoose(String(key))}>
          {(one) => (
            <MenuItem id={one.id} textValue={one.question} className={ui.option ?? ''}>
              <span>
                {one.question}
                <small>{f.ago(one.created_at)} · {t.answerStates[one.state]}</small>
              </span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Start(props: AssistantProps & { onExample: (text: string) => void }) {
  const t = useTexts();
  const ready = props.searchable === null || props.searchable > 0;
  const may = props.dossier.rights.ask && ready;
  return (
    <div className={s.start}>
      <h2>{t.ask.emptyTitle}</h2>
      <p>{ready ? t.ask.empty : t.ask.nothingYet}</p>
      {props.waiting > 0 && <p>{t.ask.someWaiting(props.waiting)}</p>}
      {may && (
        <div className={s.examples}>
          {t.ask.example.map((text) => (
            <AriaButton key={text} className={s.example ?? ''} onPress={() => props.onExample(text)}>{text}</AriaButton>
          ))}
        </div>
      )}
    </div>
  );
}

interface AskBoxProps {
  box: RefObject<HTMLTextAreaElement | null>;
  words: string;
  setWords: (words: string) => void;
  busy: boolean;
  running: Id | null;
  onAsk: () => void;
}

function AskBox(props: AskBoxProps) {
  const t = useTexts();
  const stop = useMutation({
    mutationFn: (id: Id) => call<void>(`/answers/${id}/stop`, { method: 'POST' }),
    onSettled: (_, __, id) => renew(answerQuery(id).queryKey),
  });
  return (
    <form className={s.box} onSubmit={(event) => { event.preventDefault(); props.onAsk(); }}>
      <textarea
        ref={props.box}
        aria-label={t.ask.label}
        placeholder={t.ask.placeholder}
        rows={2}
        value={props.words}
        onChange={(event) => props.setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (!props.running) props.onAsk();
        }}
      />
      <div>
        {props.running ? (
          <Button small isPending={stop.isPending} onPress={() => props.running && stop.mutate(props.running)}><Square size={12} aria-hidden fill="currentColor" />{t.ask.stop}</Button>
        ) : (
          <Button look="solid" small type="submit" isPending={props.busy} className={classes(!props.words.trim() && ui.quiet)}>{t.ask.submit}</Button>
        )}
      </div>
    </form>
  );
}
