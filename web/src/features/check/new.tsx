/** A check to be made: which document, which playbook, and what is known of the case. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { checks, playbook as playbookQuery, playbooks, startCheck } from '../../api/checks';
import { documents, renew } from '../../api/queries';
import type { BothLanguages, FactAsked } from '../../api/schema';
import type { Id } from '../../api/types';
import { useReading } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Pick } from '../../ui/fields';
import { Button, Loading, Notice, Spinner } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useCheckErrors } from './errors';
import { useCheckRun } from './texts';
import d from '../dossier/dossier.module.css';
import s from './check.module.css';

interface NewCheckProps {
  dossier: Id;
  onClose: () => void;
  onMade: (check: Id) => void;
}

/** What can be checked: every document of the dossier that is read, and every playbook in use. */
function useChoices(dossier: Id) {
  const docs = useInfiniteQuery(documents(dossier));
  useEffect(() => {
    if (docs.hasNextPage && !docs.isFetchingNextPage) void docs.fetchNextPage();
  }, [docs.hasNextPage, docs.isFetchingNextPage, docs.data]);
  const books = useQuery(playbooks);
  const readable = useMemo(() => (docs.data?.pages ?? []).flatMap((page) => page.items).filter((doc) => doc.progress === 'read' || doc.progress === 'searchable'), [docs.data]);
  const used = (books.data ?? []).filter((one) => one.state !== 'withdrawn');
  return { readable, used, pending: docs.isPending || books.isPending, error: docs.error ?? books.error, retry: () => void Promise.all([docs.refetch(), books.refetch()]) };
}

export function NewCheck({ dossier, onClose, onMade }: NewCheckProps) {
  const { t, language } = useReading();
  const errors = useCheckErrors();
  const run = useCheckRun();
  const { readable, used, pending, error, retry } = useChoices(dossier);
  const [document, setDocument] = useState<Id | null>(null);
  const [chosen, setChosen] = useState<Id | null>(null);
  const [facts, setFacts] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const start = useMutation({
    mutationFn: (of: { document: Id; playbook: Id }) => startCheck(dossier, { ...of, facts }),
    onSuccess: (made) => {
      say(run.begun);
      void renew(checks(dossier).queryKey);
      onMade(made.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (document && chosen) start.mutate({ document, playbook: chosen });
  };
  const told = (pointer: string, missing: boolean) => fieldError(t, start.error, pointer, errors) ?? (tried && missing ? errors.required : undefined);
  const lacks = readable.length === 0 ? t.checks.noDocuments : used.length === 0 ? t.checks.noPlaybooks : null;
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="new-check" isPending={start.isPending} isDisabled={pending || error !== null || lacks !== null}>{start.isPending && <Spinner size={13} />}{t.checks.run}</Button>
    </>
  );
  return (
    <Sheet title={t.checks.new} open wide onClose={onClose} foot={foot}>
      {pending ? <Loading /> : error ? <ProblemNotice error={error} onRetry={retry} /> : lacks ? <Notice tone="warn">{lacks}</Notice> : (
        <form id="new-check" className={d.form} onSubmit={submit} noValidate>
          {start.error && <ProblemNotice error={start.error} />}
          <Choosing label={t.checks.document} hint={t.checks.documentHint} wrong={told('/document', !document)} value={document} onChange={setDocument} choices={readable.map((doc) => ({ id: doc.id, name: doc.name, hint: doc.folder.join(' / ') }))} />
          <Choosing
            label={t.checks.playbook}
            wrong={told('/playbook', !chosen)}
            value={chosen}
            onChange={(id) => { setChosen(id); setFacts({}); }}
            choices={used.map((one) => ({ id: one.id, name: one.title[language], hint: one.state === 'concept' ? t.checks.concept : '' }))}
          />
          {chosen && <Facts playbook={chosen} facts={facts} onChange={setFacts} wrong={(key) => told(`/facts/${key}`, false)} />}
        </form>
      )}
    </Sheet>
  );
}

interface ChoosingProps {
  label: string;
  hint?: string;
  wrong: string | undefined;
  value: Id | null;
  choices: { id: Id; name: string; hint: string }[];
  onChange: (id: Id) => void;
}

function Choosing({ label, hint, wrong, value, choices, onChange }: ChoosingProps) {
  return (
    <div className={s.choosing}>
      <Pick label={label} value={value} onChange={onChange} choices={choices} />
      {hint && !wrong && <small className={s.quiet}>{hint}</small>}
      {wrong && <p className={s.wrong} role="alert">{wrong}</p>}
    </div>
  );
}

/** No value of a fact: it is left open. */
const OPEN = '*';

interface FactsProps {
  playbook: Id;
  facts: Record<string, string>;
  onChange: (facts: Record<string, string>) => void;
  wrong: (key: string) => string | undefined;
}

/** What the playbook must know; what is left open is looked for in the document. */
function Facts({ playbook, facts, onChange, wrong }: FactsProps) {
  const { t, language } = useReading();
  const { data, error, refetch } = useQuery(playbookQuery(playbook));
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.facts.length === 0) return null;
  const say = (words: BothLanguages) => words[language];
  const put = (fact: FactAsked, value: string) => {
    const { [fact.key]: _, ...rest } = facts;
    onChange(value !== OPEN ? { ...rest, [fact.key]: value } : rest);
  };
  return (
    <fieldset className={s.facts}>
      <legend>{t.checks.facts}</legend>
      <p className={s.quiet}>{t.checks.factsHint}</p>
      {data.facts.map((fact) => (
        <div key={fact.key} className={s.choosing}>
          <Pick label={say(fact.question)} value={facts[fact.key] ?? OPEN} onChange={(value) => put(fact, value)} choices={[{ id: OPEN, name: t.checks.read }, ...fact.values.map((one) => ({ id: one.key, name: say(one.title) }))]} />
          {wrong(fact.key) && <p className={s.wrong} role="alert">{wrong(fact.key)}</p>}
        </div>
      ))}
    </fieldset>
  );
}
