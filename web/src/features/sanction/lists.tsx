/** The lists with their day: how old they are is said wherever they are relied on. */
import type { ListSeen, ListState } from '../../api/sanctions';
import { Notice, Tag } from '../../ui/parts';
import { useWords } from './words';
import s from './sanction.module.css';

/** The lists as they stand today. */
export function Lists({ lists }: { lists: ListState[] }) {
  const { w, f } = useWords();
  return (
    <ul className={s.lists} aria-label={w.lists}>
      {lists.map(({ list, imported, damaged }) => (
        <li key={list}>
          <b>{w.listNames[list]}</b>
          {imported && <span>{w.listOf(f.day(imported.date))}, {w.entries(imported.entries)}</span>}
          {imported && imported.age !== 'fresh' && <Tag tone={imported.age === 'stale' ? 'bad' : 'warn'}>{w.ages[imported.age]}</Tag>}
          {!imported && <Tag tone={damaged ? 'bad' : 'warn'}>{damaged ? w.damaged : w.notImported}</Tag>}
        </li>
      ))}
    </ul>
  );
}

const ALL = ['eu', 'nl'] as const;

/** What the lists of a screening mean for what it says. */
export function Worth({ lists }: { lists: ListSeen[] }) {
  const { w, f } = useWords();
  const missing = ALL.filter((list) => !lists.some((it) => it.list === list));
  return (
    <>
      <p className={s.quiet}>{lists.map((it) => `${w.listNames[it.list]} ${w.listOf(f.day(it.date))}`).join('; ')}</p>
      {lists.some((it) => it.age === 'stale') && <Notice tone="bad">{w.stale}</Notice>}
      {!lists.some((it) => it.age === 'stale') && lists.some((it) => it.age === 'old') && <Notice tone="warn">{w.old}</Notice>}
      {missing.map((list) => <Notice key={list} tone="warn">{w.missing(w.listNames[list])}</Notice>)}
    </>
  );
}
