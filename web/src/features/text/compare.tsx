/** Two states of a text side by side: a version, the text of now, or the document that was made. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, ArrowLeftRight } from 'lucide-react';
import { useEffect } from 'react';
import { draft as draftQuery } from '../../api/drafter';
import { dossier as dossierQuery, versions } from '../../api/queries';
import { keepTextComparison, textComparison, textVersions } from '../../api/text';
import { useTexts, useWriting } from './words';
import { Pick, type Choice } from '../../ui/fields';
import { Empty, IconButton, Spinner } from '../../ui/parts';
import { announce } from '../../ui/say';
import { Differences, Keep } from '../compare/compare';
import { places } from '../compare/walk';
import { Fault } from '../review/fault';
import { useTitle } from '../session/sign-in';
import c from '../compare/compare.module.css';
import s from './text.module.css';

const PLACE = '/dossiers/$dossier/drafts/$draft/compare';

export function CompareTexts() {
  const t = useTexts();
  useTitle(t.text.compareTitle);
  const { dossier, draft: id } = useParams({ from: PLACE });
  const sides: { left?: string; right?: string } = useSearch({ from: PLACE });
  const navigate = useNavigate({ from: PLACE });
  const { draft, choices } = useChoices(id);
  const right = sides.right ?? 'now';
  const left = sides.left ?? choices.find((one) => one.id !== right)?.id;
  const go = (search: { left?: string; right: string }) => void navigate({ search, replace: true });
  return (
    <div className={c.compare}>
      <div className={s.head}>
        <Link className={s.back} to="/dossiers/$dossier/drafts/$draft/text" params={{ dossier, draft: id }} aria-label={t.text.compareBack} title={t.text.compareBack}><ArrowLeft size={16} aria-hidden /></Link>
        <h2>{draft?.name ?? t.text.compareTitle}</h2>
      </div>
      <div className={c.head}>
        <Pick label={t.compare.old} value={left ?? null} choices={choices} onChange={(one) => go({ left: one, right })} placeholder={t.compare.chooseVersion} />
        <IconButton label={t.compare.swap} icon={<ArrowLeftRight size={16} aria-hidden />} isDisabled={!left} onPress={() => left && go({ left: right, right: left })} />
        <Pick label={t.compare.new} value={right} choices={choices} onChange={(one) => go({ ...(left ? { left } : {}), right: one })} />
      </div>
      {!left && <Empty title={t.compare.choose} help={t.compare.chooseHelp} />}
      {left === right && <Empty title={t.compare.same} help={t.compare.sameHelp} />}
      {left && left !== right && <Compared key={`${left} ${right}`} dossier={dossier} draft={id} left={left} right={right} />}
    </div>
  );
}

/** What can be compared: the text as it is, its versions, and the documents that were made of it. */
function useChoices(id: string) {
  const { t, f } = useWriting();
  const draft = useQuery(draftQuery(id)).data;
  const list = useQuery(textVersions(id)).data ?? [];
  const made = draft?.document ?? null;
  const documents = useQuery({ ...versions(made?.id ?? ''), enabled: made !== null }).data ?? [];
  const choices: Choice[] = [
    { id: 'now', name: t.compare.now },
    ...list.map((one) => ({ id: `version:${one.number}`, name: one.name ?? t.text.versionUnnamed, hint: f.short(one.created_at) })),
    ...(made ? documents.map((one) => ({ id: `document:${made.id}:${one.id}`, name: t.text.compareDocument(one.number), hint: f.short(one.created_at) })) : []),
  ];
  return { draft, choices };
}

function Compared({ dossier, draft, left, right }: { dossier: string; draft: string; left: string; right: string }) {
  const t = useTexts();
  const rights = useQuery(dossierQuery(dossier)).data?.rights;
  const { data, error, refetch } = useQuery(textComparison(draft, left, right));
  const total = data ? places(data.rows).length : null;
  useEffect(() => {
    if (total !== null) announce(t.compare.ready(total));
  }, [total]);
  if (error) return <div className={c.fault}><Fault error={error} onRetry={() => void refetch()} /></div>;
  if (!data) return <div className={c.busy} role="status" data-testid="loading"><Spinner size={20} /><p>{t.compare.busy}</p></div>;
  if (total === 0) return <Empty title={t.compare.equal} help={t.compare.equalHelp} />;
  return <Differences data={data}>{rights?.add_documents && <Keep dossier={dossier} save={() => keepTextComparison(draft, left, right)} />}</Differences>;
}
