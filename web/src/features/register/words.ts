/** The words of registers. They come with the feature, in both languages, so that the first page does not carry them. */
import { register as en } from '../../i18n/en/register';
import { useReading, type Reading } from '../../i18n/language';
import { register as nl, type RegisterTexts } from '../../i18n/nl/register';

/** What one reads in, with the words of registers. */
export function useWords(): Reading & { w: RegisterTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
