/** The bar that floats over the paper: where one is, and the two decisions. */
import { Check, CheckCheck, ChevronDown, ChevronUp, PanelRightOpen, X } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Toolbar } from 'react-aria-components/Toolbar';
import { caps } from '../../app/keys';
import { useTexts } from '../../i18n/language';
import { Button, IconButton, Kbd } from '../../ui/parts';
import ui from '../../ui/ui.module.css';
import type { Desk } from './use-desk';
import s from './review.module.css';

export const KEYS = { next: 'Alt+ArrowDown', previous: 'Alt+ArrowUp', accept: 'Alt+Enter', reject: 'Alt+Shift+Enter' };

interface BarProps {
  desk: Desk;
  /** Asks for a decision on all that is open. */
  onAll: (verdict: 'accepted' | 'rejected') => void;
  onExplain: (() => void) | null;
}

export function Bar({ desk, onAll, onExplain }: BarProps) {
  const t = useTexts();
  const { shown, item, canDecide } = desk;
  const at = shown.findIndex((one) => one.id === item?.id);
  const ready = item !== undefined;
  return (
    <Toolbar aria-label={t.review.bar} className={s.bar ?? ''}>
      <IconButton small label={t.review.previous} icon={<ChevronUp size={16} aria-hidden />} isDisabled={shown.length === 0} onPress={() => desk.walk(-1)} />
      <span className={s.place} data-testid="place">{t.review.of(at + 1, shown.length)}</span>
      <IconButton small label={t.review.next} icon={<ChevronDown size={16} aria-hidden />} isDisabled={shown.length === 0} onPress={() => desk.walk(1)} />
      {canDecide && (
        <>
          <span className={s.sep} />
          <Button small look={desk.openProposals.length > 0 ? 'solid' : 'ghost'} isDisabled={!ready} onPress={() => desk.decide('accepted')}>
            <Check size={14} aria-hidden /><span className={s.word}>{t.review.acceptNext}</span><Keys of={KEYS.accept} />
          </Button>
          <Button small isDisabled={!ready} onPress={() => desk.decide('rejected')}>
            <X size={14} aria-hidden /><span className={s.word}>{t.review.rejectNext}</span><Keys of={KEYS.reject} />
          </Button>
        </>
      )}
      {canDecide && desk.openProposals.length > 1 && (
        <MenuTrigger>
          <IconButton small label={t.review.openAll} icon={<CheckCheck size={16} aria-hidden />} />
          <Popover className={ui.popover ?? ''} placement="top end">
            <Menu className={ui.options ?? ''} aria-label={t.review.openAll} onAction={(key) => onAll(key as 'accepted')}>
              <MenuItem id="accepted" className={ui.option ?? ''}>{t.review.acceptAll(desk.openProposals.length)}</MenuItem>
              <MenuItem id="rejected" className={ui.option ?? ''}>{t.review.rejectAll(desk.openProposals.length)}</MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {onExplain && <IconButton small label={t.review.explain} icon={<PanelRightOpen size={16} aria-hidden />} onPress={onExplain} />}
    </Toolbar>
  );
}

function Keys({ of }: { of: string }) {
  return <span className={s.keys} aria-hidden>{caps(of).map((cap) => <Kbd key={cap}>{cap === 'Enter' ? '↵' : cap}</Kbd>)}</span>;
}
