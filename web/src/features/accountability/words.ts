/** The words of how the firm stands. They come with the feature, in both languages, so that the first page does not carry them. */
import { accountability as en } from '../../i18n/en/accountability';
import { useReading, type Reading } from '../../i18n/language';
import { accountability as nl, type AccountabilityTexts } from '../../i18n/nl/accountability';

/** What one reads in, with the words of how the firm stands. */
export function useWords(): Reading & { w: AccountabilityTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
