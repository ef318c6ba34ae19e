/** What the open document holds: its headings, and its pages in small. */
import { useState, type ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { FileKind, Id, Spot } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Loading } from '../../ui/parts';
import { useAllPages, useHeadings } from './all-pages';
import { pageName } from './page-name';
import s from './document.module.css';

interface ContentsProps {
  document: Id;
  version: Id;
  kind: FileKind;
  total: number;
  /** The pages in small, where the document has them. */
  small: ReactNode;
  onSpot: (spot: Spot) => void;
}

export default function Contents(props: ContentsProps) {
  const t = useTexts();
  const [tab, setTab] = useState(props.small ? 'pages' : 'headings');
  return (
    <Tabs className={s.contents ?? ''} selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
      <TabList className={s.contentTabs ?? ''} aria-label={t.viewer.contents}>
        {props.small ? <Tab id="pages" className={s.contentTab ?? ''}>{t.viewer.pages}</Tab> : null}
        <Tab id="headings" className={s.contentTab ?? ''}>{t.viewer.headings}</Tab>
      </TabList>
      {props.small ? <TabPanel id="pages" className={s.contentPanel ?? ''}>{props.small}</TabPanel> : null}
      <TabPanel id="headings" className={s.contentPanel ?? ''}><Headings {...props} /></TabPanel>
    </Tabs>
  );
}

function Headings(props: ContentsProps) {
  const t = useTexts();
  const { texts, loading } = useAllPages(props.document, props.version, props.total);
  const headings = useHeadings(texts);
  if (loading && headings.length === 0) return <Loading />;
  if (headings.length === 0) return <p className={s.nothing}>{t.viewer.noHeadings}</p>;
  return (
    <GridList aria-label={t.viewer.headings} className={s.headings ?? ''}>
      {headings.map((heading) => (
        <GridListItem
          key={`${heading.page} ${heading.start}`}
          id={`${heading.page} ${heading.start}`}
          textValue={`${heading.text}, ${pageName(t, props.kind, heading.page)}`}
          className={s.heading ?? ''}
          onAction={() => props.onSpot({ version: props.version, page: heading.page, range: { start: heading.start, end: heading.end } })}
        >
          <span>{heading.text}</span>
          <small>{heading.page}</small>
        </GridListItem>
      ))}
    </GridList>
  );
}
