/** Lists as a person types them: one a line, or with commas, with a sign between the parts. */
import type { Basis, Question, QuestionKind } from '../../api/drafter';
import { bare } from '../../i18n/bare';

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** What stands before the first sign and what stands behind it. */
function parted(line: string, sign: string): [string, string] {
  const at = line.indexOf(sign);
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + sign.length).trim()];
}

export const readTags = (text: string): string[] => [...new Set(text.split(',').map((tag) => tag.trim()).filter(Boolean))];
export const showTags = (tags: string[]): string => tags.join(', ');

export const readBasis = (text: string): Basis[] => linesOf(text).map((line) => {
  const [reference, note] = parted(line, '|');
  return { reference, note };
});
export const showBasis = (basis: Basis[]): string => basis.map((one) => (one.note ? `${one.reference} | ${one.note}` : one.reference)).join('\n');

/** A value for conditions of what the reader sees, where none is given. */
export const valueOf = (label: string): string =>
  bare(label).replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '') || 'keuze';

export const readChoices = (text: string): Question['choices'] => linesOf(text).map((line) => {
  const [value, label] = parted(line, '=');
  return label ? { value, label } : { value: valueOf(value), label: value };
});
export const showChoices = (choices: Question['choices']): string => choices.map((one) => `${one.value} = ${one.label}`).join('\n');

const ITEM_KINDS = new Set<string>(['text', 'long_text', 'number', 'yes_no', 'date', 'term', 'money', 'percentage', 'party', 'person', 'company', 'address', 'kvk', 'rsin', 'bsn', 'iban', 'email']);

export const emptyQuestion = (group: string): Question => ({
  name: '', group, label: '', help: null, warn: null, kind: 'text', required: true, prefill: null, when: null, default: null, choices: [], item: [],
});

/** The parts of a list's entries; of those that were there, what is not written here stays. */
export const readItems = (text: string, before: Question[]): Question[] => linesOf(text).map((line) => {
  const [name = '', label = '', kind = ''] = line.split('|').map((part) => part.trim());
  const known = before.find((one) => one.name === name);
  return { ...(known ?? emptyQuestion('')), name, label: label || name, kind: (ITEM_KINDS.has(kind) ? kind : (known?.kind ?? 'text')) as QuestionKind };
});
export const showItems = (items: Question[]): string => items.map((one) => `${one.name} | ${one.label} | ${one.kind}`).join('\n');

export type QuestionFault = 'labelMissing' | 'nameWrong' | 'nameTwice' | 'choicesMissing' | 'itemsMissing';

const NAME = /^[a-z][a-z0-9_]*$/;

/** What is wrong with a question, by its field. */
export function faultsOfQuestion(question: Question, others: Question[]): { label?: QuestionFault; name?: QuestionFault; choices?: QuestionFault; item?: QuestionFault } {
  const name: QuestionFault | undefined = !NAME.test(question.name) ? 'nameWrong' : others.some((one) => one.name === question.name) ? 'nameTwice' : undefined;
  const choices = question.kind === 'choice' && question.choices.length < 2;
  const item = question.kind === 'list' && (question.item.length === 0 || question.item.some((one) => !NAME.test(one.name)));
  return {
    ...(question.label.trim() ? {} : { label: 'labelMissing' as const }),
    ...(name ? { name } : {}),
    ...(choices ? { choices: 'choicesMissing' as const } : {}),
    ...(item ? { item: 'itemsMissing' as const } : {}),
  };
}

/** A place in a Word file as a fault names it: `word/document.xml#12:3`. */
export function placeIn(pointer: string): { part: 'document' | 'header' | 'footer' | 'footnotes' | 'endnotes' | 'other'; paragraph: number } | null {
  const found = /^(?:.*\/)?([a-z]+)\d*\.xml#(\d+)(?::\d+)?$/i.exec(pointer);
  if (!found) return null;
  const name = found[1]?.toLowerCase() ?? '';
  const part = (['document', 'header', 'footer', 'footnotes', 'endnotes'] as const).find((one) => one === name) ?? 'other';
  return { part, paragraph: Number(found[2]) + 1 };
}
