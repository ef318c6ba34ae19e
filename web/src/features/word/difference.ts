/** Which words of a text differ from another, so that only those are shown struck and written. */

/** What goes at `from..to` of the old text, in code points, and what comes in its place. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

const words = (text: string): string[] => text.match(/\s+|\S+/gu) ?? [];
const length = (text: string): number => [...text].length;

/** Beyond this many comparisons the ends that are equal are looked for, and nothing between. */
const MOST = 1_000_000;
/** Where less of the letters stays, one change reads better than many. */
const ALIKE = 0.4;

/** The edits that make `after` of `before`, in order. */
export function difference(before: string, after: string): Edit[] {
  if (before === after) return [];
  const [old, now] = [words(before), words(after)];
  if (old.length * now.length > MOST) return trimmed(old, now);
  const edits = joined(walk(old, now, table(old, now)), [...before]);
  const stays = [...before].length - edits.reduce((sum, edit) => sum + edit.to - edit.from, 0);
  if ((2 * stays) / (length(before) + length(after)) < ALIKE) return [{ from: 0, to: length(before), text: after }];
  return edits;
}

/** Edits with nothing but a space between them read as one. */
function joined(edits: Edit[], before: string[]): Edit[] {
  const list: Edit[] = [];
  for (const edit of edits) {
    const last = list.at(-1);
    const between = last && before.slice(last.to, edit.from).join('');
    if (last && between?.trim() === '') Object.assign(last, { to: edit.to, text: last.text + between + edit.text });
    else list.push({ ...edit });
  }
  return list.map((edit) => bare(edit, before)).filter((edit) => edit.to > edit.from || edit.text);
}

/** An edit without the spaces at its ends that stay as they are. */
function bare(edit: Edit, before: string[]): Edit {
  const [old, now] = [before.slice(edit.from, edit.to), [...edit.text]];
  let [head, tail] = [0, 0];
  while (head < Math.min(old.length, now.length) && old[head] === now[head] && old[head]?.trim() === '') head++;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail) && old.at(-1 - tail)?.trim() === '') tail++;
  return { from: edit.from + head, to: edit.to - tail, text: now.slice(head, now.length - tail).join('') };
}

/** How many words two texts have in common from each pair of places on. */
function table(old: string[], now: string[]): number[][] {
  const rows = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i] ?? [], rows[i + 1] ?? []];
    for (let j = now.length - 1; j >= 0; j--) row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return rows;
}

function walk(old: string[], now: string[], common: number[][]): Edit[] {
  const edits: Edit[] = [];
  let [i, j, at] = [0, 0, 0];
  let open: Edit | null = null;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      open = null;
      at += length(old[i++] ?? '');
      j++;
      continue;
    }
    if (!open) edits.push((open = { from: at, to: at, text: '' }));
    if (j >= now.length || (i < old.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) open.to = at += length(old[i++] ?? '');
    else open.text += now[j++];
  }
  return edits;
}

/** One edit, without the words at both ends that are equal. */
function trimmed(old: string[], now: string[]): Edit[] {
  let head = 0;
  while (head < old.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const from = length(old.slice(0, head).join(''));
  return [{ from, to: from + length(old.slice(head, old.length - tail).join('')), text: now.slice(head, now.length - tail).join('') }];
}
