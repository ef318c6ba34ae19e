/** Saving something that a colleague may have changed too: merged part by part, asked where both changed the same. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { Json } from '../../api/drafter';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Radios } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { mergeAnswers } from '../draft/merge';

interface SaveOptions<T, C> {
  contentOf: (of: T) => C;
  read: () => Promise<T>;
  put: (content: C, revision: number) => Promise<T>;
  onSaved: (saved: T) => void;
}

interface Conflict<C> {
  merged: C;
  theirs: C;
  names: string[];
  revision: number;
}

/** Content as the merge sees it: parts by name. */
const asParts = (content: object): Record<string, Json> => content as Record<string, Json>;

export function useSave<T extends { revision: number }, C extends object>({ contentOf, read, put, onSaved }: SaveOptions<T, C>) {
  const [conflict, setConflict] = useState<Conflict<C> | null>(null);
  const done = (saved: T) => {
    setConflict(null);
    onSaved(saved);
  };
  const save = useMutation({
    mutationFn: async ({ base, mine }: { base: T; mine: C }): Promise<T | null> => {
      try {
        return await put(mine, base.revision);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 412)) throw error;
        const now = await read();
        const theirs = contentOf(now);
        const { merged, names } = mergeAnswers(asParts(contentOf(base)), asParts(mine), asParts(theirs));
        if (names.length === 0) return put(merged as C, now.revision);
        setConflict({ merged: merged as C, theirs, names, revision: now.revision });
        return null;
      }
    },
    onSuccess: (saved) => saved && done(saved),
  });
  const settle = useMutation({ mutationFn: (content: C) => put(content, conflict?.revision ?? 0), onSuccess: done });
  return { save, settle, conflict, cancel: () => setConflict(null) };
}

interface ConflictProps<C> {
  conflict: Conflict<C>;
  names: Record<string, string>;
  show: (part: string, value: Json) => string;
  error: Error | null;
  busy: boolean;
  onSettle: (content: C) => void;
  onClose: () => void;
}

export function Conflicting<C extends object>({ conflict, names, show, error, busy, onSettle, onClose }: ConflictProps<C>) {
  const t = useTexts();
  const [theirs, setTheirs] = useState<Record<string, boolean>>({});
  const settle = () => onSettle({ ...conflict.merged, ...Object.fromEntries(conflict.names.filter((name) => theirs[name]).map((name) => [name, asParts(conflict.theirs)[name]])) } as C);
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" isPending={busy} onPress={settle}>{t.common.save}</Button>
    </>
  );
  return (
    <Sheet title={t.library.conflictTitle} open onClose={onClose} foot={foot}>
      <p>{t.library.conflictLead}</p>
      {error && <ProblemNotice error={error} />}
      {conflict.names.map((name) => (
        <Radios
          key={name}
          label={names[name] ?? name}
          value={theirs[name] ? 'theirs' : 'mine'}
          onChange={(value) => setTheirs({ ...theirs, [name]: value === 'theirs' })}
          choices={[
            { id: 'mine', name: t.interview.mine, hint: show(name, asParts(conflict.merged)[name] ?? null) },
            { id: 'theirs', name: t.interview.theirs, hint: show(name, asParts(conflict.theirs)[name] ?? null) },
          ]}
        />
      ))}
    </Sheet>
  );
}
