/** The words of sanctions. They come with the feature, in both languages, so that the first page does not carry them. */
import { sanction as en } from '../../i18n/en/sanction';
import { useReading, type Reading } from '../../i18n/language';
import { sanction as nl, type SanctionTexts } from '../../i18n/nl/sanction';

/** What one reads in, with the words of sanctions. */
export function useWords(): Reading & { w: SanctionTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
