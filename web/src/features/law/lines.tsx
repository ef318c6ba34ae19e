/** The words of a provision, line by line, and what changed in them. */
import type { Line, Stretch } from '../../api/law';
import { useTexts } from '../../i18n/language';
import s from './law.module.css';

export function Lines({ lines }: { lines: Line[] }) {
  return (
    <div className={s.lines}>
      {lines.map((line, index) => (
        <p key={index} data-kind={line.kind} data-depth={Math.min(line.depth, 4)}>
          {line.label && <span className={s.label}>{line.label}</span>}
          <span>{line.text}</span>
        </p>
      ))}
    </div>
  );
}

export function Changes({ items }: { items: Stretch[] }) {
  const t = useTexts();
  return (
    <p className={s.changes}>
      {items.map((one, index) =>
        one.fate === 'kept' ? <span key={index}>{one.text}</span>
        : one.fate === 'removed' ? <del key={index}><span className="hidden">{t.law.removed}</span>{one.text}</del>
        : <ins key={index}><span className="hidden">{t.law.added}</span>{one.text}</ins>)}
    </p>
  );
}
