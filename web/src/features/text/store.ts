/** A value that components follow, set from outside of them; an equal value is no change. */
import { useSyncExternalStore } from 'react';

export class Store<T extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  get = (): T => this.value;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  set(more: Partial<T>): void {
    const changed = (Object.keys(more) as (keyof T)[]).some((name) => this.value[name] !== more[name]);
    if (!changed) return;
    this.value = { ...this.value, ...more };
    for (const listener of this.listeners) listener();
  }
}

export const useStore = <T extends object>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
