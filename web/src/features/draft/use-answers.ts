/**
 * The answers of an interview, kept as they are given: what is typed is sent after a moment, one
 * sending at a time, each on the state that the one before it made. Where a colleague answered too,
 * both are brought together; where both answered the same question, the person chooses.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, call } from '../../api/client';
import { draft as draftQuery, saveAnswers, type Answers, type Draft, type Json } from '../../api/drafter';
import { client } from '../../api/queries';
import { mergeAnswers, sameAnswers } from './merge';

const QUIET_MS = 600;

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed';

export interface Conflict {
  merged: Answers;
  theirs: Answers;
  names: string[];
}

export function useAnswers(first: Draft) {
  const [answers, setAnswers] = useState<Answers>(first.answers);
  const [draft, setDraft] = useState(first);
  const [saving, setSaving] = useState<Saving>('saved');
  const [error, setError] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** What is on the page, what the server last told, and what it was sent last. */
  const now = useRef(first.answers);
  const told = useRef(first);
  const sent = useRef(first.answers);
  const busy = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const keep = useCallback((one: Draft) => {
    told.current = one;
    setDraft(one);
    client.setQueryData(draftQuery(one.id).queryKey, one);
  }, []);

  const send = useCallback(async () => {
    while (!sameAnswers(now.current, sent.current)) {
      const going = now.current;
      setSaving('saving');
      try {
        keep(await saveAnswers(told.current.id, going, told.current.revision));
        sent.current = going;
      } catch (problem) {
        if (!(problem instanceof ApiError && problem.status === 412)) throw problem;
        const base = sent.current;
        const theirs = await call<Draft>(`/drafts/${told.current.id}`);
        const { merged, names } = mergeAnswers(base, now.current, theirs.answers);
        keep(theirs);
        sent.current = theirs.answers;
        if (names.length > 0) return setConflict({ merged, theirs: theirs.answers, names });
        now.current = merged;
        setAnswers(merged);
      }
    }
    setError(null);
    return setSaving('saved');
  }, [keep]);

  /** Sends what is not sent yet, and waits until it has arrived. */
  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    busy.current ??= send().catch((problem: unknown) => {
      setError(problem);
      setSaving('failed');
    }).finally(() => void (busy.current = null));
    return busy.current;
  }, [send]);

  const put = useCallback((all: Answers) => {
    now.current = all;
    setAnswers(all);
    setSaving('waiting');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), QUIET_MS);
  }, [flush]);

  const answer = useCallback((name: string, value: Json) => put({ ...now.current, [name]: value }), [put]);

  const settle = useCallback((all: Answers) => {
    setConflict(null);
    put(all);
    void flush();
  }, [put, flush]);

  useEffect(() => {
    const dirty = () => !sameAnswers(now.current, sent.current);
    const ask = (event: BeforeUnloadEvent) => dirty() && event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      if (dirty()) void flush();
    };
  }, [flush]);

  return { answers, draft, saving, error, conflict, answer, flush, settle, keep, isSent: (name: string) => sameAnswers(answers[name], sent.current[name]) };
}

export type Interview = ReturnType<typeof useAnswers>;
