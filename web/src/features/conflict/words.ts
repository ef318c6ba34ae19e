/** The words of conflict checks. They come with the feature, in both languages, so that the first page does not carry them. */
import { conflict as en } from '../../i18n/en/conflict';
import { useReading, type Reading } from '../../i18n/language';
import { conflict as nl, type ConflictTexts } from '../../i18n/nl/conflict';

/** What one reads in, with the words of conflict checks. */
export function useWords(): Reading & { w: ConflictTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
