/** The text of a draft: what is not there, and the desk where it is written. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiError } from '../../api/client';
import { draft as draftQuery, type Draft } from '../../api/drafter';
import { dossier as dossierQuery, renew } from '../../api/queries';
import { draftText, type DraftText } from '../../api/text';
import { Trouble } from '../../app/states';
import { useTexts } from './words';
import { Empty, Loading, classes } from '../../ui/parts';
import { useTitle } from '../session/sign-in';
import { Writing } from './writing';
import ui from '../../ui/ui.module.css';

export const PLACE = '/dossiers/$dossier/drafts/$draft/text';

const isGone = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

export function TextPage() {
  const t = useTexts();
  const { dossier, draft: id } = useParams({ from: PLACE });
  const draft = useQuery(draftQuery(id));
  const text = useQuery(draftText(id));
  const rights = useQuery(dossierQuery(dossier)).data?.rights;
  useTitle(draft.data?.name ?? t.drafts.title);
  useFreshDraft(draft.data, text.data);
  if (draft.data && text.data && rights) return <Writing key={id} first={text.data} draft={draft.data} may={rights.add_documents} />;
  if (isGone(draft.error)) {
    return (
      <Empty title={t.text.gone}>
        <Link to="/dossiers/$dossier/drafts" params={{ dossier }} className={classes(ui.button, ui.solid)}>{t.text.back}</Link>
      </Empty>
    );
  }
  if (isGone(text.error)) {
    return (
      <Empty title={t.text.none} help={t.text.noneHelp}>
        <Link to="/dossiers/$dossier/drafts/$draft" params={{ dossier, draft: id }} className={classes(ui.button, ui.solid)}>{t.text.toQuestions}</Link>
      </Empty>
    );
  }
  const error = draft.error ?? text.error;
  return error ? <Trouble error={error} reset={() => void Promise.all([draft.refetch(), text.refetch()])} /> : <Loading />;
}

/** A draft from before its text was begun is asked for anew. */
function useFreshDraft(draft: Draft | undefined, text: DraftText | undefined): void {
  const behind = Boolean(draft && text && !draft.text);
  useEffect(() => {
    if (behind && draft) void renew(draftQuery(draft.id).queryKey);
  }, [behind, draft]);
}
