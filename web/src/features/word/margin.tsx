/** The margin: comments, remarks that are proposed, and changes that are not of words. */
import { MessageSquare, Paintbrush, Pencil } from 'lucide-react';
import type { Proposal, WordComment, WordRevision, WordView } from '../../api/types';
import { useReading } from '../../i18n/language';
import { classes } from '../../ui/parts';
import { placeOf } from './blocks';
import { hueOf, usePaper } from './known';
import { wording } from './weave';
import s from './word.module.css';

export type Note =
  | { kind: 'comment'; comment: WordComment }
  | { kind: 'remark'; proposal: number }
  | { kind: 'revision'; revision: WordRevision };

const BESIDE = new Set(['format', 'cell', 'numbering']);

/** What is said beside each paragraph, by its place. */
export function notesOf(view: WordView, proposals: Proposal[]): Map<string, Note[]> {
  const notes = new Map<string, Note[]>();
  const add = (place: string, note: Note) => notes.set(place, [...(notes.get(place) ?? []), note]);
  for (const comment of view.comments) if (comment.part !== null) add(placeOf(comment.part, comment.paragraph), { kind: 'comment', comment });
  for (const one of proposals) {
    if (one.decision !== 'rejected' && (one.kind === 'comment' || one.kind === 'set_style')) add(placeOf(one.part, one.paragraph), { kind: 'remark', proposal: one.number });
  }
  for (const revision of view.revisions) if (BESIDE.has(revision.kind)) add(placeOf(revision.part, revision.paragraph), { kind: 'revision', revision });
  return notes;
}

export function Margin({ places }: { places: string[] }) {
  const known = usePaper();
  const notes = places.flatMap((place) => known.notes.get(place) ?? []);
  if (notes.length === 0) return null;
  return (
    <div className={s.margin} data-notes>
      {notes.map((note, index) => {
        if (note.kind === 'comment') return <Comment key={index} comment={note.comment} />;
        return note.kind === 'remark' ? <Remark key={index} number={note.proposal} /> : <Beside key={index} revision={note.revision} />;
      })}
    </div>
  );
}

function Comment({ comment }: { comment: WordComment }) {
  const { t, f } = useReading();
  const known = usePaper();
  return (
    <div className={s.note} role="note" data-hue={hueOf(known, comment.author)}>
      <b><MessageSquare size={13} aria-hidden />{comment.author || t.word.nobody}{comment.date && <small>{f.short(comment.date)}</small>}<span className="hidden">: {t.word.comment}</span></b>
      <p>{comment.text}</p>
    </div>
  );
}

function Remark({ number }: { number: number }) {
  const { t } = useReading();
  const known = usePaper();
  const proposal = known.proposals.get(number);
  if (!proposal) return null;
  const id = `p${number}`;
  const byModel = proposal.source === 'model' && proposal.decision === null;
  return (
    <div className={classes(s.note, s.remark)} role="note" data-item={id} data-current={known.current === id || undefined} data-origin={byModel ? 'model' : undefined} onClick={() => known.onPick?.(id)}>
      <b>{proposal.kind === 'comment' ? <MessageSquare size={13} aria-hidden /> : <Paintbrush size={13} aria-hidden />}{t.proposalKinds[proposal.kind]}<small>{byModel ? t.review.labelModel : t.review.label}</small></b>
      <p>{wording(proposal)}</p>
    </div>
  );
}

function Beside({ revision }: { revision: WordRevision }) {
  const { t } = useReading();
  const known = usePaper();
  const id = `r${revision.number}`;
  return (
    <div className={s.note} role="note" data-hue={hueOf(known, revision.author)} data-item={id} data-current={known.current === id || undefined} onClick={() => known.onPick?.(id)}>
      <b><Pencil size={13} aria-hidden />{revision.author || t.word.nobody}</b>
      <p>{t.revisionKinds[revision.kind]}</p>
    </div>
  );
}
