/** The texts of a check while it is made, and of a model's answers. They come with the feature, as the errors do. */
import { checkRun as en } from '../../i18n/en/check-run';
import { useReading } from '../../i18n/language';
import { checkRun as nl, type CheckRun } from '../../i18n/nl/check-run';

export const useCheckRun = (): CheckRun => (useReading().language === 'en' ? en : nl);
