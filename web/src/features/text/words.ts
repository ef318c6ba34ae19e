/** The words of the editor. They come with the feature, in both languages, so that the first page does not carry them. */
import { useMemo } from 'react';
import { text as en } from '../../i18n/en/text';
import { useReading, type Reading } from '../../i18n/language';
import type { Texts as Shared } from '../../i18n/nl';
import { text as nl } from '../../i18n/nl/text';

export type Texts = Shared & typeof nl;

/** What one reads in, with the words of the editor. */
export function useWriting(): Omit<Reading, 't'> & { t: Texts } {
  const reading = useReading();
  return useMemo(() => ({ ...reading, t: { ...reading.t, ...(reading.language === 'en' ? en : nl) } }), [reading]);
}

/** The texts of the current language, with those of the editor. */
export const useTexts = (): Texts => useWriting().t;
