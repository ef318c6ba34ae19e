/** What two people changed at the same place: both side by side, and one of three choices for each. */
import { useState } from 'react';
import { useTexts } from './words';
import { Radios } from '../../ui/fields';
import { Sheet } from '../../ui/dialog';
import { Button } from '../../ui/parts';
import { difference } from '../word/difference';
import { wordsOf, type Choice, type Conflict } from './keep/merge';
import s from './text.module.css';

interface ConflictingProps {
  conflicts: Conflict[];
  by: string | null;
  onDone: (choices: ReadonlyMap<string, Choice>) => void;
}

export function Conflicting({ conflicts, by, onDone }: ConflictingProps) {
  const t = useTexts();
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(() => new Map(conflicts.map((one) => [one.id, one.mine ? 'mine' : 'theirs'])));
  const foot = <Button look="solid" onPress={() => onDone(choices)}>{t.text.conflictDone}</Button>;
  return (
    <Sheet title={by ? t.text.conflictTitleWith(by) : t.text.conflictTitle} open wide must onClose={() => undefined} foot={foot}>
      <p>{t.text.conflictLead}</p>
      {conflicts.map((one, index) => (
        <section key={one.id} className={s.conflict}>
          <Radios
            label={t.text.conflictBlock(index + 1, conflicts.length)}
            value={choices.get(one.id) ?? 'mine'}
            onChange={(choice: Choice) => setChoices(new Map(choices).set(one.id, choice))}
            inline
            choices={[{ id: 'mine', name: t.text.mine }, { id: 'theirs', name: t.text.theirs }, ...(one.mine && one.theirs ? [{ id: 'both' as const, name: t.text.both }] : [])]}
          />
          <div className={s.both}>
            <Version name={t.text.mine} base={wordsOf(one.base)} words={one.mine ? wordsOf(one.mine) : null} />
            <Version name={t.text.theirs} base={wordsOf(one.base)} words={one.theirs ? wordsOf(one.theirs) : null} />
          </div>
        </section>
      ))}
    </Sheet>
  );
}

/** What one of the two made of the text that both began with. */
function Version({ name, base, words }: { name: string; base: string; words: string | null }) {
  const t = useTexts();
  return (
    <div className={s.version}>
      <b>{name}</b>
      {words === null ? <p><em>{t.text.conflictRemoved}</em> <del>{base}</del></p> : <p><Changes before={base} after={words} /></p>}
    </div>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  const t = useTexts();
  const letters = [...before];
  let at = 0;
  const parts = difference(before, after).flatMap((edit, index) => {
    const kept = letters.slice(at, edit.from).join('');
    at = edit.to;
    const gone = letters.slice(edit.from, edit.to).join('');
    return [
      <span key={`${index}k`}>{kept}</span>,
      gone && <del key={`${index}d`}><span className="hidden">{t.text.wasGone}</span>{gone}</del>,
      edit.text && <ins key={`${index}i`}><span className="hidden">{t.text.wasAdded}</span>{edit.text}</ins>,
    ];
  });
  return <>{parts}<span>{letters.slice(at).join('')}</span></>;
}
