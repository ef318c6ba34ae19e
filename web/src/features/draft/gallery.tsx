/** The templates of the firm, to begin a draft with: found by a word, looked at before they are chosen. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { beginDraft, draft as draftQuery, drafts, templatePreview, templates, type Template } from '../../api/drafter';
import { client, renew } from '../../api/queries';
import { useReading, useTexts } from '../../i18n/language';
import { Chip } from '../../ui/chip';
import { SearchBox } from '../../ui/fields';
import { Button, Empty, Loading, Notice, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useTitle } from '../session/sign-in';
import { Paper } from '../word/paper';
import ui from '../../ui/ui.module.css';
import s from './draft.module.css';

export const STATE_TONES = { concept: 'warn', approved: 'ok', withdrawn: 'quiet' } as const;

interface Filter {
  q: string;
  kind?: string | undefined;
  state?: string | undefined;
}

export function Gallery() {
  const t = useTexts();
  useTitle(t.gallery.title);
  const { dossier } = useParams({ from: '/dossiers/$dossier/drafts/new' });
  const [filter, setFilter] = useState<Filter>({ q: '' });
  const asked = useDeferredValue(filter);
  const found = useQuery({ ...templates({ q: asked.q.trim(), kind: asked.kind, state: asked.state }), placeholderData: keepPreviousData });
  const list = (found.data ?? []).filter((one) => asked.state === 'withdrawn' || one.state !== 'withdrawn');
  const [chosen, setChosen] = useState<string | null>(null);
  const open = list.find((one) => one.id === chosen) ?? list[0];
  const begin = useBegin(dossier);
  const filtered = Boolean(asked.q.trim() || asked.kind || asked.state);
  return (
    <div className={s.gallery}>
      <div className={s.shelf}>
        <div className={s.shelfHead}>
          <div className={s.line}>
            <Link className={s.back} to="/dossiers/$dossier/drafts" params={{ dossier }} aria-label={t.gallery.back} title={t.gallery.back}><ArrowLeft size={16} aria-hidden /></Link>
            <h2>{t.gallery.title}</h2>
          </div>
          <SearchBox label={t.gallery.find} value={filter.q} onChange={(q) => setFilter({ ...filter, q })} autoFocus />
          <div className={s.chips}>
            <Chip label={t.gallery.kind} value={filter.kind} choices={Object.entries(t.templateKinds)} onChoose={(kind) => setFilter({ ...filter, kind })} />
            <Chip label={t.gallery.state} value={filter.state} choices={Object.entries(t.libraryStates)} onChoose={(state) => setFilter({ ...filter, state })} />
          </div>
        </div>
        {found.isPending ? <Loading /> : found.error ? <div className={s.pad}><ProblemNotice error={found.error} onRetry={() => void found.refetch()} /></div> : list.length === 0 ? (
          filtered
            ? <Empty title={t.gallery.none} help={t.gallery.noneHelp}><Button small onPress={() => setFilter({ q: '' })}>{t.gallery.clear}</Button></Empty>
            : <Empty title={t.gallery.empty} help={t.gallery.emptyHelp}><Link to="/drafting" className={classes(ui.button, ui.solid)}>{t.gallery.toLibrary}</Link></Empty>
        ) : (
          <GridList
            aria-label={t.gallery.list}
            className={s.books ?? ''}
            items={list}
            dependencies={[t]}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={open ? [open.id] : []}
            onSelectionChange={(keys) => keys !== 'all' && setChosen(String([...keys][0] ?? ''))}
            onAction={(key) => begin.mutate(String(key))}
          >
            {(one) => (
              <GridListItem id={one.id} textValue={one.name} className={s.book ?? ''}>
                <span className={s.bookName}>{one.name}</span>
                <small>{t.templateKinds[one.kind]}{one.field_of_law && ` · ${one.field_of_law}`}</small>
                {one.state !== 'approved' && <Tag tone={STATE_TONES[one.state]}>{t.libraryStates[one.state]}</Tag>}
              </GridListItem>
            )}
          </GridList>
        )}
      </div>
      {open && !found.isPending ? <Opened key={open.id} template={open} begin={begin} /> : <section className={s.preview} aria-label={t.gallery.preview}>{list.length > 0 && <Empty title={t.gallery.choose} />}</section>}
    </div>
  );
}

function useBegin(dossier: string) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (template: string) => beginDraft(dossier, { template }),
    onSuccess: (made) => {
      client.setQueryData(draftQuery(made.id).queryKey, made);
      void renew(drafts(dossier).queryKey);
      void navigate({ to: '/dossiers/$dossier/drafts/$draft', params: { dossier, draft: made.id } });
    },
  });
}

function Opened({ template, begin }: { template: Template; begin: ReturnType<typeof useBegin> }) {
  const { t, f } = useReading();
  const preview = useQuery(templatePreview(template));
  return (
    <section className={s.preview} aria-label={t.gallery.preview}>
      <div className={s.about}>
        <div className={s.line}>
          <h3>{template.name}</h3>
          <span className={s.grow} />
          <Button look="solid" isDisabled={template.state === 'withdrawn'} isPending={begin.isPending} onPress={() => begin.mutate(template.id)}>{t.gallery.use}</Button>
        </div>
        {begin.error && <ProblemNotice error={begin.error} />}
        {template.description && <p>{template.description}</p>}
        <p className={s.small}>
          {[t.gallery.version(template.version_number), t.gallery.questions(template.questions.length), template.checked && t.gallery.checked(f.day(`${template.checked}T12:00:00`))].filter(Boolean).join(' · ')}
        </p>
        {template.state === 'concept' && <Notice tone="warn">{t.gallery.concept}</Notice>}
        <BasisList template={template} />
      </div>
      <div className={s.page}>
        {preview.data ? <Paper view={preview.data} label={t.gallery.preview} /> : preview.error ? <div className={s.pad}><ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} /></div> : <Loading />}
      </div>
    </section>
  );
}

export function BasisList({ template }: { template: Pick<Template, 'basis'> }) {
  const t = useTexts();
  if (template.basis.length === 0) return null;
  return (
    <details className={s.basis}>
      <summary>{t.gallery.basis}: {template.basis.slice(0, 3).map((one) => one.reference).join(', ')}{template.basis.length > 3 && '…'}</summary>
      <dl>{template.basis.map((one) => <div key={one.reference}><dt>{one.reference}</dt><dd>{one.note}</dd></div>)}</dl>
    </details>
  );
}
