/** A reference to an article or a member: chosen from a list that is narrowed by typing. */
import { useState } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import { useTexts } from '../words';
import { Sheet } from '../../../ui/dialog';
import { Button, Notice } from '../../../ui/parts';
import type { Desk } from '../desk';
import { targets, type Target } from '../survey';
import { numbersIn } from '../view/numbering';
import ui from '../../../ui/ui.module.css';
import s from './insert.module.css';

interface ReferenceProps {
  desk: Desk;
  /** Where the reference stands that is changed; null for a new one. */
  pos: number | null;
  may: boolean;
  onClose: () => void;
  onGoTo: (id: string) => void;
}

export function ChooseReference({ desk, pos, may, onClose, onGoTo }: ReferenceProps) {
  const t = useTexts();
  const { state } = desk.editor;
  const [list] = useState(() => targets(state.doc, numbersIn(state)));
  const { contains } = useFilter({ sensitivity: 'base' });
  const now = pos === null ? null : String(state.doc.nodeAt(pos)?.attrs.target ?? '');
  const there = list.some((one) => one.id === now);
  const choose = (target: string) => {
    if (pos === null) desk.putInline('reference', { target });
    else desk.set(pos, { target });
    onClose();
  };
  const foot = now !== null && there && <Button onPress={() => { onClose(); onGoTo(now); }}>{t.text.referenceGoTo}</Button>;
  return (
    <Sheet title={pos === null ? t.text.referenceTitle : t.text.referenceChange} open onClose={onClose} foot={foot}>
      {now !== null && !there && <Notice tone="bad">{t.text.referenceGone}</Notice>}
      {may && (
        <Autocomplete filter={contains}>
          <SearchField aria-label={t.text.referenceFind} autoFocus>
            <Input className={ui.input ?? ''} placeholder={t.text.referenceFind} />
          </SearchField>
          <div className={s.targets} tabIndex={0} role="group" aria-label={t.text.referenceList}>
          <ListBox
            aria-label={t.text.referenceList} className={s.plain ?? ''} items={list} dependencies={[t]} selectionMode="single" selectedKeys={now ? [now] : []}
            onAction={(key) => choose(String(key))} onSelectionChange={(keys) => keys !== 'all' && [...keys][0] && choose(String([...keys][0]))}
            renderEmptyState={() => <p className={s.none}>{t.text.referenceNone}</p>}
          >
            {(one: Target) => (
              <ListBoxItem id={one.id} textValue={`${one.words} ${one.text}`} className={ui.option ?? ''}>
                <span className={s.target} data-level={one.level > 1 || undefined}><b>{one.words}</b><span>{one.text}</span></span>
              </ListBoxItem>
            )}
          </ListBox>
          </div>
        </Autocomplete>
      )}
    </Sheet>
  );
}
