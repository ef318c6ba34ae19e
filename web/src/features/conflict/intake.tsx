/** The conflict check in the form of a new dossier, before there is one. It is kept, also where no dossier comes of it. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkConflicts, concludeIntake, intakes, screenNames, type Concluded, type ConflictIntake, type PartyName } from '../../api/conflicts';
import { renew } from '../../api/queries';
import type { Dossier, DossierInput } from '../../api/types';
import { Button, Notice } from '../../ui/parts';
import { say } from '../../ui/say';
import { EarlierIntakes } from './earlier';
import { ConcludeFields, EMPTY, whole, type Draft } from './conclude';
import { Found } from './found';
import { FurtherFields, NONE, furtherNames, type Further } from './further';
import { Trouble } from './trouble';
import { useWords } from './words';
import s from './conflict.module.css';

/** What was screened and concluded so far. */
export interface Intake {
  further: Further;
  screened: { names: PartyName[]; kept: ConflictIntake } | null;
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
 * Lets the screening go with the dossier that was made, with its conclusion where there is one. False where
 * somebody has to look again: nothing was concluded, or something else is found now.
 */
export async function recordIntake(made: Dossier, { further, screened, draft }: Intake): Promise<boolean> {
  if (!screened) return true;
  const concluded = whole(draft);
  const recorded = concluded?.conclusion === screened.kept.state && concluded.reason === screened.kept.reason;
  const kept = concluded && !recorded ? await concludeIntake(screened.kept, concluded) : screened.kept;
  const check = await checkConflicts(made.id, furtherNames(further), kept.id);
  void renew(intakes.queryKey);
  return check.state !== 'open';
}

/** What stands in the form for a screening from before: its names, in the order in which they are asked for. */
export function inputOf({ found }: ConflictIntake): { input: Pick<DossierInput, 'client' | 'counterparties'>; further: Further } {
  const first = found.names.findIndex((one) => one.role === 'client');
  const rest = found.names.filter((_, at) => at !== first);
  const second = rest.findIndex((one) => one.role === 'client');
  const names = (list: PartyName[], role: PartyName['role']) => list.filter((one) => (one.role === 'client') === (role === 'client')).map((one) => one.name);
  const [before, after] = second < 0 ? [rest, []] : [rest.slice(0, second), rest.slice(second)];
  return {
    input: { client: found.names[first]?.name ?? '', counterparties: names(before, 'counterparty') },
    further: { client: names(after, 'client').join('\n'), counterparty: names(after, 'counterparty').join('\n') },
  };
}

/** A screening from before, as it goes on here. */
export function resumed(kept: ConflictIntake): { input: ReturnType<typeof inputOf>['input']; intake: Intake } {
  const { input, further } = inputOf(kept);
  const draft = kept.state === 'open' ? EMPTY : { conclusion: kept.state, reason: kept.reason ?? '' };
  return { input, intake: { further, screened: { names: namesOf(input as DossierInput, further), kept }, draft } };
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
  /** It was recorded, and no dossier is to be made. */
  onKept: () => void;
  /** An earlier one goes on here. */
  onResume: (kept: ConflictIntake) => void;
}

export function IntakeFields({ input, intake, onChange, tried, onKept, onResume }: IntakeProps) {
  const { w } = useWords();
  const [asked, setAsked] = useState(false);
  const names = namesOf(input, intake.further);
  const screen = useMutation({
    mutationFn: () => screenNames(names),
    onSuccess: (kept) => {
      onChange({ ...intake, screened: { names, kept }, draft: EMPTY });
      return renew(intakes.queryKey);
    },
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
          <Found found={intake.screened.kept.found} />
          <Conclusion kept={intake.screened.kept} draft={intake.draft} onChange={(draft) => onChange({ ...intake, draft })} tried={tried} onKept={onKept} />
        </>
      )}
      <EarlierIntakes except={intake.screened?.kept.id} onResume={onResume} />
    </section>
  );
}

/** The conclusion of a screening: it goes with the dossier, or is recorded where no dossier comes of it. */
function Conclusion({ kept, draft, onChange, tried, onKept }: { kept: ConflictIntake; draft: Draft; onChange: (draft: Draft) => void; tried: boolean; onKept: () => void }) {
  const { w } = useWords();
  const [alone, setAlone] = useState(false);
  const save = useMutation({
    mutationFn: (body: Concluded) => concludeIntake(kept, body),
    onSuccess: () => {
      say(w.keptAlone);
      onKept();
      return renew(intakes.queryKey);
    },
  });
  const press = () => {
    setAlone(true);
    const body = whole(draft);
    if (body) save.mutate(body);
  };
  return (
    <>
      <ConcludeFields draft={draft} onChange={onChange} tried={alone || (tried && !same(draft, EMPTY))} error={save.error} optional />
      {draft.conclusion === 'refused' ? <Notice tone="warn">{w.refusing}</Notice> : <p className={s.quiet}>{w.onCreate}</p>}
      {save.error && <Trouble error={save.error} />}
      <span className={s.buttons}><Button isPending={save.isPending} onPress={press}>{w.keepAlone}</Button></span>
    </>
  );
}
