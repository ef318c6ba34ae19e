/** Whether a change is of words alone, so that nothing has to be counted or looked for anew. */
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from '@tiptap/pm/transform';

const known = new WeakMap<Transaction, boolean>();

function isWords(fragment: Node['content']): boolean {
  for (let index = 0; index < fragment.childCount; index++) if (!fragment.child(index).isText) return false;
  return true;
}

/** Only letters came, went or were set otherwise, each within a line. */
export function isPlain(tr: Transaction): boolean {
  const before = known.get(tr);
  if (before !== undefined) return before;
  const plain = tr.steps.every((step, index) => {
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return true;
    if (!(step instanceof ReplaceStep) || step.slice.openStart > 0 || step.slice.openEnd > 0 || !isWords(step.slice.content)) return false;
    const doc = tr.docs[index];
    if (!doc) return false;
    const from = doc.resolve(step.from);
    if (!from.parent.isTextblock) return false;
    return step.to === step.from || (from.sameParent(doc.resolve(step.to)) && isWords(from.parent.slice(from.parentOffset, from.parentOffset + step.to - step.from).content));
  });
  known.set(tr, plain);
  return plain;
}
