/** Whether the server can be reached, as the last call found it. */
import { useEffect, useSyncExternalStore } from 'react';
import { call, onReach } from '../api/client';
import { renew } from '../api/queries';

let reachable = navigator.onLine;
/** When the browser last said that it has no network. */
let lost = -1;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (value === reachable) return;
  reachable = value;
  if (value) void renew();
  for (const listener of listeners) listener();
}

// an answer to what was asked before the network went says nothing of now
onReach((value, began) => {
  if (!value || began > lost) set(value);
});
window.addEventListener('offline', () => {
  lost = performance.now();
  set(false);
});
window.addEventListener('online', () => void probe());

/** Asks the server whether it is there. */
export async function probe(): Promise<void> {
  try {
    await call('/session');
  } catch {
    // A refusal tells as much as an answer: the call itself has told whether it arrived.
  }
}

export function useReachable(): boolean {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => reachable,
  );
  useEffect(() => {
    if (value) return;
    const timer = setInterval(() => void probe(), 5_000);
    return () => clearInterval(timer);
  }, [value]);
  return value;
}
