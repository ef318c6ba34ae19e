/**
 * The keys of a page: one register that listens, and that feeds the help and the palette, so that
 * neither can name a key that does not work.
 */
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { tinykeys } from 'tinykeys';

export interface KeyAction {
  id: string;
  label: string;
  /** As tinykeys writes it; absent where the action has no key. */
  keys?: string;
  run: () => void;
  /** Works while typing in a field too. */
  always?: boolean;
  /** Everywhere rather than on this page. */
  global?: boolean;
  /** Not offered in the palette. */
  hidden?: boolean;
  /** Its key is handled where one types: it is told in the help, and not listened for here. */
  told?: boolean;
}

class Register {
  private readonly entries = new Map<string, KeyAction>();
  private readonly listeners = new Set<() => void>();
  private list: KeyAction[] = [];

  add(actions: KeyAction[]): () => void {
    for (const action of actions) this.entries.set(action.id, action);
    this.changed();
    return () => {
      for (const action of actions) if (this.entries.get(action.id) === action) this.entries.delete(action.id);
      this.changed();
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  all = (): KeyAction[] => this.list;

  private changed(): void {
    this.list = [...this.entries.values()];
    for (const listener of this.listeners) listener();
  }
}

const Context = createContext(new Register());

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function KeyProvider(props: { children: ReactNode }) {
  const register = useMemo(() => new Register(), []);
  const actions = useSyncExternalStore(register.subscribe, register.all);
  useEffect(() => {
    const bind = (always: boolean) => {
      const bound = actions.filter((action) => action.keys && !action.told && Boolean(action.always) === always);
      const map = Object.fromEntries(
        bound.map((action) => [
          action.keys ?? '',
          (event: KeyboardEvent) => {
            if (!always && (isTyping(event.target) || document.querySelector('[role=dialog],[role=alertdialog]'))) return;
            event.preventDefault();
            if (always) event.stopPropagation();
            action.run();
          },
        ]),
      );
      // those that always work come before the field or button that has the focus
      return tinykeys(window, map, { capture: always });
    };
    const unbind = [bind(false), bind(true)];
    return () => unbind.forEach((one) => one());
  }, [actions]);
  return <Context.Provider value={register}>{props.children}</Context.Provider>;
}

/** Registers the actions of a page for as long as it is shown. */
export function useActions(actions: KeyAction[]): void {
  const register = useContext(Context);
  const latest = useRef(actions);
  latest.current = actions;
  const shape = actions.map((action) => `${action.id}|${action.label}|${action.keys ?? ''}`).join('\n');
  useEffect(
    () =>
      register.add(
        latest.current.map((action) => ({
          ...action,
          run: () => latest.current.find((one) => one.id === action.id)?.run(),
        })),
      ),
    [register, shape],
  );
}

export function useAllActions(): KeyAction[] {
  const register = useContext(Context);
  return useSyncExternalStore(register.subscribe, register.all);
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The caps to show for a binding: "$mod+KeyK" → Ctrl, K. */
export function caps(keys: string): string[] {
  return keys.split(/[+ ]/).map((key) => {
    if (key === '$mod') return isMac ? '⌘' : 'Ctrl';
    if (key === 'Shift') return '⇧';
    return key.replace(/^Key|^Digit/, '').replace(/^Arrow/, '').replace('Up', '↑').replace('Down', '↓').replace('Escape', 'Esc');
  }).filter((key, index, all) => !(key === '⇧' && all[index + 1] === '?'));
}
