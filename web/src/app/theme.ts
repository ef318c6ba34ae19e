/** Light, dark, or as the system has it. */
import { useSyncExternalStore } from 'react';
import { remember, remembered } from './memory';

export type Theme = 'light' | 'dark' | 'system';

const listeners = new Set<() => void>();
let theme: Theme = read();

function read(): Theme {
  const value = remembered('theme');
  return value === 'light' || value === 'dark' ? value : 'system';
}

export function applyTheme(): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function setTheme(value: Theme): void {
  theme = value;
  remember('theme', value);
  applyTheme();
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => theme,
  );
}
