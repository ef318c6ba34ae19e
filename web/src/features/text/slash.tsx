/**
 * The menu behind a `/`: a list that is walked with the arrows while the caret stays in the text.
 * The text field says which item is meant (`aria-activedescendant`), as a combobox would.
 */
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { bare } from '../../i18n/bare';
import { useTexts, type Texts } from './words';
import { announce } from '../../ui/say';
import type { Desk } from './desk';
import type { Insert } from './insert/inserting';
import { ITEMS, type Item } from './items';
import { useStore } from './store';
import { putItem } from './toolbar';
import { endSlash, type Slash } from './view/slash';
import s from './text.module.css';

interface SlashProps {
  desk: Desk;
  onInsert: (insert: Insert) => void;
}

export function SlashMenu({ desk, onInsert }: SlashProps) {
  const { slash } = useStore(desk.around);
  return slash && <Opened desk={desk} slash={slash} onInsert={onInsert} />;
}

/** The items of which a word begins so, or the explanation holds it. */
function fitting(t: Texts, words: string): Item[] {
  const asked = bare(words.trim());
  const begins = (item: Item) => bare(t.text.items[item][0]).split(/\s|\(/).some((word) => word.startsWith(asked));
  const holds = (item: Item) => bare(t.text.items[item].join(' ')).includes(asked);
  return [...ITEMS.filter(begins), ...ITEMS.filter((item) => !begins(item) && holds(item))];
}

function Opened({ desk, slash, onInsert }: SlashProps & { slash: Slash }) {
  const t = useTexts();
  const id = useId();
  const [at, setAt] = useState(0);
  const list = fitting(t, slash.words);
  const current = list[Math.min(at, list.length - 1)];
  const box = useRef<HTMLDivElement>(null);
  const choose = useCallback((item: Item) => {
    endSlash(desk.editor.view);
    putItem(desk, item, onInsert);
  }, [desk, onInsert]);
  useEffect(() => setAt(0), [slash.words]);
  useEffect(() => announce(list.length > 0 ? t.text.slashCount(list.length) : t.text.slashNone), [list.length, t]);

  useEffect(() => {
    desk.slashKeys.pressed = (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        setAt((now) => (list.length === 0 ? 0 : (Math.min(now, list.length - 1) + (event.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length));
        return true;
      }
      if ((event.key === 'Enter' || event.key === 'Tab') && current) {
        choose(current);
        return true;
      }
      return false;
    };
    return () => void (desk.slashKeys.pressed = () => false);
  }, [desk, list.length, current, choose]);

  useEffect(() => {
    const { dom } = desk.editor.view;
    const told = { 'aria-haspopup': 'listbox', 'aria-controls': id, ...(current ? { 'aria-activedescendant': `${id}-${current}` } : {}) };
    for (const [name, value] of Object.entries(told)) dom.setAttribute(name, value);
    return () => ['aria-haspopup', 'aria-controls', 'aria-activedescendant'].forEach((name) => dom.removeAttribute(name));
  }, [desk, id, current]);

  useLayoutEffect(() => {
    if (box.current) standBy(box.current, desk, slash.from);
  }, [desk, slash.from, list.length]);
  useEffect(() => void box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [current]);

  return (
    <div className={s.slash} ref={box} tabIndex={0} role="group" aria-label={t.text.slash} onMouseDown={(event) => event.preventDefault()}>
      {list.length === 0 && <p>{t.text.slashNone}</p>}
      <div role="listbox" id={id} aria-label={t.text.slash}>
        {list.map((item) => (
          <div key={item} id={`${id}-${item}`} role="option" aria-selected={item === current} className={s.slashItem} onClick={() => choose(item)} onMouseMove={() => setAt(list.indexOf(item))}>
            <span>{t.text.items[item][0]}</span>
            {t.text.items[item][1] && <small>{t.text.items[item][1]}</small>}
          </div>
        ))}
      </div>
    </div>
  );
}

const GAP = 6;

/** Puts the menu under the caret, or over it where there is no room below. */
function standBy(box: HTMLElement, desk: Desk, from: number): void {
  const caret = desk.editor.view.coordsAtPos(from);
  const { offsetHeight: tall, offsetWidth: wide } = box;
  const under = caret.bottom + GAP + tall < innerHeight;
  box.style.insetBlockStart = `${under ? caret.bottom + GAP : Math.max(GAP, caret.top - GAP - tall)}px`;
  box.style.insetInlineStart = `${Math.max(GAP, Math.min(caret.left, innerWidth - wide - GAP))}px`;
}
