/** One document in the list: what it is, how far it is, and what can be done with it. */
import { useMutation } from '@tanstack/react-query';
import { Download, Ellipsis, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { GridListItem } from 'react-aria-components/GridList';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { call } from '../../api/client';
import { contentUrl, documents, isMoving, renew } from '../../api/queries';
import type { Doc, Dossier } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { Confirm, Sheet } from '../../ui/dialog';
import { Field } from '../../ui/fields';
import { Bar, Button, FileTag, IconButton, classes } from '../../ui/parts';
import { problemText, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import ui from '../../ui/ui.module.css';
import s from './document.module.css';

interface RowProps {
  doc: Doc;
  dossier: Dossier;
  open: boolean;
  attachments: number;
  parent: Doc | undefined;
}

export function DocumentRow({ doc, dossier, open, attachments, parent }: RowProps) {
  const state = useStateLine(doc, attachments);
  return (
    <GridListItem
      id={doc.id}
      textValue={`${doc.name}, ${state.text}`}
      className={s.row ?? ''}
      {...(open ? { 'data-open': true } : {})}
      {...(parent ? { 'data-child': true } : {})}
    >
      <FileTag kind={doc.kind} />
      <span className={s.words}>
        <span className={s.name} title={doc.name}>{shortName(doc.name)}</span>
        <small className={classes(state.tone && s[state.tone])} title={state.title}>{state.text}</small>
        {isMoving(doc) && (doc.progress === 'reading' || doc.progress === 'recognising') && <Bar done={doc.pages_done} total={doc.pages} />}
      </span>
      <DocumentMenu doc={doc} dossier={dossier} />
    </GridListItem>
  );
}

/** Saves the original; a refusal does not take the page away. */
export function download(doc: Doc, version = doc.version): void {
  const link = document.createElement('a');
  link.href = contentUrl(doc.id, version, false);
  link.download = doc.name;
  link.click();
}

/** How many pages of a document that was read lack their text. */
export const unreadPages = (doc: Doc): number =>
  !isMoving(doc) && doc.progress !== 'failed' && doc.reason && doc.pages !== null ? Math.max(0, doc.pages - doc.pages_done) : 0;

/** The name without an ending the tag beside it tells already. */
export function shortName(name: string): string {
  return name.replace(/\.(pdf|docx|xlsx|eml|html?|txt|md)$/i, '') || name;
}

function useStateLine(doc: Doc, attachments: number): { text: string; tone?: 'warn' | 'bad'; title?: string } {
  const { t } = useReading();
  if (doc.progress === 'failed') {
    const reason = doc.reason ?? 'internal';
    return { text: `${t.progress.failed}: ${t.reasonNames[reason]}`, tone: 'bad', title: t.reasons[reason] };
  }
  if (isMoving(doc)) {
    const how = doc.pages ? ` ${t.documents.of(doc.pages_done, doc.pages)}` : '';
    return { text: `${t.progress[doc.progress]}${how}` };
  }
  const parts = [
    doc.version_number > 1 && t.documents.version(doc.version_number),
    doc.pages && doc.kind === 'pdf' && t.documents.pages(doc.pages),
    attachments > 0 && t.documents.attachments(attachments),
  ];
  const unread = unreadPages(doc);
  if (unread > 0) return { text: [...parts, t.documents.unread(unread)].filter(Boolean).join(' · '), tone: 'warn', title: t.viewer.unread(unread) };
  if (doc.duplicate_of) return { text: [...parts, t.documents.duplicate].filter(Boolean).join(' · '), tone: 'warn' };
  if (doc.recognised) return { text: [...parts, t.documents.ocr].filter(Boolean).join(' · '), tone: 'warn' };
  return { text: [...parts, t.progress[doc.progress]].filter(Boolean).join(' · ') };
}

function DocumentMenu({ doc, dossier }: { doc: Doc; dossier: Dossier }) {
  const t = useTexts();
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null);
  const fresh = () => renew(documents(dossier.id).queryKey);
  const retry = useMutation({
    mutationFn: () => call<void>(`/documents/${doc.id}/retry`, { method: 'POST' }),
    onSuccess: () => {
      say(t.documents.retried);
      return fresh();
    },
    onError: (error) => say(problemText(t, error)),
  });
  const act = (key: React.Key) => {
    if (key === 'download') download(doc);
    else if (key === 'retry') retry.mutate();
    else setAsking(key as 'rename' | 'remove');
  };
  return (
    <>
      <MenuTrigger>
        <IconButton small className={s.menu} label={t.documents.actionsFor(doc.name)} icon={<Ellipsis size={16} aria-hidden />} />
        <Popover className={ui.popover ?? ''} placement="bottom end">
          <Menu className={ui.options ?? ''} onAction={act} aria-label={t.documents.actionsFor(doc.name)}>
            <MenuItem id="download" className={ui.option ?? ''}><Download size={16} aria-hidden />{t.documents.original}</MenuItem>
            {doc.progress === 'failed' && dossier.rights.add_documents && <MenuItem id="retry" className={ui.option ?? ''}><RotateCcw size={16} aria-hidden />{t.documents.retry}</MenuItem>}
            {dossier.rights.update && <MenuItem id="rename" className={ui.option ?? ''}><Pencil size={16} aria-hidden />{t.documents.rename}</MenuItem>}
            {dossier.rights.update && <MenuItem id="remove" className={classes(ui.option, ui.bad)}><Trash2 size={16} aria-hidden />{t.documents.remove}</MenuItem>}
          </Menu>
        </Popover>
      </MenuTrigger>
      {asking === 'rename' && <Rename doc={doc} onDone={fresh} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <Remove doc={doc} onDone={fresh} onClose={() => setAsking(null)} />}
    </>
  );
}

interface AskProps {
  doc: Doc;
  onDone: () => Promise<void>;
  onClose: () => void;
}

function Rename({ doc, onDone, onClose }: AskProps) {
  const t = useTexts();
  const [name, setName] = useState(doc.name);
  const save = useMutation({
    mutationFn: () => call<void>(`/documents/${doc.id}`, { method: 'PATCH', body: { name: name.trim() }, revision: doc.revision }),
    onSuccess: async () => {
      onClose();
      void renew(['document', doc.id]);
      await onDone();
    },
  });
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="rename" isPending={save.isPending}>{t.common.save}</Button>
    </>
  );
  return (
    <Sheet title={t.documents.rename} open onClose={onClose} foot={foot}>
      {save.error && <ProblemNotice error={save.error} />}
      <form id="rename" noValidate onSubmit={(event) => { event.preventDefault(); if (name.trim()) save.mutate(); }}>
        <Field label={t.documents.newName} value={name} onChange={setName} autoFocus isRequired error={name.trim() ? undefined : t.documents.unchangedName} />
      </form>
    </Sheet>
  );
}

function Remove({ doc, onDone, onClose }: AskProps) {
  const t = useTexts();
  const remove = useMutation({
    mutationFn: () => call<void>(`/documents/${doc.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      onClose();
      say(t.documents.removed(doc.name));
      void renew(['dossier', doc.dossier]);
      await onDone();
    },
    onError: (error) => say(problemText(t, error)),
  });
  return (
    <Confirm open title={t.documents.remove} text={t.documents.removeSure(doc.name)} action={t.common.remove} busy={remove.isPending} onClose={onClose} onConfirm={() => remove.mutate()} />
  );
}
