/** How far a row is, in words and in tone; and a page whose content is not here yet. */
import type { ReactNode } from 'react';
import type { Field, RegisterDetail, Row } from '../../api/registers';
import { Button, Notice, Tag } from '../../ui/parts';
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

/** The field of a row in force that lacks because what it must hold became another thing. */
export const renewed = (of: RegisterDetail, row: Row): Field | undefined =>
  row.state === 'in_force' ? of.fields.find((field) => field.renewed && row.lacks.some((one) => one.field === field.key)) : undefined;

/** What a row still needs: fields to fill, or to put right; and where it was renewed, the way to do it. */
export function Lacks({ of, row, onRenew }: { of: RegisterDetail; row: Row; onRenew?: (field: string) => void }) {
  const { w } = useWords();
  const labels = row.lacks.flatMap((one) => of.fields.filter((field) => field.key === one.field).map((field) => field.label));
  if (labels.length === 0) return null;
  const rest = labels.length - MOST;
  const anew = renewed(of, row);
  return (
    <Notice tone={anew ? 'bad' : 'warn'}>
      {anew && <p>{anew.renewed}</p>}
      <span>{row.state === 'concept' ? w.lacksConcept : w.lacksInForce}</span>{' '}
      <span className={s.lacking}>{labels.slice(0, MOST).join(', ')}{rest > 0 && ` ${w.andMore(rest)}`}</span>
      {anew && row.writes && onRenew && <p className={s.renew}><Button look="solid" small onPress={() => onRenew(anew.key)}>{w.renew}</Button></p>}
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
