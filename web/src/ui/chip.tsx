/** A filter as a small round button. */
import { ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { useTexts } from '../i18n/language';
import s from './ui.module.css';

/** A filter that shows what it is set to, and offers the choices. */
export function Chip(props: { label: string; value: string | undefined; choices: [string, string][]; onChoose: (id: string | undefined) => void }) {
  const t = useTexts();
  const chosen = props.choices.find(([id]) => id === props.value);
  return (
    <MenuTrigger>
      <AriaButton className={s.chip ?? ''} {...(chosen ? { 'data-set': true } : {})}>
        {chosen ? `${props.label}: ${chosen[1]}` : props.label}
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Popover className={s.popover ?? ''} offset={4}>
        <Menu
          className={s.options ?? ''}
          aria-label={props.label}
          selectionMode="single"
          selectedKeys={[props.value ?? '']}
          onSelectionChange={(keys) => keys !== 'all' && props.onChoose(String([...keys][0] ?? '') || undefined)}
        >
          <MenuItem id="" className={s.option ?? ''}>{t.common.all}</MenuItem>
          {props.choices.map(([id, name]) => <MenuItem key={id} id={id} className={s.option ?? ''}>{name}</MenuItem>)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
