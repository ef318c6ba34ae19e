/** The decision on a finding: what, why, who and when. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { check as checkQuery, checks, decideFinding, type Check, type Finding, type Settlement } from '../../api/checks';
import { client, renew } from '../../api/queries';
import { useReading } from '../../i18n/language';
import { DecisionForm } from '../../ui/decision';
import { Button } from '../../ui/parts';
import { fieldError } from '../../ui/problem';
import { say } from '../../ui/say';
import { Wrong } from './check';
import { useCheckErrors } from './errors';
import { isFlagged } from './states';
import s from './check.module.css';

interface DecideProps {
  check: Check;
  finding: Finding;
  may: boolean;
}

const CHOICES: Settlement[] = ['to_repair', 'accepted_risk', 'not_applicable'];

export function Decide({ check, finding, may }: DecideProps) {
  const { t, f } = useReading();
  const { decision } = finding;
  const [changing, setChanging] = useState(false);
  const keep = (saved: Check, words: string) => {
    client.setQueryData(checkQuery(saved.id).queryKey, saved);
    void renew(checks(saved.dossier).queryKey);
    setChanging(false);
    say(words);
  };
  const back = useMutation({ mutationFn: () => decideFinding(check, finding.rule, { decision: null }), onSuccess: (saved) => keep(saved, t.checks.takenBack) });
  if (!decision && !(may && isFlagged(finding.verdict))) return null;
  return (
    <section className={s.decision} aria-label={t.checks.decision}>
      <h4>{t.checks.decision}</h4>
      {decision && (
        <div className={s.stands} data-testid="decision">
          <p><b>{t.settlements[decision.decision]}</b> <small>{[decision.by && t.checks.by(decision.by, f.short(decision.at)), decision.carried && t.checks.carried].filter(Boolean).join(', ')}</small></p>
          <q>{decision.reason}</q>
          {may && !changing && (
            <span className={s.buttons}>
              <Button small onPress={() => setChanging(true)}>{t.checks.change}</Button>
              <Button small look="plain" isPending={back.isPending} onPress={() => back.mutate()}>{t.checks.takeBack}</Button>
            </span>
          )}
        </div>
      )}
      {back.error && <Wrong error={back.error} />}
      {may && (!decision || changing) && <Form check={check} finding={finding} onSaved={(saved) => keep(saved, t.checks.decided)} onCancel={decision ? () => setChanging(false) : null} />}
    </section>
  );
}

interface FormProps {
  check: Check;
  finding: Finding;
  onSaved: (saved: Check) => void;
  onCancel: (() => void) | null;
}

function Form({ check, finding, onSaved, onCancel }: FormProps) {
  const { t } = useReading();
  const errors = useCheckErrors();
  const { decision } = finding;
  const save = useMutation({ mutationFn: (body: { decision: Settlement; reason: string }) => decideFinding(check, finding.rule, body), onSuccess: onSaved });
  const wrong = fieldError(t, save.error, '/reason', errors);
  return (
    <DecisionForm
      label={t.checks.decision}
      choices={CHOICES.map((id) => ({ id, name: t.settlements[id], hint: t.settlementHints[id] }))}
      first={decision && { choice: decision.decision, reason: decision.reason }}
      words={t.checks}
      pending={save.isPending}
      wrong={wrong}
      trouble={save.error && !wrong && <Wrong error={save.error} />}
      onSave={(decision, reason) => save.mutate({ decision, reason })}
      onCancel={onCancel}
    />
  );
}
