/** The tools above a document: citations, page, size, and what is needed less often. */
import { ChevronLeft, ChevronRight, Ellipsis, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import type { Citation, FileKind } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { IconButton, classes } from '../../ui/parts';
import ui from '../../ui/ui.module.css';
import s from './document.module.css';

/** A factor, or what the page is made to fit. */
export type ZoomLevel = number | 'width' | 'page';

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

export function CitationSteps(props: { citation: Citation | undefined; citations: Citation[]; onCitation: (citation: Citation) => void }) {
  const t = useTexts();
  const { citation, citations } = props;
  const at = citations.findIndex((one) => one.id === citation?.id);
  if (at < 0) return null;
  const go = (by: number) => {
    const next = citations[(at + by + citations.length) % citations.length];
    if (next) props.onCitation(next);
  };
  return (
    <>
      <span>{t.viewer.citationOf(at + 1, citations.length)}</span>
      <IconButton small outlined label={t.viewer.previousCitation} icon={<ChevronLeft size={15} aria-hidden />} onPress={() => go(-1)} />
      <IconButton small outlined label={t.viewer.nextCitation} icon={<ChevronRight size={15} aria-hidden />} onPress={() => go(1)} />
      <span className={s.sep} />
    </>
  );
}

export function PageBox(props: { kind: FileKind; at: number; total: number; onGo: (page: number) => void }) {
  const t = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const page = Number(typed);
    if (typed && page >= 1 && page <= props.total) props.onGo(page);
    setTyped(null);
  };
  return (
    <label className={s.pageBox}>
      <span className="hidden">{props.kind === 'pdf' ? t.viewer.page : t.viewer.partName}</span>
      <input
        inputMode="numeric"
        value={typed ?? props.at}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onBlur={go}
        onKeyDown={(event) => event.key === 'Enter' && go()}
      />
      <span>{t.viewer.total(props.total)}</span>
    </label>
  );
}

export function Zoom(props: { zoom: ZoomLevel; shown: number; setZoom: (zoom: ZoomLevel) => void }) {
  const t = useTexts();
  const { zoom, shown, setZoom } = props;
  const name = (level: ZoomLevel): string => (level === 'width' ? t.viewer.fit : level === 'page' ? t.viewer.fitPage : t.viewer.percent(level));
  return (
    <>
      <span className={classes(s.sep, s.roomy)} />
      <IconButton small className={s.roomy} label={t.viewer.zoomOut} icon={<Minus size={15} aria-hidden />} onPress={() => setZoom([...ZOOMS].reverse().find((one) => one < shown - 0.01) ?? shown)} />
      <MenuTrigger>
        <AriaButton className={classes(ui.button, ui.plain, ui.small, s.percent, s.wideOnly)} aria-label={t.viewer.size(t.viewer.percent(shown))}>{t.viewer.percent(shown)}</AriaButton>
        <Popover className={ui.popover ?? ''} placement="bottom">
          <Menu className={ui.options ?? ''} aria-label={t.viewer.sizes} selectionMode="single" selectedKeys={[String(zoom)]} onAction={(key) => setZoom(key === 'width' || key === 'page' ? key : Number(key))}>
            {(['width', 'page', ...ZOOMS] as ZoomLevel[]).map((level) => <MenuItem key={level} id={String(level)} className={ui.option ?? ''}>{name(level)}</MenuItem>)}
          </Menu>
        </Popover>
      </MenuTrigger>
      <IconButton small className={s.roomy} label={t.viewer.zoomIn} icon={<Plus size={15} aria-hidden />} onPress={() => setZoom(ZOOMS.find((one) => one > shown + 0.01) ?? shown)} />
    </>
  );
}

export interface More {
  id: string;
  label: string;
  run: () => void;
}

/** What is needed less often, behind one button. */
export function MoreTools({ items }: { items: More[] }) {
  const t = useTexts();
  return (
    <MenuTrigger>
      <IconButton small label={t.viewer.more} icon={<Ellipsis size={16} aria-hidden />} />
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.options ?? ''} aria-label={t.viewer.more} onAction={(key) => items.find((one) => one.id === key)?.run()}>
          {items.map((one) => <MenuItem key={one.id} id={one.id} className={ui.option ?? ''}>{one.label}</MenuItem>)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
