/** All changes and proposals in a list, and what of them is shown. */
import { Check, CircleDashed, X } from 'lucide-react';
import { useMemo } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { useTexts } from '../../i18n/language';
import { Chip } from '../../ui/chip';
import { Pick } from '../../ui/fields';
import { Button, Empty } from '../../ui/parts';
import { lineOf, type Desk } from './use-desk';
import { byAuthor, bySource, decisionOf, sortOf, whoOf, type Filter, type Item, type Sort } from './walk';
import s from './review.module.css';

export function List({ desk }: { desk: Desk }) {
  const t = useTexts();
  const { shown, item } = desk;
  return (
    <section className={s.list} aria-label={t.review.list}>
      <Filters desk={desk} />
      {shown.length === 0 ? (
        <Empty level={3} title={t.review.nothingHere}><Button small onPress={() => desk.setFilter({ scope: 'all' })}>{t.review.showAll}</Button></Empty>
      ) : (
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 54 }}>
          <GridList
            aria-label={t.review.list}
            className={s.items ?? ''}
            items={shown.map((one) => ({ item: one, id: one.id, current: one.id === item?.id }))}
            onAction={(key) => desk.pick(String(key))}
          >
            {(one) => <Row item={one.item} current={one.current} />}
          </GridList>
        </Virtualizer>
      )}
    </section>
  );
}

function Row({ item, current }: { item: Item; current: boolean }) {
  const t = useTexts();
  const { what, text } = lineOf(t, item);
  const verdict = decisionOf(item);
  const who = item.kind === 'proposal' ? t.sources[item.proposal.source] : item.revision.author || t.review.unknownAuthor;
  const state = verdict ? t.review[verdict] : item.kind === 'proposal' ? t.review.undecided : t.review.left;
  const Icon = verdict === 'accepted' ? Check : verdict === 'rejected' ? X : CircleDashed;
  return (
    <GridListItem id={item.id} textValue={`${what}: ${text}, ${who}, ${state}`} className={s.item ?? ''} {...(current ? { 'data-open': true } : {})}>
      <span className={s.verdict} data-verdict={verdict ?? 'none'} title={state}><Icon size={15} aria-hidden /></span>
      <span className={s.lines}>
        <span>{text || what}</span>
        <small>{text && `${what} · `}{who}{item.kind === 'proposal' && ` · ${t.severities[item.proposal.severity]}`}</small>
      </span>
    </GridListItem>
  );
}

function Filters({ desk }: { desk: Desk }) {
  const t = useTexts();
  const { all, filter } = desk;
  const set = (part: Partial<Filter>) => desk.setFilter({ ...filter, ...part });
  const whose = useMemo(() => [...new Set(all.filter((one) => filter.scope === 'all' || (one.kind === 'proposal') === (filter.scope === 'proposals')).map(whoOf))], [all, filter.scope]);
  const sorts = useMemo(() => [...new Set(all.map(sortOf))], [all]);
  const names = new Map([
    ...(['model', 'rule', 'clause', 'check'] as const).map((source) => [bySource(source), t.sources[source]] as const),
    ...all.flatMap((one) => (one.kind === 'revision' ? [[byAuthor(one.revision.author), one.revision.author || t.review.unknownAuthor] as const] : [])),
  ]);
  const both = all.some((one) => one.kind === 'proposal') && all.some((one) => one.kind === 'revision');
  return (
    <div className={s.filters}>
      {both && (
        <div className={s.scope}>
          <Pick
            label={t.review.show}
            value={filter.scope}
            onChange={(scope) => desk.setFilter({ ...filter, scope: scope as Filter['scope'], who: undefined })}
            choices={[{ id: 'all', name: t.review.all }, { id: 'proposals', name: t.review.proposals }, { id: 'revisions', name: t.review.others }]}
          />
        </div>
      )}
      <div className={s.chips}>
        {whose.length > 1 && <Chip label={t.review.who} value={filter.who} choices={whose.map((one) => [one, names.get(one) ?? one])} onChoose={(who) => set({ who })} />}
        {sorts.length > 1 && <Chip label={t.review.sort} value={filter.sort} choices={sorts.map((one) => [one, t.sorts[one]])} onChoose={(sort) => set({ sort: sort as Sort | undefined })} />}
        <Chip label={t.review.verdict} value={filter.decision} choices={Object.entries(t.review.verdicts)} onChoose={(decision) => set({ decision: decision as Filter['decision'] })} />
      </div>
    </div>
  );
}
