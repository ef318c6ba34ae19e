/** A clause of the library: found by a word, read in each of its alternatives, and put in. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { clauses, type Clause, type Draft } from '../../../api/drafter';
import { clauseText } from '../../../api/text';
import type { Stance } from '../../../api/types';
import { useTexts } from '../words';
import { Sheet } from '../../../ui/dialog';
import { Radios, SearchBox } from '../../../ui/fields';
import { Button, Empty, Loading, Notice, Spinner, Tag } from '../../../ui/parts';
import { ProblemNotice } from '../../../ui/problem';
import type { Desk } from '../desk';
import ui from '../../../ui/ui.module.css';
import s from './insert.module.css';

export function ChooseClause({ desk, draft, onClose }: { desk: Desk; draft: Draft; onClose: () => void }) {
  const t = useTexts();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const found = useQuery({ ...clauses({ q: asked }), placeholderData: keepPreviousData });
  const list = titledFirst((found.data ?? []).filter((one) => one.state !== 'withdrawn'), asked);
  const [chosen, setChosen] = useState<string | null>(null);
  const [stance, setStance] = useState<Stance>('neutral');
  const open = list.find((one) => one.id === chosen) ?? list[0];
  const now = open?.variants.find((one) => one.stance === stance) ?? open?.variants[0];
  const put = useMutation({
    mutationFn: (which: { clause: string; stance: Stance }) => clauseText(draft.id, which.clause, which.stance),
    onSuccess: ({ content }) => {
      desk.putBlocks(content);
      onClose();
    },
  });
  const insert = () => open && now && put.mutate({ clause: open.id, stance: now.stance });
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" isDisabled={!now} isPending={put.isPending} onPress={insert}>{put.isPending && <Spinner size={13} />}{t.text.insertAction}</Button>
    </>
  );
  return (
    <Sheet title={t.text.clauseTitle} open wide onClose={onClose} foot={foot}>
      {put.error && <ProblemNotice error={put.error} />}
      <div className={s.columns}>
        <div className={s.shelf}>
          <SearchBox label={t.text.clauseFind} value={q} onChange={setQ} autoFocus />
          {found.isPending ? <Loading /> : found.error ? <ProblemNotice error={found.error} onRetry={() => void found.refetch()} /> : (
            <ListBox
              aria-label={t.text.clauseList} className={s.list ?? ''} items={list} dependencies={[t]} selectionMode="single" disallowEmptySelection
              selectedKeys={open ? [open.id] : []} onSelectionChange={(keys) => keys !== 'all' && setChosen(String([...keys][0] ?? ''))}
              renderEmptyState={() => <p className={s.none}>{t.text.clauseNone}</p>}
            >
              {(one: Clause) => <ListBoxItem id={one.id} textValue={one.title} className={ui.option ?? ''}><span>{one.title}{one.tags.length > 0 && <small>{one.tags.join(', ')}</small>}</span></ListBoxItem>}
            </ListBox>
          )}
        </div>
        {open && now ? <Reading clause={open} stance={now.stance} onStance={setStance} /> : <Empty title={t.text.clauseChoose} level={3} />}
      </div>
    </Sheet>
  );
}

/** Those first whose title begins with what is looked for, then those whose title holds it. */
function titledFirst(list: Clause[], words: string): Clause[] {
  const asked = words.toLowerCase();
  const rank = (one: Clause): number => (one.title.toLowerCase().startsWith(asked) ? 0 : one.title.toLowerCase().includes(asked) ? 1 : 2);
  return asked ? list.toSorted((a, b) => rank(a) - rank(b)) : list;
}

function Reading({ clause, stance, onStance }: { clause: Clause; stance: Stance; onStance: (stance: Stance) => void }) {
  const t = useTexts();
  const variant = clause.variants.find((one) => one.stance === stance);
  return (
    <section className={s.reading} aria-label={clause.title}>
      <div className={s.line}><h3>{clause.title}</h3>{clause.state === 'concept' && <Tag tone="warn">{t.libraryStates.concept}</Tag>}</div>
      <Radios label={t.text.clauseStance} value={stance} onChange={onStance} choices={clause.variants.map((one) => ({ id: one.stance, name: t.stances[one.stance] }))} inline />
      {variant?.note && <Notice>{variant.note}</Notice>}
      <div className={s.clause} tabIndex={0} role="group" aria-label={t.stances[stance]}>{variant?.text.split('\n').map((words, index) => <p key={index}>{words.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, '[$1]')}</p>)}</div>
    </section>
  );
}
