/** Beside the text: what the checks found, its outline, its versions, its sources. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { Draft } from '../../../api/drafter';
import { useTexts } from '../words';
import type { Desk } from '../desk';
import { useStore } from '../store';
import { Checks } from './checks';
import { Outline } from './outline';
import { Sources } from './sources';
import { Versions } from './versions';
import s from './panel.module.css';

interface PanelProps {
  desk: Desk;
  draft: Draft;
  may: boolean;
  onGoTo: (id: string) => void;
  onOld: (number: number) => void;
}

export function SidePanel({ desk, draft, may, onGoTo, onOld }: PanelProps) {
  const t = useTexts();
  const { checks } = useStore(desk.told).text;
  const { citations } = useStore(desk.around).survey;
  const tab = (id: keyof typeof t.text.panels, many = 0) => (
    <Tab id={id} className={s.tab ?? ''}>{t.text.panels[id]}{many > 0 && <span className={s.count}>{many}</span>}</Tab>
  );
  return (
    <Tabs className={s.tabs ?? ''} defaultSelectedKey="checks">
      <TabList aria-label={t.text.side} className={s.list ?? ''}>
        {tab('checks', checks.length)}
        {tab('outline')}
        {tab('versions')}
        {tab('sources', citations.length)}
      </TabList>
      <TabPanel id="checks" className={s.panel ?? ''}><Checks desk={desk} draft={draft} may={may} onGoTo={onGoTo} /></TabPanel>
      <TabPanel id="outline" className={s.panel ?? ''}><Outline desk={desk} onGoTo={onGoTo} /></TabPanel>
      <TabPanel id="versions" className={s.panel ?? ''}><Versions desk={desk} draft={draft} may={may} onOld={onOld} /></TabPanel>
      <TabPanel id="sources" className={s.panel ?? ''}><Sources desk={desk} draft={draft} onGoTo={onGoTo} /></TabPanel>
    </Tabs>
  );
}
