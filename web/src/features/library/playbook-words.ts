/** The words of playbooks. They come with the feature, in both languages, so that the first page does not carry them. */
import { playbook as en } from '../../i18n/en/playbook';
import { useReading } from '../../i18n/language';
import { playbook as nl, type PlaybookTexts } from '../../i18n/nl/playbook';

export const usePlaybookWords = (): PlaybookTexts => (useReading().language === 'en' ? en : nl);
