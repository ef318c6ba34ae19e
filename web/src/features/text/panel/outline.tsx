/** The outline of a text: its headings and articles, each a way to its place. */
import { useTexts } from '../words';
import { Empty } from '../../../ui/parts';
import type { Desk } from '../desk';
import { useStore } from '../store';
import type { Heading } from '../survey';
import s from './panel.module.css';

export function Outline({ desk, onGoTo }: { desk: Desk; onGoTo: (id: string) => void }) {
  const t = useTexts();
  const { outline } = useStore(desk.around).survey;
  if (outline.length === 0) return <Empty title={t.text.outlineNone} level={3} />;
  const words = (one: Heading) => one.text || (one.kind === 'article' ? t.text.untitled : t.text.outlineParts[one.kind]);
  return (
    <ol className={s.outline}>
      {outline.map((one) => (
        <li key={one.id} data-kind={one.kind}>
          <button type="button" className={s.heading} onClick={() => onGoTo(one.id)}>
            {one.kind === 'article' && <span className={s.number}><span className="hidden">{t.text.outlineParts.article} </span>{one.number}</span>}
            <span lang="nl">{words(one)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
