/** What a page of the text of a document is called. */
import type { FileKind } from '../../api/types';
import type { Texts } from '../../i18n/nl';

/** "Bladzijde 3" of a PDF; "Deel 3" of a file that is read in parts. */
export const pageName = (t: Texts, kind: FileKind, number: number): string => (kind === 'pdf' ? t.viewer.pageLabel(number) : t.viewer.part(number));
