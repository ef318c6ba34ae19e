/** What is asked before something happens to a draft. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { approveDraft, drafts, makeDocument, draft as draftQuery, removeDraft, type Answers, type Draft, type Json } from '../../api/drafter';
import { client, renew } from '../../api/queries';
import { useTexts } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { Confirm, Sheet } from '../../ui/dialog';
import { Radios } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { problemText, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { isEmpty } from './check';
import type { Conflict, Interview } from './use-answers';
import { showCents, showDay, showNumber } from './written';
import s from './draft.module.css';

/** Makes the document of a draft as `present` has it, or its next version. */
export function useMake(present: () => Draft | Promise<Draft>, keep: (made: Draft) => void, onDone: () => void) {
  const t = useTexts();
  return useMutation({
    mutationFn: async (incomplete: boolean) => makeDocument(await present(), incomplete),
    onSuccess: (made) => {
      keep(made);
      say(t.interview.madeSaid);
      for (const key of [['documents', made.dossier], ['drafts', made.dossier], ['dossier', made.dossier]]) void renew(key);
    },
    onSettled: onDone,
  });
}

interface IncompleteProps {
  draft: Draft;
  busy: boolean;
  onClose: () => void;
  onMake: () => void;
  onJump: (pointer: string) => void;
}

export function Incomplete({ draft, busy, onClose, onMake, onJump }: IncompleteProps) {
  const t = useTexts();
  const foot = (
    <>
      <Button onPress={onClose} autoFocus>{t.common.cancel}</Button>
      <Button look="solid" isPending={busy} onPress={onMake}>{t.interview.incompleteMake}</Button>
    </>
  );
  return (
    <Sheet title={t.interview.incompleteTitle} open onClose={onClose} foot={foot}>
      <p>{t.interview.incompleteLead(draft.missing.length)}</p>
      <ul className={s.open}>
        {draft.missing.map((one) => <li key={one.name}><Button look="link" small onPress={() => onJump(`/${one.name}`)}>{one.label}</Button></li>)}
      </ul>
    </Sheet>
  );
}

const SHORT = 12;

export function Approve({ interview, onClose }: { interview: Pick<Interview, 'draft' | 'keep'>; onClose: () => void }) {
  const t = useTexts();
  const { draft } = interview;
  const approve = useMutation({
    mutationFn: () => approveDraft(draft),
    onSuccess: (now) => {
      interview.keep(now);
      void renew(drafts(now.dossier).queryKey);
      say(t.interview.approvedSaid);
      onClose();
    },
  });
  const { document } = draft;
  if (!document) return null;
  const foot = (
    <>
      <Button onPress={onClose} autoFocus>{t.common.cancel}</Button>
      <Button look="solid" isPending={approve.isPending} onPress={() => approve.mutate()}>{t.interview.approve}</Button>
    </>
  );
  return (
    <Sheet title={t.interview.approveTitle} open onClose={onClose} foot={foot}>
      {approve.error && <ProblemNotice error={approve.error} />}
      <p>{t.interview.approveLead(document.name, document.version_number)}</p>
      <p className={s.hash} title={document.sha256}>{t.interview.fingerprint(document.sha256.slice(0, SHORT))}…</p>
    </Sheet>
  );
}

export function RemoveDraft({ draft, onClose, onDone }: { draft: Pick<Draft, 'id' | 'revision' | 'name' | 'dossier'>; onClose: () => void; onDone?: () => void }) {
  const t = useTexts();
  const remove = useMutation({
    mutationFn: () => removeDraft(draft),
    onSuccess: () => {
      onClose();
      say(t.drafts.removed(draft.name));
      onDone?.();
      client.removeQueries({ queryKey: draftQuery(draft.id).queryKey });
      void renew(drafts(draft.dossier).queryKey);
    },
    onError: (error) => say(problemText(t, error)),
  });
  return <Confirm open title={t.drafts.remove} text={t.drafts.removeSure(draft.name)} action={t.common.remove} busy={remove.isPending} onClose={onClose} onConfirm={() => remove.mutate()} />;
}

/** An answer in words, to choose between two of them. */
export function inWords(t: Texts, value: Json | undefined): string {
  if (value === undefined || isEmpty(value)) return t.interview.nothing;
  if (value === true) return t.interview.yes;
  if (value === false) return t.interview.no;
  if (typeof value === 'number') return showNumber(value, t.locale);
  if (typeof value === 'string') return showDay(value);
  if (Array.isArray(value)) return value.map((one) => inWords(t, one)).join('; ');
  if (!value) return t.interview.nothing;
  if (typeof value.cents === 'number') return `€ ${showCents(value.cents, t.locale)}`;
  if (typeof value.aantal === 'number') return `${value.aantal} ${(t.units as Record<string, string>)[String(value.eenheid)] ?? ''}`;
  return Object.entries(value).filter(([name, part]) => name !== 'soort' && !isEmpty(part)).map(([, part]) => inWords(t, part)).join(', ');
}

type Choice = 'mine' | 'theirs' | 'both';

/** Two texts as one, one under the other. */
const joined = (mine: Json | undefined, theirs: Json | undefined): Json | undefined =>
  typeof mine === 'string' && typeof theirs === 'string' && mine && theirs ? `${mine}\n${theirs}` : undefined;

/** Two answered the same question: which of the answers stays, or, of long texts, both. */
export function Conflicting({ draft, conflict, onSettle }: { draft: Draft; conflict: Conflict; onSettle: (answers: Answers) => void }) {
  const t = useTexts();
  const [chosen, setChosen] = useState<Record<string, Choice>>({});
  const { merged, theirs, names } = conflict;
  const settle = () => {
    const answers = { ...merged };
    for (const name of names) {
      const now = chosen[name] === 'both' ? joined(merged[name], theirs[name]) : chosen[name] === 'theirs' ? theirs[name] : merged[name];
      if (now === undefined) delete answers[name];
      else answers[name] = now;
    }
    onSettle(answers);
  };
  const question = (name: string) => draft.questions.find((one) => one.name === name);
  return (
    <Sheet title={t.interview.conflictTitle} open must onClose={() => undefined} foot={<Button look="solid" onPress={settle}>{t.common.save}</Button>}>
      <p>{t.interview.conflictLead}</p>
      {names.map((name) => (
        <Radios
          key={name}
          label={question(name)?.label ?? name}
          value={chosen[name] ?? 'mine'}
          onChange={(value) => setChosen({ ...chosen, [name]: value })}
          choices={[
            { id: 'mine' as const, name: t.interview.mine, hint: inWords(t, merged[name]) },
            { id: 'theirs' as const, name: t.interview.theirs, hint: inWords(t, theirs[name]) },
            ...(question(name)?.kind === 'long_text' && joined(merged[name], theirs[name]) ? [{ id: 'both' as const, name: t.interview.both, hint: t.interview.bothHint }] : []),
          ]}
        />
      ))}
    </Sheet>
  );
}
