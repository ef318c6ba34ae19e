/** The interview of a draft beside the document that grows from it. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft, Ellipsis, Trash2 } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { ApiError } from '../../api/client';
import { draft as draftQuery, draftPreview, drafts, type Draft } from '../../api/drafter';
import { client, dossier as dossierQuery, renew, session } from '../../api/queries';
import { beginText } from '../../api/text';
import { Trouble } from '../../app/states';
import { useReading, useTexts } from '../../i18n/language';
import { Radios } from '../../ui/fields';
import { useMedia } from '../../ui/media';
import { Button, Empty, IconButton, Loading, Notice, Spinner, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useTitle } from '../session/sign-in';
import { Paper } from '../word/paper';
import { Approve, Conflicting, Incomplete, RemoveDraft, useMake } from './ask';
import { Form } from './form';
import { useAnswers, type Interview as State } from './use-answers';
import ui from '../../ui/ui.module.css';
import s from './draft.module.css';

const PLACE = '/dossiers/$dossier/drafts/$draft';

export function DraftPage() {
  const t = useTexts();
  const { dossier, draft: id } = useParams({ from: PLACE });
  const { data, error, refetch } = useQuery(draftQuery(id));
  const rights = useQuery(dossierQuery(dossier)).data?.rights;
  useTitle(data?.name ?? t.drafts.title);
  if (data && rights) return <Interview key={data.id} first={data} may={rights.add_documents} />;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Empty title={t.interview.gone}>
        <Link to="/dossiers/$dossier/drafts" params={{ dossier }} className={classes(ui.button, ui.solid)}>{t.interview.back}</Link>
      </Empty>
    );
  }
  return error ? <Trouble error={error} reset={() => void refetch()} /> : <Loading />;
}

type Asking = 'incomplete' | 'approve' | 'remove' | null;

/** The draft as it came back last, which may be newer than what is drawn. */
const present = (draft: Draft): Draft => client.getQueryData<Draft>(draftQuery(draft.id).queryKey) ?? draft;

function Interview({ first, may: allowed }: { first: Draft; may: boolean }) {
  const t = useTexts();
  const interview = useAnswers(first);
  const { draft } = interview;
  // once the text is written on, the answers are fixed
  const may = allowed && !draft.text;
  const [asking, setAsking] = useState<Asking>(null);
  const [side, setSide] = useState<'questions' | 'preview'>('questions');
  const roomy = useMedia('(min-width: 1000px)');
  const form = useRef<HTMLDivElement>(null);
  const make = useMake(() => present(draft), interview.keep, () => setAsking(null));
  const write = useWrite(interview);
  const lawyer = useQuery(session).data?.user?.role === 'lawyer';
  const begin = async () => {
    await interview.flush();
    const now = present(draft);
    if (now.missing.length > 0) setAsking('incomplete');
    else make.mutate(false);
  };
  const jump = useCallback((pointer: string) => {
    setSide('questions');
    requestAnimationFrame(() => {
      const box = [...(form.current?.querySelectorAll<HTMLElement>('[data-pointer]') ?? [])].find((one) => one.dataset.pointer === pointer);
      box?.scrollIntoView({ block: 'center' });
      box?.querySelector<HTMLElement>('input, textarea, button, [role=radio]')?.focus({ preventScroll: true });
    });
  }, []);
  const shown = roomy ? 'both' : side;
  return (
    <div className={s.interview}>
      <div className={s.head}>
        <Link className={s.back} to="/dossiers/$dossier/drafts" params={{ dossier: draft.dossier }} aria-label={t.interview.back} title={t.interview.back}><ArrowLeft size={16} aria-hidden /></Link>
        <h2 title={draft.name}>{draft.name}</h2>
        <Tag tone={draft.state === 'approved' ? 'ok' : 'quiet'}>{t.draftStates[draft.state]}</Tag>
        <span className={s.from}>{draft.name === draft.template.name ? t.gallery.version(draft.template.version_number) : t.interview.from(draft.template.name, draft.template.version_number)}</span>
        <span className={s.grow} />
        {may && <SaveState interview={interview} />}
        {allowed && <More onRemove={() => setAsking('remove')} />}
        {may && <Button small isPending={write.isPending} onPress={() => write.mutate()}>{write.isPending && <Spinner size={13} />}{t.drafts.write}</Button>}
        {may && lawyer && draft.state === 'made' && <Button small onPress={() => setAsking('approve')}>{t.interview.approve}</Button>}
        {may && <Button small look="solid" isPending={make.isPending} onPress={() => void begin()}>{make.isPending && <Spinner size={13} />}{draft.document ? t.interview.makeAgain : t.interview.make}</Button>}
      </div>
      <Told interview={interview} error={make.error ?? write.error} may={allowed} />
      {!roomy && (
        <div className={s.sides}>
          <Radios label={draft.name} quietLabel inline value={side} onChange={setSide} choices={[{ id: 'questions', name: t.interview.questions }, { id: 'preview', name: t.interview.preview }]} />
        </div>
      )}
      <div className={s.stage}>
        <div className={s.asking} hidden={shown === 'preview'} ref={form}><Form interview={interview} may={may} onJump={jump} /></div>
        {shown !== 'questions' && <Preview draft={draft} />}
      </div>
      {asking === 'incomplete' && <Incomplete draft={draft} busy={make.isPending} onClose={() => setAsking(null)} onMake={() => make.mutate(true)} onJump={(pointer) => { setAsking(null); requestAnimationFrame(() => jump(pointer)); }} />}
      {asking === 'approve' && <Approve interview={interview} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <Remove draft={draft} onClose={() => setAsking(null)} />}
      {interview.conflict && <Conflicting draft={draft} conflict={interview.conflict} onSettle={interview.settle} />}
    </div>
  );
}

/** Makes the text of which the draft goes on, and goes there. */
function useWrite(interview: State) {
  const navigate = useNavigate();
  const { dossier, id } = interview.draft;
  return useMutation({
    mutationFn: async () => {
      await interview.flush();
      return beginText(present(interview.draft));
    },
    onSuccess: async () => {
      await renew(draftQuery(id).queryKey);
      void renew(drafts(dossier).queryKey);
      void navigate({ to: '/dossiers/$dossier/drafts/$draft/text', params: { dossier, draft: id } });
    },
  });
}

function SaveState({ interview }: { interview: State }) {
  const t = useTexts();
  const words = { saved: t.interview.saved, waiting: t.interview.unsaved, saving: t.interview.saving, failed: t.interview.failed }[interview.saving];
  return <span className={s.saving} data-state={interview.saving} data-testid="saving">{words}</span>;
}

function More({ onRemove }: { onRemove: () => void }) {
  const t = useTexts();
  return (
    <MenuTrigger>
      <IconButton small label={t.common.menu} icon={<Ellipsis size={16} aria-hidden />} />
      <Popover className={ui.popover ?? ''} placement="bottom end">
        <Menu className={ui.options ?? ''} aria-label={t.common.menu} onAction={onRemove}>
          <MenuItem id="remove" className={classes(ui.option, ui.bad)}><Trash2 size={16} aria-hidden />{t.drafts.remove}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Remove({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const navigate = useNavigate();
  return <RemoveDraft draft={draft} onClose={onClose} onDone={() => void navigate({ to: '/dossiers/$dossier/drafts', params: { dossier: draft.dossier } })} />;
}

/** What is to be known of the draft as a whole. */
function Told({ interview, error, may }: { interview: State; error: Error | null; may: boolean }) {
  const { t, f } = useReading();
  const { draft, saving } = interview;
  const { document, approved } = draft;
  const newer = draft.clauses.filter((one) => one.newer);
  const nothing = may && !error && saving !== 'failed' && !document && !draft.template.newer && newer.length === 0 && !draft.text;
  if (nothing) return null;
  return (
    <div className={s.told}>
      {!may && <Notice>{t.interview.readOnly}</Notice>}
      {draft.text && <Notice><span>{t.drafts.written}</span><span className={s.links}><Link to="/dossiers/$dossier/drafts/$draft/text" params={{ dossier: draft.dossier, draft: draft.id }}>{t.drafts.toText}</Link></span></Notice>}
      {saving === 'failed' && <div><ProblemNotice error={interview.error} onRetry={() => void interview.flush()} /></div>}
      {error && <ProblemNotice error={error} />}
      {document && (
        <Notice tone="ok">
          <span>{t.interview.made(document.name, document.version_number)}{approved && ` ${t.interview.approvedBy(approved.by, f.day(approved.at))}.`}</span>
          <span className={s.links}>
            <Link to="/dossiers/$dossier" params={{ dossier: draft.dossier }} search={{ doc: document.id }}>{t.interview.open}</Link>
            <Link to="/dossiers/$dossier/documents/$document/review" params={{ dossier: draft.dossier, document: document.id }}>{t.interview.review}</Link>
          </span>
        </Notice>
      )}
      {draft.template.newer && <Notice>{t.interview.newer}</Notice>}
      {newer.length > 0 && <Notice>{t.interview.clausesNewer(newer.map((one) => one.title).join(', '))}</Notice>}
    </div>
  );
}

function Preview({ draft }: { draft: Draft }) {
  const t = useTexts();
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({ ...draftPreview(draft.id, draft.revision), placeholderData: keepPreviousData });
  const view = useMemo(() => data, [data]);
  return (
    <section className={s.preview} aria-label={t.interview.preview} aria-busy={isFetching}>
      {error && <div className={s.over}><ProblemNotice error={error} onRetry={() => void refetch()} /></div>}
      {view ? <Paper view={view} label={t.interview.preview} /> : !error && <Loading />}
      {view && isPlaceholderData && isFetching && <span className={s.busy}><Spinner size={13} />{t.interview.previewBusy}</span>}
    </section>
  );
}
