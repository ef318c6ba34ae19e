/** The desk of a text for as long as its page is shown, and what has to happen around it. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { call } from '../../api/client';
import type { Draft } from '../../api/drafter';
import { getText, saveText, type DraftText } from '../../api/text';
import { useReachable } from '../../app/presence';
import { useTexts, type Texts } from './words';
import { say } from '../../ui/say';
import { Desk } from './desk';
import type { EditorWords } from './editor';
import { dropUnsent, mayPass, unsentOf } from './keep/keeper';

/** How often is asked whether a colleague wrote. */
const ASK_MS = 15_000;

export const editorWords = (t: Texts): EditorWords => ({ label: t.text.paper, fields: t.text.fields, hints: t.text.hints });

export function useDesk(paper: RefObject<HTMLDivElement | null>, tools: RefObject<HTMLDivElement | null>, first: DraftText, may: boolean) {
  const t = useTexts();
  const [desk, setDesk] = useState<Desk | null>(null);
  const [offered, setOffered] = useState(false);
  const texts = useRef(t);
  texts.current = t;
  const open = useCallback((text: DraftText, mine: ReturnType<typeof unsentOf>) => {
    const now = () => texts.current.text;
    return new Desk({
      element: paper.current as HTMLDivElement,
      text: mine?.base ?? text,
      mine: mine?.mine ?? null,
      may,
      words: () => editorWords(texts.current),
      server: { get: () => getText(text.draft), put: (written, revision) => saveText(text.draft, written, revision) },
      merged: (by) => say(by ? now().mergedWith(by) : now().mergedWithOther),
      left: ({ notes, pictures }) => say(now().pastedWithout(notes, pictures)),
      toTools: () => tools.current?.querySelector<HTMLElement>('button:not([disabled])')?.focus(),
    });
  }, [paper, tools, may]);

  useEffect(() => {
    const mine = may ? unsentOf(first.draft) : null;
    const made = open(first, mine);
    setOffered(mine !== null);
    setDesk(made);
    return () => {
      setDesk(null);
      made.close();
    };
  }, [first, open, may]);

  useEffect(() => desk?.reword(), [desk, t]);
  useKeeping(desk, may);
  useColleagues(desk, first.draft);

  /** What could not be sent last time is not wanted: the text of the server stands here again. */
  const drop = useCallback(async () => {
    dropUnsent(first.draft);
    setOffered(false);
    desk?.keeper.replaced(await getText(first.draft));
  }, [desk, first.draft]);
  return { desk, offered, drop };
}

/** Sends when the window is left or hidden, asks before it is closed, and goes on when the server is there again. */
function useKeeping(desk: Desk | null, may: boolean): void {
  const reachable = useReachable();
  useEffect(() => {
    if (!desk || !may) return;
    const flush = () => void (desk.keeper.dirty && desk.saving !== 'conflict' && desk.keeper.flush());
    const hidden = () => document.visibilityState === 'hidden' && flush();
    const ask = (event: BeforeUnloadEvent) => {
      if (!desk.keeper.dirty) return;
      flush();
      event.preventDefault();
    };
    window.addEventListener('blur', flush);
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('beforeunload', ask);
    const { view } = desk.editor;
    view.dom.addEventListener('blur', flush);
    return () => {
      window.removeEventListener('blur', flush);
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('beforeunload', ask);
      view.dom.removeEventListener('blur', flush);
    };
  }, [desk, may]);
  useEffect(() => {
    if (desk && reachable && desk.saving === 'failed' && mayPass(desk.told.get().error)) void desk.keeper.flush();
  }, [desk, reachable]);
}

/**
 * Takes in what a colleague wrote, once there is something newer. Only a window that is worked in
 * asks, for every look at a draft is entered in the audit log.
 */
function useColleagues(desk: Desk | null, draft: string): void {
  useEffect(() => {
    if (!desk) return;
    const ask = () => {
      if (!document.hasFocus() || desk.saving === 'conflict') return;
      void call<Draft>(`/drafts/${draft}`)
        .then((now) => (now.text && now.text.revision > desk.told.get().text.revision ? desk.keeper.pull() : undefined))
        .catch(() => undefined); // the next time may do
    };
    const timer = setInterval(ask, ASK_MS);
    window.addEventListener('focus', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', ask);
    };
  }, [desk, draft]);
}
