/** The head of a text: its name and state, whether it is saved, and the documents that are made of it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Ellipsis, FileDown, FileText, MessagesSquare, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { fetchFile } from '../../api/client';
import { draft as draftQuery, drafts, type Draft } from '../../api/drafter';
import { client, contentUrl, renew, session } from '../../api/queries';
import { dropText, pdfUrl } from '../../api/text';
import { useTexts, useWriting } from './words';
import { Confirm, Sheet } from '../../ui/dialog';
import { Button, IconButton, Notice, Spinner, Tag, classes } from '../../ui/parts';
import { handOver } from '../../ui/hand-over';
import { ProblemNotice, problemText } from '../../ui/problem';
import { say } from '../../ui/say';
import { Approve, RemoveDraft, useMake } from '../draft/ask';
import { TONES } from '../draft/states';
import type { Desk } from './desk';
import { faultText } from './fault';
import { useStore } from './store';
import ui from '../../ui/ui.module.css';
import s from './text.module.css';

interface HeadProps {
  draft: Draft;
  desk: Desk | null;
  may: boolean;
  onGoTo: (id: string) => void;
}

type Asking = 'incomplete' | 'approve' | 'remove' | 'drop' | null;

const keep = (draft: Draft) => client.setQueryData(draftQuery(draft.id).queryKey, draft);

export function Head({ draft, desk, may, onGoTo }: HeadProps) {
  const t = useTexts();
  const [asking, setAsking] = useState<Asking>(null);
  const lawyer = useQuery(session).data?.user?.role === 'lawyer';
  // the document is of what stands here, so that is sent first
  const present = async () => {
    await desk?.keeper.arrived();
    return client.fetchQuery({ ...draftQuery(draft.id), staleTime: 0 });
  };
  const make = useMake(present, keep, () => setAsking(null));
  const pdf = usePdf(draft, desk);
  const begin = () => (desk && openPlaces(desk).length > 0 ? setAsking('incomplete') : make.mutate(false));
  const close = () => setAsking(null);
  return (
    <>
      <div className={s.head}>
        <Link className={s.back} to="/dossiers/$dossier/drafts" params={{ dossier: draft.dossier }} aria-label={t.text.back} title={t.text.back}><ArrowLeft size={16} aria-hidden /></Link>
        <h2 title={draft.name}>{draft.name}</h2>
        <Tag tone={TONES[draft.state]}>{t.draftStates[draft.state]}</Tag>
        <span className={s.grow} />
        {may && desk && <SaveState desk={desk} />}
        <More draft={draft} may={may} busy={pdf.isPending} onPdf={() => pdf.mutate()} onAsk={setAsking} />
        {may && lawyer && draft.state === 'made' && <Button small onPress={() => setAsking('approve')}>{t.interview.approve}</Button>}
        {may && <Button small look="solid" isPending={make.isPending} isDisabled={!desk} onPress={begin}>{make.isPending && <Spinner size={13} />}{draft.document ? t.text.makeAgain : t.text.make}</Button>}
      </div>
      <Made draft={draft} error={make.error ?? pdf.error} />
      {asking === 'incomplete' && desk && <Incomplete desk={desk} busy={make.isPending} onClose={close} onMake={() => make.mutate(true)} onGoTo={(id) => { close(); onGoTo(id); }} />}
      {asking === 'approve' && <Approve interview={{ draft, keep }} onClose={close} />}
      {asking === 'remove' && <Remove draft={draft} onClose={close} />}
      {asking === 'drop' && desk && <Drop draft={draft} desk={desk} onClose={close} />}
    </>
  );
}

function SaveState({ desk }: { desk: Desk }) {
  const t = useTexts();
  const { saving, error } = useStore(desk.told);
  const words = { saved: t.text.saved, waiting: t.text.unsaved, saving: t.text.saving, failed: t.text.failedWhy(faultText(t, error) ?? problemText(t, error)), conflict: t.text.conflict }[saving];
  return <span className={s.saving} data-state={saving} data-testid="saving" title={words}>{words}</span>;
}

/** What must be filled in or set right before a document is whole. */
const openPlaces = (desk: Desk) => desk.told.get().text.checks.filter((one) => ['variable_open', 'reference_gone', 'citation_not_found'].includes(one.code));

function usePdf(draft: Draft, desk: Desk | null) {
  return useMutation({
    mutationFn: async () => {
      await desk?.keeper.arrived();
      handOver(await fetchFile(pdfUrl(draft.id)), `${draft.name}.pdf`);
    },
  });
}

interface MoreProps {
  draft: Draft;
  may: boolean;
  busy: boolean;
  onPdf: () => void;
  onAsk: (what: Asking) => void;
}

function More({ draft, may, busy, onPdf, onAsk }: MoreProps) {
  const t = useTexts();
  const { document: made } = draft;
  const act = (key: React.Key) => {
    if (key === 'pdf') onPdf();
    else if (key === 'word' && made) location.assign(contentUrl(made.id, made.version, false));
    else if (key === 'drop' || key === 'remove') onAsk(key);
  };
  return (
    <MenuTrigger>
      <IconButton small label={t.common.menu} icon={busy ? <Spinner size={14} /> : <Ellipsis size={16} aria-hidden />} />
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.options ?? ''} aria-label={t.common.menu} onAction={act}>
          {made && <MenuItem id="word" className={ui.option ?? ''}><FileDown size={16} aria-hidden />{t.text.downloadWord}</MenuItem>}
          <MenuItem id="pdf" className={ui.option ?? ''}><FileText size={16} aria-hidden />{t.text.downloadPdf}</MenuItem>
          {may && <MenuItem id="drop" className={ui.option ?? ''}><MessagesSquare size={16} aria-hidden />{t.text.dropText}</MenuItem>}
          {may && <MenuItem id="remove" className={classes(ui.option, ui.bad)}><Trash2 size={16} aria-hidden />{t.drafts.remove}</MenuItem>}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The document that was made, and what went wrong in making one. */
function Made({ draft, error }: { draft: Draft; error: Error | null }) {
  const { t, f } = useWriting();
  const { document: made, approved } = draft;
  if (!made && !error) return null;
  return (
    <div className={s.told}>
      {error && <ProblemNotice error={error} />}
      {made && draft.state !== 'writing' && (
        <Notice tone="ok">
          <span>{t.interview.made(made.name, made.version_number)}{approved && ` ${t.interview.approvedBy(approved.by, f.day(approved.at))}.`}</span>
          <span className={s.links}>
            <Link to="/dossiers/$dossier" params={{ dossier: draft.dossier }} search={{ doc: made.id }}>{t.interview.open}</Link>
            <Link to="/dossiers/$dossier/documents/$document/review" params={{ dossier: draft.dossier, document: made.id }}>{t.interview.review}</Link>
            <Link to="/dossiers/$dossier/drafts/$draft/compare" params={{ dossier: draft.dossier, draft: draft.id }} search={{ left: `document:${made.id}:${made.version}`, right: 'now' }}>{t.text.versionCompare}</Link>
          </span>
        </Notice>
      )}
    </div>
  );
}

interface IncompleteProps {
  desk: Desk;
  busy: boolean;
  onClose: () => void;
  onMake: () => void;
  onGoTo: (id: string) => void;
}

function Incomplete({ desk, busy, onClose, onMake, onGoTo }: IncompleteProps) {
  const t = useTexts();
  const foot = (
    <>
      <Button onPress={onClose} autoFocus>{t.common.cancel}</Button>
      <Button look="solid" isPending={busy} onPress={onMake}>{t.text.incompleteMake}</Button>
    </>
  );
  return (
    <Sheet title={t.text.incompleteTitle} open onClose={onClose} foot={foot}>
      <p>{t.text.incompleteLead}</p>
      <ul className={s.open}>
        {openPlaces(desk).map((one, index) => <li key={index}><Button look="link" small onPress={() => one.block && onGoTo(one.block)}>{t.text.checks[one.code][0]}{one.term && `: ${one.term}`}</Button></li>)}
      </ul>
    </Sheet>
  );
}

function Remove({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const navigate = useNavigate();
  return <RemoveDraft draft={draft} onClose={onClose} onDone={() => void navigate({ to: '/dossiers/$dossier/drafts', params: { dossier: draft.dossier } })} />;
}

/** Back to the interview. */
function Drop({ draft, desk, onClose }: { draft: Draft; desk: Desk; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const drop = useMutation({
    mutationFn: async () => {
      await desk.keeper.arrived();
      await dropText(draft.id, desk.told.get().text.revision);
    },
    onSuccess: async () => {
      onClose();
      say(t.text.dropped);
      await renew(draftQuery(draft.id).queryKey);
      void renew(drafts(draft.dossier).queryKey);
      void navigate({ to: '/dossiers/$dossier/drafts/$draft', params: { dossier: draft.dossier, draft: draft.id } });
    },
    onError: (error) => say(problemText(t, error)),
  });
  return <Confirm open title={t.text.dropTitle} text={t.text.dropSure} action={t.text.dropText} busy={drop.isPending} onClose={onClose} onConfirm={() => drop.mutate()} />;
}
