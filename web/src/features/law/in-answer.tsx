/** The legal references in an answer, with what is said of each; open where one of them is wrong. */
import type { Referred } from '../../api/law';
import { useTexts } from '../../i18n/language';
import { ReferenceList } from './list';
import type { Opened } from './open';
import s from './law.module.css';

export default function ReferencesInAnswer({ items, onOpen }: { items: Referred[]; onOpen: (opened: Opened, name: string) => void }) {
  const t = useTexts();
  const wrong = items.some((one) => one.reason.verdict === 'impossible' || one.reason.verdict === 'mismatch');
  return (
    <details className={s.inAnswer} open={wrong}>
      <summary>{t.law.inAnswer} ({items.length})</summary>
      <ReferenceList label={t.law.inAnswer} items={items} onOpen={onOpen} />
    </details>
  );
}
