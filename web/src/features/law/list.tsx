/** References with what is said of each, the worst first; each opens its places and its text. */
import { BookOpenText } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { VERDICTS, type Referred } from '../../api/law';
import { useTexts } from '../../i18n/language';
import { Button } from '../../ui/parts';
import { grouped, opens, type Group, type Opened } from './open';
import { useReason, VerdictTag } from './verdict';
import s from './law.module.css';

interface ListProps {
  label: string;
  items: Referred[];
  /** The ways to the places of a reference. */
  places?: (group: Group) => ReactNode;
  onOpen: (opened: Opened, name: string) => void;
}

const AT_ONCE = 200;

export function ReferenceList({ label, items, places, onOpen }: ListProps) {
  const t = useTexts();
  const reason = useReason();
  const groups = useMemo(() => grouped(items, VERDICTS), [items]);
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <>
      <ul className={s.references} aria-label={label}>
        {groups.slice(0, shown).map((group) => {
          const { first } = group;
          const opened = opens(first.subject);
          return (
            <li key={group.key} data-verdict={first.reason.verdict}>
              <p className={s.said}><b>{first.words}</b><VerdictTag verdict={first.reason.verdict} /></p>
              <p className={s.why}>{reason(first.reason)}</p>
              <p className={s.ways}>
                {places?.(group)}
                {opened && <Button look="link" onPress={() => onOpen(opened, first.words)}><BookOpenText size={13} aria-hidden />{t.law.openText(first.words)}</Button>}
              </p>
            </li>
          );
        })}
      </ul>
      {groups.length > shown && <Button onPress={() => setShown(shown + AT_ONCE)}>{t.common.more}</Button>}
    </>
  );
}
