/** How far a row is, in words and in tone; and a page whose content is not here yet. */
import type { ReactNode } from 'react';
import type { RegisterDetail, Row } from '../../api/registers';
import { Notice, Tag } from '../../ui/parts';
import { useWords } from './words';
import l from '../library/library.module.css';
import s from './register.module.css';

/** How many fields that lack are named. */
const MOST = 6;

const TONES = { concept: 'warn', in_force: 'ok', closed: 'quiet' } as const;

export function StateTag({ row }: { row: Row }) {
  const { w } = useWords();
  if (row.suspended) return <Tag tone="bad">{w.suspended}</Tag>;
  return <Tag tone={TONES[row.state]}>{w.states[row.state]}</Tag>;
}

/** What a row still needs: fields to fill, or to put right. */
export function Lacks({ of, row }: { of: RegisterDetail; row: Row }) {
  const { w } = useWords();
  const labels = row.lacks.flatMap((one) => of.fields.filter((field) => field.key === one.field).map((field) => field.label));
  if (labels.length === 0) return null;
  const rest = labels.length - MOST;
  return (
    <Notice tone="warn">
      <span>{row.state === 'concept' ? w.lacksConcept : w.lacksInForce}</span>{' '}
      <span className={s.lacking}>{labels.slice(0, MOST).join(', ')}{rest > 0 && ` ${w.andMore(rest)}`}</span>
    </Notice>
  );
}

/** A page that waits, or that could not be had. */
export function Frame(props: { children: ReactNode }) {
  const { w } = useWords();
  return (
    <div className={l.body}>
      <h1 className="hidden">{w.title}</h1>
      {props.children}
    </div>
  );
}
