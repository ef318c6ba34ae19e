/** The conflict check in the form of a new dossier, before there is one. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkConflicts, concludeConflict, screenNames, type PartyName, type Screening } from '../../api/conflicts';
import type { Dossier, DossierInput } from '../../api/types';
import { Button, Notice } from '../../ui/parts';
import { ConcludeFields, EMPTY, whole, type Draft } from './conclude';
import { Found } from './found';
import { FurtherFields, NONE, furtherNames, type Further } from './further';
import { Trouble } from './trouble';
import { useWords } from './words';
import s from './conflict.module.css';

/** What was screened and concluded so far. */
export interface Intake {
  further: Further;
  screened: { names: PartyName[]; found: Screening } | null;
  draft: Draft;
}

export const NO_INTAKE: Intake = { further: NONE, screened: null, draft: EMPTY };

const namesOf = (input: DossierInput, further: Further): PartyName[] => [
  ...[input.client ?? ''].filter((name) => name.trim()).map((name) => ({ name, role: 'client' as const })),
  ...(input.counterparties ?? []).map((name) => ({ name, role: 'counterparty' as const })),
  ...furtherNames(further),
];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Checks the dossier that was made, and records the conclusion where there is one and the check finds what
 * the screening found. False where it does not: then somebody has to look again.
 */
export async function recordIntake(made: Dossier, { further, screened, draft }: Intake): Promise<boolean> {
  if (!screened) return true;
  const check = await checkConflicts(made.id, furtherNames(further));
  const concluded = whole(draft);
  const seen = (found: Screening) => [found.names, found.hits, found.hidden, found.cut];
  if (!concluded || !same(seen(check.found), seen(screened.found))) return false;
  await concludeConflict(check, concluded);
  return true;
}

/** What was begun is finished: the names that were screened are those of the form, and a conclusion has its reason. */
export const isDone = (input: DossierInput, it: Intake): boolean =>
  it.screened === null || (isCurrent(input, it) && (whole(it.draft) !== null || same(it.draft, EMPTY)));

const isCurrent = (input: DossierInput, it: Intake): boolean => it.screened !== null && same(it.screened.names, namesOf(input, it.further));

interface IntakeProps {
  input: DossierInput;
  intake: Intake;
  onChange: (intake: Intake) => void;
  tried: boolean;
}

export function IntakeFields({ input, intake, onChange, tried }: IntakeProps) {
  const { w } = useWords();
  const [asked, setAsked] = useState(false);
  const names = namesOf(input, intake.further);
  const screen = useMutation({
    mutationFn: () => screenNames(names),
    onSuccess: (found) => onChange({ ...intake, screened: { names, found }, draft: EMPTY }),
  });
  const press = () => {
    setAsked(true);
    if (names.length > 0) screen.mutate();
  };
  const current = isCurrent(input, intake);
  return (
    <section className={s.intake} aria-label={w.title}>
      <h3>{w.title}</h3>
      <p className={s.quiet}>{w.lead}</p>
      <FurtherFields further={intake.further} onChange={(further) => onChange({ ...intake, further })} error={screen.error} pointer="/names" />
      {asked && names.length === 0 && <p className={s.wrong} role="alert">{w.noParties}</p>}
      {screen.error && <Trouble error={screen.error} />}
      <span className={s.buttons}><Button isPending={screen.isPending} onPress={press}>{intake.screened ? w.again : w.check}</Button></span>
      {intake.screened && !current && <Notice tone="warn" alert={tried}>{w.changed}</Notice>}
      {intake.screened && current && (
        <>
          <Found found={intake.screened.found} />
          <ConcludeFields draft={intake.draft} onChange={(draft) => onChange({ ...intake, draft })} tried={tried && !same(intake.draft, EMPTY)} error={null} optional />
          {intake.draft.conclusion === 'refused' ? <Notice tone="warn">{w.refusing}</Notice> : <p className={s.quiet}>{w.onCreate}</p>}
        </>
      )}
    </section>
  );
}
