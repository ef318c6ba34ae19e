/** A list of answers: any number of the same questions. */
import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import type { Json } from '../../api/drafter';
import { useTexts } from '../../i18n/language';
import { Button, IconButton } from '../../ui/parts';
import { Answer, Named, useRemarks, type AnswerProps } from './answer';
import s from './draft.module.css';

type Entry = Record<string, Json>;

export function Entries({ question, pointer, value, onChange }: AnswerProps) {
  const t = useTexts();
  const { readOnly, fault } = useRemarks();
  const box = useRef<HTMLDivElement>(null);
  const entries = Array.isArray(value) ? (value as Entry[]) : [];
  const set = (index: number, part: Entry) => onChange(entries.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const add = () => {
    onChange([...entries, {}]);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-entry="${entries.length}"] :is(input, textarea, button)`)?.focus());
  };
  const drop = (index: number) => {
    onChange(entries.filter((_, at) => at !== index));
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-add] button')?.focus());
  };
  return (
    <Named label={question.label} optional={!question.required} help={question.help} fault={fault(pointer)}>
      <div className={s.entries} ref={box}>
        {entries.length === 0 && <p className={s.help}>{t.interview.noEntries}</p>}
        {entries.map((entry, index) => (
          <div key={index} className={s.entry} data-entry={index} role="group" aria-label={t.interview.entry(question.label, index + 1)}>
            <span className={s.ordinal} aria-hidden>{index + 1}</span>
            <div className={s.fields}>
              {question.item.map((one) => (
                <Answer key={one.name} question={one} pointer={`${pointer}/${index}/${one.name}`} value={entry?.[one.name] ?? null} onChange={(answer) => set(index, { [one.name]: answer })} />
              ))}
            </div>
            {!readOnly && <IconButton small label={t.interview.dropEntry(question.label, index + 1)} icon={<X size={15} aria-hidden />} onPress={() => drop(index)} />}
          </div>
        ))}
        {!readOnly && <div data-add><Button small onPress={add}><Plus size={14} aria-hidden />{t.interview.add(question.label)}</Button></div>}
      </div>
    </Named>
  );
}
