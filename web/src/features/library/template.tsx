/** One template: what it is, what it asks, its versions, and how it looks. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, Download } from 'lucide-react';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { ApiError } from '../../api/client';
import { approveTemplate, changeTemplate, template as templateQuery, templatePreview, templateUrl, withdrawTemplate, type Json, type Template, type TemplatePatch } from '../../api/drafter';
import { client, renew } from '../../api/queries';
import { Trouble } from '../../app/states';
import { useReading, useTexts } from '../../i18n/language';
import { Confirm, Sheet } from '../../ui/dialog';
import { Field, Pick, Suggest } from '../../ui/fields';
import { Button, Empty, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { BasisList } from '../draft/gallery';
import { useTitle } from '../session/sign-in';
import { Paper } from '../word/paper';
import { AddTemplate } from './add-template';
import { useLibraryRights } from './library';
import { readTags, showTags } from './lines';
import { Questions } from './questions';
import { TONES } from './templates';
import { Conflicting, useSave } from './use-save';
import ui from '../../ui/ui.module.css';
import s from './library.module.css';

export function TemplatePage() {
  const t = useTexts();
  const { template: id } = useParams({ from: '/drafting/templates/$template' });
  const { data, error, refetch } = useQuery(templateQuery(id));
  useTitle(data?.name ?? t.library.title);
  if (data) return <Opened key={data.id} template={data} />;
  if (error instanceof ApiError && error.status === 404) return <Empty level={1} title={t.templates.gone}><Link to="/drafting" className={classes(ui.button, ui.solid)}>{t.library.back}</Link></Empty>;
  return error ? <Trouble error={error} reset={() => void refetch()} /> : <><h1 className="hidden">{t.library.title}</h1><Loading /></>;
}

export function keepTemplate(saved: Template): void {
  client.setQueryData(templateQuery(saved.id).queryKey, saved);
  void renew(['templates']);
}

type Asking = 'approve' | 'withdraw' | 'version' | null;

function Opened({ template }: { template: Template }) {
  const { t, f } = useReading();
  const rights = useLibraryRights();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const withdraw = useMutation({
    mutationFn: () => withdrawTemplate(template),
    onSuccess: (saved) => {
      keepTemplate(saved);
      say(t.templates.withdrawn);
    },
    onSettled: close,
  });
  const canApprove = rights.approve && template.state !== 'approved';
  return (
    <div className={s.one}>
      <header className={s.oneHead}>
        <Link className={s.back} to="/drafting" aria-label={t.library.back} title={t.library.back}><ArrowLeft size={16} aria-hidden /></Link>
        <h1>{template.name}</h1>
        <Tag tone={TONES[template.state]}>{t.libraryStates[template.state]}</Tag>
        {template.key && <Tag tone="quiet">{t.library.starter}</Tag>}
        <span className={s.grow} />
        {rights.write && template.state !== 'withdrawn' && <Button small look="plain" onPress={() => setAsking('withdraw')}>{t.library.withdraw}</Button>}
        {rights.write && <Button small onPress={() => setAsking('version')}>{t.templates.newVersionShort}</Button>}
        {canApprove && <Button small look="solid" onPress={() => setAsking('approve')}>{t.library.approve}</Button>}
      </header>
      {withdraw.error && <div className={s.note}><ProblemNotice error={withdraw.error} /></div>}
      <div className={s.split}>
        <Tabs className={s.panel ?? ''}>
          <TabList className={s.tabs ?? ''} aria-label={template.name}>
            <Tab id="facts" className={s.tab ?? ''}>{t.templates.facts}</Tab>
            <Tab id="questions" className={s.tab ?? ''}>{t.templates.questions} <small>{f.number(template.questions.length)}</small></Tab>
            <Tab id="versions" className={s.tab ?? ''}>{t.library.versions}</Tab>
          </TabList>
          <TabPanel id="facts" className={s.tabPanel ?? ''}><Facts template={template} write={rights.write} /></TabPanel>
          <TabPanel id="questions" className={s.tabPanel ?? ''} shouldForceMount><Questions template={template} write={rights.write} onSaved={keepTemplate} /></TabPanel>
          <TabPanel id="versions" className={s.tabPanel ?? ''}><Versions template={template} /></TabPanel>
        </Tabs>
        <Preview template={template} />
      </div>
      {asking === 'approve' && <Approve template={template} onClose={close} />}
      {asking === 'version' && <AddTemplate to={template} onClose={close} onAdded={keepTemplate} />}
      <Confirm open={asking === 'withdraw'} title={t.templates.withdrawTitle} text={t.templates.withdrawText(template.name)} action={t.library.withdraw} busy={withdraw.isPending} onClose={close} onConfirm={() => withdraw.mutate()} />
    </div>
  );
}

type Content = Required<Omit<TemplatePatch, 'questions'>>;

const contentOf = ({ name, description, kind, field_of_law, tags }: Template): Content => ({ name, description, kind, field_of_law, tags });

function Facts({ template, write }: { template: Template; write: boolean }) {
  const { t, f } = useReading();
  const [base, setBase] = useState<Template | null>(null);
  const facts: [string, string][] = [
    [t.templates.description, template.description],
    [t.templates.kind, t.templateKinds[template.kind]],
    [t.templates.field, template.field_of_law],
    [t.library.tags, showTags(template.tags)],
    [t.library.checked, template.checked ? f.day(`${template.checked}T12:00:00`) : ''],
    [t.library.state, template.approved ? t.library.approvedBy(template.approved.by, f.day(template.approved.at)) : t.libraryStates[template.state]],
  ];
  if (base) return <Edit base={base} onDone={() => setBase(null)} />;
  return (
    <div className={s.facts}>
      <dl>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value || t.common.none}</dd></div>)}</dl>
      {template.clauses.length > 0 && <p className={s.quiet}>{t.templates.uses(template.clauses.join(', '))}</p>}
      <BasisList template={template} />
      {write ? <div><Button small onPress={() => setBase(template)}>{t.library.edit}</Button></div> : <p className={s.quiet}>{t.library.readOnly}</p>}
    </div>
  );
}

function Edit({ base, onDone }: { base: Template; onDone: () => void }) {
  const t = useTexts();
  const [mine, setMine] = useState(contentOf(base));
  const [tags, setTags] = useState(showTags(base.tags));
  const set = (part: Partial<Content>) => setMine({ ...mine, ...part });
  const { save, settle, conflict, cancel } = useSave<Template, Content>({
    contentOf,
    read: () => client.fetchQuery({ ...templateQuery(base.id), staleTime: 0 }),
    put: (content, revision) => changeTemplate(base.id, content, revision),
    onSaved: (saved) => {
      keepTemplate(saved);
      say(t.templates.saved);
      onDone();
    },
  });
  const names: Record<string, string> = { name: t.templates.name, description: t.templates.description, kind: t.templates.kind, field_of_law: t.templates.field, tags: t.library.tags };
  const show = (part: string, value: Json): string => (Array.isArray(value) ? value.join(', ') : part === 'kind' ? t.templateKinds[value as Template['kind']] : String(value ?? '')) || t.common.none;
  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mine.name.trim()) save.mutate({ base, mine: { ...mine, tags: readTags(tags) } });
      }}
    >
      {save.error && <ProblemNotice error={save.error} />}
      <Field label={t.templates.name} value={mine.name} onChange={(name) => set({ name })} isRequired autoFocus error={mine.name.trim() ? undefined : t.templates.nameMissing} />
      <Field label={t.templates.description} area rows={3} value={mine.description} onChange={(description) => set({ description })} />
      <Pick label={t.templates.kind} value={mine.kind} onChange={(kind) => set({ kind: kind as Template['kind'] })} choices={Object.entries(t.templateKinds).map(([id, name]) => ({ id, name }))} />
      <Suggest label={t.templates.field} open={t.common.open} value={mine.field_of_law} choices={t.dossier.fields} onChange={(field_of_law) => set({ field_of_law })} />
      <Field label={t.library.tags} hint={t.library.tagsHint} value={tags} onChange={setTags} optional />
      <div className={s.foot}>
        <Button onPress={onDone}>{t.common.cancel}</Button>
        <Button look="solid" type="submit" isPending={save.isPending}>{t.common.save}</Button>
      </div>
      {conflict && <Conflicting conflict={conflict} names={names} show={show} error={settle.error} busy={settle.isPending} onSettle={(content) => settle.mutate(content)} onClose={cancel} />}
    </form>
  );
}

function Versions({ template }: { template: Template }) {
  const { t, f } = useReading();
  return (
    <ul className={s.versions}>
      {template.versions.map((one) => (
        <li key={one.number}>
          <span>
            <b>{t.library.numbered(one.number)}</b>
            <small>{one.created_by ? t.library.by(one.created_by, f.day(one.created_at)) : f.day(one.created_at)}</small>
            <small className={s.hash} title={one.sha256}>SHA-256 {one.sha256.slice(0, 12)}…</small>
          </span>
          {template.approved?.sha256 === one.sha256 && <Tag tone="ok">{t.libraryStates.approved}</Tag>}
          <a href={templateUrl(template.id, one.number)} download={`${template.name} v${one.number}.docx`} className={classes(ui.button, ui.ghost, ui.small)}>
            <Download size={14} aria-hidden />{t.library.download}<span className="hidden"> {t.library.numbered(one.number)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Preview({ template }: { template: Template }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(templatePreview(template, true));
  return (
    <section className={s.preview} aria-label={t.templates.preview}>
      <h2 className="hidden">{t.templates.preview}</h2>
      {data ? <Paper view={data} label={t.templates.preview} /> : error ? <div className={s.note}><ProblemNotice error={error} onRetry={() => void refetch()} /></div> : <Loading />}
    </section>
  );
}

function Approve({ template, onClose }: { template: Template; onClose: () => void }) {
  const t = useTexts();
  const approve = useMutation({
    mutationFn: () => approveTemplate(template),
    onSuccess: (saved) => {
      keepTemplate(saved);
      say(t.templates.approvedSaid);
      onClose();
    },
  });
  const foot = (
    <>
      <Button onPress={onClose} autoFocus>{t.common.cancel}</Button>
      <Button look="solid" isPending={approve.isPending} onPress={() => approve.mutate()}>{t.library.approve}</Button>
    </>
  );
  return (
    <Sheet title={t.templates.approveTitle} open onClose={onClose} foot={foot}>
      {approve.error && <ProblemNotice error={approve.error} />}
      <p>{t.templates.approveLead(template.name, template.version_number)}</p>
      <p className={s.hash} title={template.sha256}>{t.templates.fingerprint(template.sha256.slice(0, 12))}…</p>
    </Sheet>
  );
}
