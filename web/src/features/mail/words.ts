/** The words of mail. They come with the feature, in both languages, so that the first page does not carry them. */
import { mail as en } from '../../i18n/en/mail';
import { useReading, type Reading } from '../../i18n/language';
import { mail as nl, type MailTexts } from '../../i18n/nl/mail';

/** What one reads in, with the words of mail. */
export function useWords(): Reading & { w: MailTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
