/** The words of tests. They come with the feature, in both languages, so that the first page does not carry them. */
import { training as en } from '../../i18n/en/training';
import { useReading, type Reading } from '../../i18n/language';
import { training as nl, type TrainingTexts } from '../../i18n/nl/training';

/** What one reads in, with the words of tests. */
export function useWords(): Reading & { w: TrainingTexts } {
  const reading = useReading();
  return { ...reading, w: reading.language === 'en' ? en : nl };
}
