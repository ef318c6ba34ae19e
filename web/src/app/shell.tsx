/** The frame around every page: the rail, the way to the content, and what is said on the side. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { BookCheck, BrickWall, Command, FilePenLine, FolderClosed, Keyboard as KeyboardIcon, LogOut, Search, Sun, UserRound } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components/Menu';
import { session } from '../api/queries';
import type { Language } from '../api/types';
import { useReading } from '../i18n/language';
import { Button, Kbd, classes } from '../ui/parts';
import { JobTray } from '../features/job/tray';
import { useLanguageChoice, useSignOut } from '../features/session/use-session';
import { useActions } from './keys';
import { probe, useReachable } from './presence';
import { setTheme, useTheme, type Theme } from './theme';
import ui from '../ui/ui.module.css';
import s from './shell.module.css';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const Help = lazy(() => import('./help').then((module) => ({ default: module.Help })));

export function Shell() {
  const { t } = useReading();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const navigate = useNavigate();
  const administers = useQuery(session).data?.user?.role === 'firm_administrator';
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  useActions([
    { id: 'palette', label: t.help.keys.palette, keys: '$mod+KeyK', run: () => setOpen('palette'), always: true, global: true, hidden: true },
    { id: 'help', label: t.help.keys.help, keys: 'Shift+?', run: () => setOpen('help'), global: true },
    { id: 'today', label: t.help.keys.today, keys: 'g v', run: () => void navigate({ to: '/' }), global: true },
    { id: 'dossiers', label: t.help.keys.dossiers, keys: 'g d', run: () => void navigate({ to: '/dossiers' }), global: true },
    { id: 'drafting', label: t.library.key, keys: 'g o', run: () => void navigate({ to: '/drafting' }), global: true },
    { id: 'registers', label: t.nav.registers, keys: 'g r', run: () => void navigate({ to: '/registers' }), global: true },
    { id: 'search', label: t.help.keys.search, keys: 'g z', run: () => void navigate({ to: '/search' }), global: true },
    ...(administers ? [{ id: 'walls', label: t.walls.title, run: () => void navigate({ to: '/admin/walls' }), global: true }] : []),
    { id: 'account', label: t.nav.account, run: () => void navigate({ to: '/account' }), global: true },
  ]);
  return (
    <div className={s.shell}>
      <a className={s.skip} href="#main" onClick={() => main.current?.focus()}>{t.common.skip}</a>
      <Offline />
      <header className={s.rail}>
        <div className={s.brand}>
          <span className={s.seal} aria-hidden>§</span>
          <span>{t.common.product}</span>
        </div>
        <nav aria-label={t.nav.main}>
          <Link to="/" className={s.item} activeOptions={{ exact: true }}><Sun size={17} aria-hidden />{t.nav.today}</Link>
          <Link to="/dossiers" className={s.item}><FolderClosed size={17} aria-hidden />{t.nav.dossiers}</Link>
          <Link to="/drafting" className={s.item}><FilePenLine size={17} aria-hidden />{t.nav.drafting}</Link>
          <Link to="/registers" className={s.item}><BookCheck size={17} aria-hidden />{t.nav.registers}</Link>
          <Link to="/search" className={s.item}><Search size={17} aria-hidden />{t.nav.search}</Link>
          {administers && <Link to="/admin/walls" className={s.item}><BrickWall size={17} aria-hidden />{t.nav.admin}</Link>}
        </nav>
        <div className={s.grow} />
        <JobTray className={s.item ?? ''} />
        <Me onOpen={setOpen} />
      </header>
      <main id="main" className={s.main} tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <Suspense>
        {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
        {open === 'help' && <Help onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}

/** After going to another page the keyboard starts at its content. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const path = useLocation({ select: (location) => location.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path, main]);
}

function Offline() {
  const { t } = useReading();
  const reachable = useReachable();
  if (reachable) return null;
  return (
    <div className={s.offline} role="alert">
      <b>{t.offline.title}</b>
      <span>{t.offline.detail}</span>
      <Button look="link" small onPress={() => void probe()}>{t.offline.retry}</Button>
    </div>
  );
}

const initials = (name: string): string =>
  name.replace(/^(mr|mw|dr|dhr)\.?\s+/i, '').split(/[\s.]+/).filter(Boolean)
    .map((part) => part[0]?.toUpperCase() ?? '').filter((_, index, all) => index === 0 || index === all.length - 1).join('');

function Me(props: { onOpen: (what: 'palette' | 'help') => void }) {
  const { t, language } = useReading();
  const { data } = useQuery(session);
  const navigate = useNavigate();
  const theme = useTheme();
  const choose = useLanguageChoice();
  const signOut = useSignOut();
  const name = data?.user?.name ?? '';
  const act = (key: React.Key) => {
    if (key === 'account') void navigate({ to: '/account' });
    else if (key === 'sign-out') signOut();
    else if (key === 'palette' || key === 'help') props.onOpen(key);
  };
  return (
    <div className={s.meRule}>
      <MenuTrigger>
        <AriaButton className={s.me ?? ''}>
          <span className={s.avatar} aria-hidden>{initials(name)}</span>
          <span>
            {name}
            <small>{data?.firm?.name}</small>
          </span>
        </AriaButton>
        <Popover className={ui.popover ?? ''} placement="top start">
          <Menu className={ui.options ?? ''} onAction={act} aria-label={t.nav.account}>
            <MenuItem id="account" className={ui.option ?? ''}><UserRound size={16} aria-hidden />{t.nav.account}</MenuItem>
            <MenuItem id="palette" className={ui.option ?? ''} textValue={t.nav.palette}><Command size={16} aria-hidden />{t.nav.palette}<Kbd>Ctrl K</Kbd></MenuItem>
            <MenuItem id="help" className={ui.option ?? ''} textValue={t.nav.help}><KeyboardIcon size={16} aria-hidden />{t.nav.help}<Kbd>?</Kbd></MenuItem>
            <Separator className={ui.rule ?? ''} />
            <Choices title={t.nav.language} now={language} names={t.languages} onChoose={(value) => choose(value as Language)} />
            <Separator className={ui.rule ?? ''} />
            <Choices title={t.nav.theme} now={theme} names={t.theme} onChoose={(value) => setTheme(value as Theme)} />
            <Separator className={ui.rule ?? ''} />
            <MenuItem id="sign-out" className={ui.option ?? ''}><LogOut size={16} aria-hidden />{t.nav.signOut}</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

function Choices(props: { title: string; now: string; names: Record<string, string>; onChoose: (id: string) => void }) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.now]}
      onSelectionChange={(keys) => keys !== 'all' && props.onChoose(String([...keys][0]))}
    >
      <Header className={ui.optionHead ?? ''}>{props.title}</Header>
      {Object.entries(props.names).map(([id, name]) => (
        <MenuItem key={id} id={id} textValue={name} className={classes(ui.option)}>
          {({ isSelected }) => <>{name}{isSelected && <span aria-hidden style={{ marginInlineStart: 'auto' }}>✓</span>}</>}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
