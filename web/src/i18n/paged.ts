/** Only the pages of a PDF are pages that a reader finds elsewhere too; other files are read in parts. */
const IN_PARTS = /\.(?:doc[xm]|dotx|xls[xm]|xltx|eml|x?html?|txt|md|markdown)$/i;

export const isInParts = (name: string): boolean => IN_PARTS.test(name);
