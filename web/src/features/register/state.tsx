/** How far a row is, in words and in tone; and a page whose content is not here yet. */
import type { ReactNode } from 'react';
import type { Row } from '../../api/registers';
import { Tag } from '../../ui/parts';
import { useWords } from './words';
import l from '../library/library.module.css';

const TONES = { concept: 'warn', in_force: 'ok', closed: 'quiet' } as const;

export function StateTag({ row }: { row: Row }) {
  const { w } = useWords();
  if (row.suspended) return <Tag tone="bad">{w.suspended}</Tag>;
  return <Tag tone={TONES[row.state]}>{w.states[row.state]}</Tag>;
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
