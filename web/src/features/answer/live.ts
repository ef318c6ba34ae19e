/**
 * An answer while it is being made. The server holds it; this page only listens. A fresh page
 * hears all events from the start and builds the same text again; a broken connection resumes
 * after the last event; where events do not come through at all, the answer is asked for.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { answer as answerQuery, answers, client, renew } from '../../api/queries';
import type { CitedLaw } from '../../api/law';
import type { Answer, AnswerState, Citation, Id, Step, Trouble } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { announce } from '../../ui/say';

export interface Live {
  answer: Id | null;
  seq: number;
  text: string;
  steps: Step[];
  citations: Citation[];
  laws: CitedLaw[];
  end: { state: AnswerState; trouble: Trouble | null } | null;
}

export type LiveEvent =
  | { kind: 'open'; answer: Id }
  | { kind: 'step'; seq: number; step: Step }
  | { kind: 'delta'; seq: number; text: string }
  | { kind: 'citation'; seq: number; citation: Citation }
  | { kind: 'law'; seq: number; law: CitedLaw }
  | { kind: 'end'; seq: number; state: AnswerState; trouble: Trouble | null };

export const NOTHING: Live = { answer: null, seq: -1, text: '', steps: [], citations: [], laws: [], end: null };

/** Adds one event; an event heard before changes nothing. */
export function hear(live: Live, event: LiveEvent): Live {
  if (event.kind === 'open') return { ...NOTHING, answer: event.answer };
  if (event.seq <= live.seq) return live;
  const heard = { ...live, seq: event.seq };
  switch (event.kind) {
    case 'step':
      return { ...heard, steps: [...live.steps.filter((one) => one.code !== event.step.code), event.step] };
    case 'delta':
      return { ...heard, text: live.text + event.text };
    case 'citation':
      return { ...heard, citations: [...live.citations.filter((one) => one.id !== event.citation.id), event.citation] };
    case 'law':
      return { ...heard, laws: [...live.laws.filter((one) => one.ordinal !== event.law.ordinal), event.law] };
    case 'end':
      return { ...heard, end: { state: event.state, trouble: event.trouble } };
  }
}

/** What to show: the stored answer, or what was heard of it where that is further. */
export function shown(stored: Answer, live: Live): Answer {
  if (stored.state !== 'running' || live.answer !== stored.id) return stored;
  return {
    ...stored,
    text: live.text.length >= stored.text.length ? live.text : stored.text,
    steps: live.steps.length >= stored.steps.length ? live.steps : stored.steps,
    citations: live.citations.length >= stored.citations.length ? live.citations : stored.citations,
    laws: live.laws.length >= stored.laws.length ? live.laws : stored.laws,
  };
}

const ASK_AGAIN_MS = 2_500;

export function useAnswer(id: Id | undefined): Answer | undefined {
  const t = useTexts();
  const [live, tell] = useReducer(hear, NOTHING);
  const { data } = useQuery({
    ...answerQuery(id ?? ''),
    enabled: Boolean(id),
    refetchInterval: (state) => (state.state.data?.state === 'running' ? ASK_AGAIN_MS : false),
  });
  const running = data?.state === 'running';
  useEffect(() => (id && running ? listen(id, tell) : undefined), [id, running]);
  useEffect(() => {
    if (!running || !data) return;
    announce(t.ask.working);
    return () => {
      const ended = client.getQueryData<Answer>(answerQuery(data.id).queryKey);
      if (ended && ended.state !== 'running') announce(spoken(t, ended));
      void renew(answers(data.dossier).queryKey);
    };
  }, [running, data?.id]);
  return data && shown(data, live);
}

function spoken(t: ReturnType<typeof useTexts>, ended: Answer): string {
  if (ended.state === 'no_support') return t.ask.noSupport;
  if (ended.state === 'stopped') return t.ask.stopped;
  if (ended.trouble) return t.troubles[ended.trouble];
  return t.ask.ready(ended.citations.length + ended.laws.length);
}

function listen(id: Id, tell: (event: LiveEvent) => void): () => void {
  tell({ kind: 'open', answer: id });
  const source = new EventSource(`/api/v1/answers/${id}/events`);
  const on = (name: string, make: (seq: number, data: never) => LiveEvent) =>
    source.addEventListener(name, (event: MessageEvent<string>) => tell(make(Number(event.lastEventId), JSON.parse(event.data) as never)));
  on('step', (seq, step: Step) => ({ kind: 'step', seq, step }));
  on('delta', (seq, data: { text: string }) => ({ kind: 'delta', seq, text: data.text }));
  on('citation', (seq, citation: Citation) => ({ kind: 'citation', seq, citation }));
  on('law', (seq, law: CitedLaw) => ({ kind: 'law', seq, law }));
  on('end', (seq, data: { state: AnswerState; trouble: Trouble | null }) => {
    source.close();
    void renew(answerQuery(id).queryKey);
    return { kind: 'end', seq, state: data.state, trouble: data.trouble ?? null };
  });
  return () => source.close();
}
