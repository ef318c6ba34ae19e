/** One check: its findings, worst first; the one that is looked at; what was decided. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import { check as checkQuery, checks, mendCheck, startCheck, type Check, type Finding } from '../../api/checks';
import { client, dossier as dossierQuery, renew } from '../../api/queries';
import { Trouble } from '../../app/states';
import { useActions } from '../../app/keys';
import { useReading, useTexts } from '../../i18n/language';
import { Empty, Loading, Notice, classes } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { announce, say } from '../../ui/say';
import { useTitle } from '../session/sign-in';
import { Details } from './details';
import { useCheckErrors } from './errors';
import { Head } from './head';
import { Findings } from './findings';
import { isUnmade } from './states';
import { useCheckRun } from './texts';
import { Told } from './told';
import { Unmade } from './unmade';
import ui from '../../ui/ui.module.css';
import s from './check.module.css';

const PLACE = '/dossiers/$dossier/checks/$check';

export function CheckPage() {
  const t = useTexts();
  const { dossier, check: id } = useParams({ from: PLACE });
  const { data, error, refetch } = useQuery(checkQuery(id));
  const may = useQuery(dossierQuery(dossier)).data?.rights.add_documents ?? false;
  useTitle(data ? `${t.checks.title}: ${data.document_name}` : t.checks.title);
  if (data) return <Shown key={data.id} check={data} may={may} />;
  if (error instanceof ApiError && error.status === 404) return <Empty title={t.checks.gone}><Link to="/dossiers/$dossier/checks" params={{ dossier }} className={classes(ui.button, ui.solid)}>{t.checks.back}</Link></Empty>;
  return error ? <Trouble error={error} reset={() => void refetch()} /> : <Loading />;
}

/** What was found; or that nothing is yet. Whoever waited is told when it is there. */
function Shown({ check, may }: { check: Check; may: boolean }) {
  const t = useTexts();
  const acts = useActs(check);
  const ran = useRef(false);
  const { state, counts } = check;
  useEffect(() => {
    if (ran.current && !isUnmade(state)) {
      say(t.checks.done(counts.undecided));
      void renew(checks(check.dossier).queryKey);
    }
    ran.current = state === 'running';
  }, [state, counts.undecided, check.dossier, t]);
  return isUnmade(state) ? <Unmade check={check} may={may} again={acts.again} /> : <Opened check={check} may={may} acts={acts} />;
}

/** What one does with the check as a whole. */
function useActs(check: Check) {
  const t = useTexts();
  const run = useCheckRun();
  const navigate = useNavigate();
  const again = useMutation({
    mutationFn: () => startCheck(check.dossier, { document: check.document, playbook: check.playbook, facts: check.told }),
    onSuccess: (made) => {
      client.setQueryData(checkQuery(made.id).queryKey, made);
      void renew(checks(check.dossier).queryKey);
      say(run.begun);
      void navigate({ to: PLACE, params: { dossier: check.dossier, check: made.id } });
    },
  });
  const mend = useMutation({
    mutationFn: (rules: string[]) => mendCheck(check, rules),
    onSuccess: ({ redline, check: saved }) => {
      client.setQueryData(checkQuery(saved.id).queryKey, saved);
      void renew(['redlines', check.document]);
      say(t.checks.mended);
      void navigate({ to: '/dossiers/$dossier/documents/$document/review', params: { dossier: check.dossier, document: check.document }, search: { redline } });
    },
  });
  return { again, mend };
}

interface OpenedProps {
  check: Check;
  may: boolean;
  acts: ReturnType<typeof useActs>;
}

function Opened({ check, may, acts }: OpenedProps) {
  const { t, language } = useReading();
  const { rule } = useSearch({ from: PLACE });
  const navigate = useNavigate();
  const { again, mend } = acts;
  const [taken, setTaken] = useState<string[]>([]);
  const at = Math.max(0, check.findings.findIndex((one) => one.rule === rule));
  const finding = check.findings[at];
  const go = (one: Finding | undefined) => one && void navigate({ to: PLACE, params: { dossier: check.dossier, check: check.id }, search: { rule: one.rule }, replace: true });
  const walk = (by: number) => {
    const next = check.findings[at + by];
    go(next);
    if (next) announce(`${t.verdicts[next.verdict]}: ${next.title[language]}`);
  };
  useActions([
    { id: 'next-finding', label: t.checks.next, keys: 'j', run: () => walk(1) },
    { id: 'previous-finding', label: t.checks.previous, keys: 'k', run: () => walk(-1) },
    ...(may ? [{ id: 'check-again', label: t.checks.again, run: () => again.mutate() }] : []),
  ]);
  const take = (key: string, on: boolean) => setTaken((now) => (on ? [...now, key] : now.filter((one) => one !== key)));
  const chosen = useMemo(() => taken.filter((key) => check.findings.some((one) => one.rule === key && one.proposal)), [taken, check.findings]);
  const error = again.error ?? mend.error;
  return (
    <div className={s.check}>
      <Head check={check} may={may} taken={chosen.length} again={again} onMend={() => mend.mutate(chosen)} mending={mend.isPending} />
      {error && <div className={s.fault}><Wrong error={error} /></div>}
      <Told check={check} may={may} />
      <div className={s.stage}>
        <Findings check={check} open={finding?.rule} taken={chosen} onOpen={go} />
        <section className={s.detail} aria-label={finding?.title[language]}>
          {finding && <Details key={`${check.id} ${finding.rule}`} check={check} finding={finding} may={may} taken={chosen.includes(finding.rule)} onTake={(on) => take(finding.rule, on)} />}
        </section>
      </div>
    </div>
  );
}

/** What went wrong, in the words of a check where it has them. */
export function Wrong({ error }: { error: Error }) {
  const t = useTexts();
  const errors = useCheckErrors();
  const pointer = error instanceof ApiError ? error.problem?.errors?.[0]?.pointer : undefined;
  const told = pointer === undefined ? undefined : fieldError(t, error, pointer, errors);
  return told ? <Notice tone="bad" alert>{told}</Notice> : <ProblemNotice error={error} />;
}
