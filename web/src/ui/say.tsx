/**
 * What just happened, said once: shown for a moment, and read out by a screen reader from the one
 * polite region of the page.
 */
import { useSyncExternalStore } from 'react';
import { useTexts } from '../i18n/language';
import { CloseButton } from './parts';
import s from './ui.module.css';

interface Said {
  id: number;
  text: string;
  shown: boolean;
}

const SHOWN_MS = 6_000;

let said: Said[] = [];
let spoken = '';
let next = 1;
const listeners = new Set<() => void>();

function change(list: Said[], words = spoken): void {
  said = list;
  spoken = words;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function forget(id: number): void {
  change(said.filter((one) => one.id !== id));
}

/** Shows a message for a moment and reads it out. */
export function say(text: string): void {
  const id = next++;
  change([...said.slice(-3), { id, text, shown: true }], text);
  setTimeout(() => forget(id), SHOWN_MS);
}

/** Reads a message out without showing it: the page shows the same already. */
export function announce(text: string): void {
  change(said, text);
}

export function Said() {
  const list = useSyncExternalStore(subscribe, () => said);
  const words = useSyncExternalStore(subscribe, () => spoken);
  const t = useTexts();
  return (
    <>
      <div role="status" aria-live="polite" className="hidden" data-testid="status">{words}</div>
      {list.length > 0 && (
        <section className={s.toasts} aria-label={t.common.messages}>
          {list.map((one) => (
            <div key={one.id} className={s.toast}>
              <span>{one.text}</span>
              <CloseButton onPress={() => forget(one.id)} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}
