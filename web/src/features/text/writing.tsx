/** The desk: the head with what can be done with the draft, the tools, the paper, and the panel beside it. */
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { draft as draftQuery, type Draft } from '../../api/drafter';
import { client } from '../../api/queries';
import type { DraftText } from '../../api/text';
import { useActions, type KeyAction } from '../../app/keys';
import { useTexts } from './words';
import { Radios } from '../../ui/fields';
import { useMedia } from '../../ui/media';
import { Button, Loading, Notice } from '../../ui/parts';
import { ProblemNotice, problemText } from '../../ui/problem';
import { Sheet } from '../../ui/dialog';
import { Conflicting } from './conflict';
import type { Desk } from './desk';
import { TOLD } from './edit/keys';
import { faultText } from './fault';
import { Head } from './head';
import { Inserting, type Insert } from './insert/inserting';
import { SidePanel } from './panel/panel';
import { OldVersion } from './panel/old';
import { SlashMenu } from './slash';
import { useStore } from './store';
import { Toolbar } from './toolbar';
import { useDesk } from './use-desk';
import s from './text.module.css';

interface WritingProps {
  first: DraftText;
  draft: Draft;
  may: boolean;
}

export function Writing({ first: read, draft: known, may }: WritingProps) {
  const t = useTexts();
  // the editor begins with what was read when it was opened, and brings in by itself what comes later
  const [first] = useState(read);
  const paper = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const draft = useQuery(draftQuery(known.id)).data ?? known;
  const { desk, offered, drop } = useDesk(paper, tools, first, may);
  const [side, setSide] = useState<'text' | 'side'>('text');
  const [insert, setInsert] = useState<Insert | null>(null);
  const [old, setOld] = useState<number | null>(null);
  const roomy = useMedia('(min-width: 1000px)');
  useTold(may);
  useFollowing(desk, draft.id);
  const shown = roomy ? 'both' : side;
  const goTo = (id: string) => {
    setOld(null);
    setSide('text');
    // the paper is there before the caret goes to it
    requestAnimationFrame(() => desk?.goTo(id));
  };
  return (
    <div className={s.writing}>
      <Head draft={draft} desk={desk} may={may} onGoTo={goTo} />
      {desk && <Faults desk={desk} />}
      {offered && <div className={s.told}><Notice tone="warn"><span>{t.text.restoredUnsent}</span><Button look="link" small onPress={() => void drop()}>{t.text.dropUnsent}</Button></Notice></div>}
      {!may && <div className={s.told}><Notice>{t.text.readOnly}</Notice></div>}
      {!roomy && (
        <div className={s.sides}>
          <Radios label={t.text.side} quietLabel inline value={side} onChange={setSide} choices={[{ id: 'text', name: t.text.showText }, { id: 'side', name: t.text.showSide }]} />
        </div>
      )}
      <div className={s.stage}>
        <div className={s.text} hidden={shown === 'side'}>
          {may && <Toolbar ref={tools} desk={desk} hidden={old !== null} onInsert={setInsert} />}
          {old !== null && desk && <OldVersion draft={draft} desk={desk} number={old} may={may} onClose={() => setOld(null)} />}
          <div className={s.scroll} hidden={old !== null}>
            {!desk && <Loading />}
            <div className={s.paper} ref={paper} />
          </div>
        </div>
        {desk && <div className={s.side} hidden={shown === 'text'}><SidePanel desk={desk} draft={draft} may={may} onGoTo={goTo} onOld={(number) => { setSide('text'); setOld(number); }} /></div>}
      </div>
      {desk && may && <SlashMenu desk={desk} onInsert={setInsert} />}
      {desk && <Inserting desk={desk} draft={draft} insert={insert} may={may} onClose={() => setInsert(null)} onGoTo={goTo} />}
      {desk && <Conflicts desk={desk} />}
      {desk && <Leaving desk={desk} />}
    </div>
  );
}

/** A text that goes on takes the approval back; what saving said of the draft is kept with it. */
function useFollowing(desk: Desk | null, id: string): void {
  useEffect(() => desk?.told.subscribe(() => {
    const { state, draft_revision, revision, updated_at, updated_by } = desk.told.get().text;
    client.setQueryData(draftQuery(id).queryKey, (known) => known && known.text?.revision !== revision
      ? { ...known, state, revision: draft_revision, text: { revision, updated_at, updated_by }, ...(state === 'approved' ? {} : { approved: null }) }
      : known);
  }), [desk, id]);
}

/** The keys of the editor, for the help. */
function useTold(may: boolean): void {
  const t = useTexts();
  const actions = useMemo(() => (may ? TOLD.map(([name, keys]): KeyAction => ({ id: `text-${name}`, label: t.text.keys[name], keys, told: true, hidden: true, run: () => undefined })) : []), [t, may]);
  useActions(actions);
}

function Faults({ desk }: { desk: Desk }) {
  const t = useTexts();
  const { saving, error } = useStore(desk.told);
  if (saving !== 'failed') return null;
  const refused = faultText(t, error);
  const retry = () => void desk.keeper.flush();
  return (
    <div className={s.told}>
      {refused ? <Notice tone="bad" alert><span>{refused}</span><Button look="link" small onPress={retry}>{t.common.retry}</Button></Notice> : <ProblemNotice error={error} onRetry={retry} />}
      <p className={s.kept}>{t.text.kept}</p>
    </div>
  );
}

function Conflicts({ desk }: { desk: Desk }) {
  const { conflicts, by, text } = useStore(desk.told);
  if (!conflicts || conflicts.length === 0) return null;
  return <Conflicting key={text.revision} conflicts={conflicts} by={by} onDone={(choices) => void desk.keeper.choose(choices)} />;
}

/** Asks before the page is left with something that is not saved and cannot be just now. */
function Leaving({ desk }: { desk: Desk }) {
  const t = useTexts();
  const { error } = useStore(desk.told);
  const blocker = useBlocker({
    withResolver: true,
    enableBeforeUnload: false,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname || !desk.keeper.dirty) return false;
      await desk.keeper.flush();
      return desk.keeper.dirty;
    },
  });
  if (blocker.status !== 'blocked') return null;
  const foot = (
    <>
      <Button onPress={blocker.reset} autoFocus>{t.text.leaveStay}</Button>
      <Button look="danger" onPress={blocker.proceed}>{t.text.leaveGo}</Button>
    </>
  );
  return (
    <Sheet title={t.text.leaveTitle} open onClose={blocker.reset} foot={foot} alert>
      {error !== null && <p>{t.text.failedWhy(problemText(t, error))}</p>}
      <p>{t.text.leave}</p>
    </Sheet>
  );
}
