/**
 * What this browser remembers: how things look, never what they hold. A private window that
 * refuses storage just forgets.
 */
type Remembered = 'language' | 'theme' | 'rail';

export function remembered(key: Remembered): string | null {
  try {
    return localStorage.getItem(`legalmind.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: Remembered, value: string): void {
  try {
    localStorage.setItem(`legalmind.${key}`, value);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}
