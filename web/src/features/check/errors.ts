/** What can be wrong with a check, in words. They come with the feature, so that the first page does not carry them. */
import { checkErrors as en } from '../../i18n/en/check-errors';
import { useReading } from '../../i18n/language';
import { checkErrors as nl, type CheckErrors } from '../../i18n/nl/check-errors';

export const useCheckErrors = (): CheckErrors => (useReading().language === 'en' ? en : nl);
