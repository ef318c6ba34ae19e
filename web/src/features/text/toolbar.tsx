/** The tools over the paper: what a line is, how words are set, what can be put in. */
import { Bold, ChevronDown, CircleHelp, Italic, Plus, Redo2, Table2, Underline, Undo2 } from 'lucide-react';
import { toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, mergeCells, splitCell } from '@tiptap/pm/tables';
import type { Command } from '@tiptap/pm/state';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { useAllActions } from '../../app/keys';
import { useTexts } from './words';
import { IconButton, classes } from '../../ui/parts';
import type { Desk } from './desk';
import { around } from './edit/around';
import { become, KINDS, type Kind } from './edit/kinds';
import { ITEMS, type Item } from './items';
import type { Insert } from './insert/inserting';
import { useStore } from './store';
import ui from '../../ui/ui.module.css';
import s from './text.module.css';

interface ToolbarProps {
  ref: Ref<HTMLDivElement>;
  desk: Desk | null;
  hidden: boolean;
  onInsert: (insert: Insert) => void;
}

export function Toolbar({ ref, desk, hidden, onInsert }: ToolbarProps) {
  return <div className={s.tools} ref={ref} hidden={hidden} onKeyDown={(event) => event.key === 'Escape' && desk?.focus()}>{desk && <Tools desk={desk} onInsert={onInsert} />}</div>;
}

const mark = (name: string): Command => (state, dispatch) => {
  const type = state.schema.marks[name];
  return type ? toggleMark(type)(state, dispatch) : false;
};

function Tools({ desk, onInsert }: { desk: Desk; onInsert: (insert: Insert) => void }) {
  const t = useTexts();
  const now = useStore(desk.tools);
  const actions = useAllActions();
  const help = () => actions.find((one) => one.id === 'help')?.run();
  return (
    <AriaToolbar aria-label={t.text.tools} className={s.toolbar ?? ''}>
      <Choice label={t.text.kind} value={now.kind ? t.text.kinds[now.kind] : t.text.otherKind} wide>
        <Menu
          className={ui.options ?? ''} aria-label={t.text.kind} selectionMode="single" selectedKeys={now.kind ? [now.kind] : []}
          onAction={(key) => desk.run(become(key as Kind))}
        >
          {KINDS.map((kind) => <MenuItem key={kind} id={kind} className={ui.option ?? ''}>{t.text.kinds[kind]}</MenuItem>)}
        </Menu>
      </Choice>
      <Toggle label={t.text.bold} on={now.bold} icon={<Bold size={15} aria-hidden />} onPress={() => desk.run(mark('bold'))} />
      <Toggle label={t.text.italic} on={now.italic} icon={<Italic size={15} aria-hidden />} onPress={() => desk.run(mark('italic'))} />
      <Toggle label={t.text.underline} on={now.underline} icon={<Underline size={15} aria-hidden />} onPress={() => desk.run(mark('underline'))} />
      <Choice label={t.text.insert} value={t.text.insert} icon={<Plus size={15} aria-hidden />}>
        <Menu className={ui.options ?? ''} aria-label={t.text.insert} onAction={(key) => putItem(desk, key as Item, onInsert)}>
          {ITEMS.map((item) => (
            <MenuItem key={item} id={item} textValue={t.text.items[item][0]} className={ui.option ?? ''}>
              <span>{t.text.items[item][0]}{t.text.items[item][1] && <small>{t.text.items[item][1]}</small>}</span>
            </MenuItem>
          ))}
        </Menu>
      </Choice>
      {now.inTable && <TableChoice desk={desk} />}
      <span className={s.grow} />
      <IconButton small label={t.text.undo} icon={<Undo2 size={15} aria-hidden />} isDisabled={!now.canUndo} onPress={() => desk.run(undo)} />
      <IconButton small label={t.text.redo} icon={<Redo2 size={15} aria-hidden />} isDisabled={!now.canRedo} onPress={() => desk.run(redo)} />
      <IconButton small label={t.text.keysHelp} icon={<CircleHelp size={15} aria-hidden />} onPress={help} />
    </AriaToolbar>
  );
}

/** Puts something in, at once or after it was chosen. */
export function putItem(desk: Desk, item: Item, onInsert: (insert: Insert) => void): void {
  if (item === 'clause' || item === 'reference' || item === 'citation' || item === 'variable') onInsert(item);
  else desk.put(item);
}

interface ToggleProps {
  label: string;
  on: boolean;
  icon: ReactNode;
  onPress: () => void;
}

function Toggle({ label, on, icon, onPress }: ToggleProps) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton aria-label={label} isSelected={on} onChange={onPress} className={classes(ui.button, ui.plain, ui.icon, ui.small, s.toggle)}>{icon}</ToggleButton>
      <Tooltip className={ui.tip ?? ''} offset={6}>{label}</Tooltip>
    </TooltipTrigger>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  icon?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

function Choice({ label, value, icon, wide, children }: ChoiceProps) {
  return (
    <MenuTrigger>
      <AriaButton className={classes(ui.button, ui.plain, ui.small, s.choice)} {...(label === value ? {} : { 'aria-label': `${label}: ${value}` })} {...(wide ? { 'data-wide': true } : {})}>
        {icon}<span>{value}</span><ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Popover className={ui.popover ?? ''} offset={4}>{children}</Popover>
    </MenuTrigger>
  );
}

const header: Command = (state, dispatch) => {
  const found = around(state.selection.$from, 'table');
  if (found) dispatch?.(state.tr.setNodeAttribute(found.pos, 'header', !found.node.attrs.header));
  return found !== null;
};

const TABLE = { rowAfter: addRowAfter, rowBefore: addRowBefore, columnAfter: addColumnAfter, columnBefore: addColumnBefore, rowGone: deleteRow, columnGone: deleteColumn, merge: mergeCells, split: splitCell, header, tableGone: deleteTable } as const;

function TableChoice({ desk }: { desk: Desk }) {
  const t = useTexts();
  const actions = Object.keys(TABLE) as (keyof typeof TABLE)[];
  return (
    <Choice label={t.text.table} value={t.text.table} icon={<Table2 size={15} aria-hidden />}>
      <Menu className={ui.options ?? ''} aria-label={t.text.table} onAction={(key) => desk.run(TABLE[key as keyof typeof TABLE])}>
        {actions.map((key) => <MenuItem key={key} id={key} className={ui.option ?? ''}>{t.text.tableActions[key]}</MenuItem>)}
      </Menu>
    </Choice>
  );
}
