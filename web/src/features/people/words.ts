/** The words of people and roles. They come with the feature, in both languages, so that the first page does not carry them. */
import { people as en } from '../../i18n/en/people';
import { useReading, type Reading } from '../../i18n/language';
import { people as nl, type PeopleTexts } from '../../i18n/nl/people';

/** What one reads in, with the words of people and roles. */
export function useWords(): Reading & { w: PeopleTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
