/** What a check of a supplier's contract proposes for the supplier's row in the register; a person confirms each. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Check } from '../../api/checks';
import { renew } from '../../api/queries';
import { changeRow, rows, type Row } from '../../api/registers';
import { useReading } from '../../i18n/language';
import { Pick } from '../../ui/fields';
import { Button, Loading, Tag, classes } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { useCheckRun } from './texts';
import ui from '../../ui/ui.module.css';
import s from './check.module.css';

type Position = Check['positions'][number];

/** All rows of the register that one may change, by name. */
async function suppliers(register: string, signal: AbortSignal): Promise<Row[]> {
  const found: Row[] = [];
  for (let cursor: string | null | undefined = null; cursor !== undefined;) {
    const page: { items: Row[]; next: string | null } = await rows(register, cursor, signal);
    found.push(...page.items);
    cursor = page.next ?? undefined;
  }
  return found.filter((one) => one.writes && one.state !== 'closed').sort((a, b) => a.title.localeCompare(b.title));
}

export function Positions({ check }: { check: Check }) {
  const run = useCheckRun();
  const [open, setOpen] = useState(false);
  const [first] = check.positions;
  if (!first) return null;
  return (
    <details className={s.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{run.positions}</summary>
      {open && <Confirming check={check} register={first.register} />}
    </details>
  );
}

function Confirming({ check, register }: { check: Check; register: string }) {
  const run = useCheckRun();
  const found = useQuery({ queryKey: ['register-rows', 'suppliers', register], queryFn: ({ signal }) => suppliers(register, signal) });
  const [chosen, setChosen] = useState<string | null>(null);
  const [taken, setTaken] = useState<string[]>([]);
  const row = found.data?.find((one) => one.id === chosen);
  const save = useMutation({
    mutationFn: (of: Row) => changeRow(of, { values: { ...Object.fromEntries(check.positions.filter((one) => taken.includes(one.field)).map((one) => [one.field, one.proposes ?? null])), ...(of.values.contract ? {} : { contract: check.document }) } }),
    onSuccess: (saved) => {
      say(run.confirmed(taken.length, saved.title));
      setTaken([]);
      return Promise.all([['registers'], ['register-rows']].map(renew));
    },
  });
  if (found.isPending) return <Loading />;
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.length === 0) return <p className={s.quiet}>{run.noSuppliers} <Link to="/registers/$register" params={{ register }} className={classes(ui.button, ui.link, ui.small)}>{run.toRegister}</Link></p>;
  return (
    <div className={s.positions} data-testid="positions">
      <p className={s.quiet}>{run.positionsHelp}</p>
      <Pick label={run.supplier} value={chosen} onChange={setChosen} choices={found.data.map((one) => ({ id: one.id, name: one.title }))} />
      <ul>
        {check.positions.map((one) => <Proposed key={one.field} position={one} check={check} taken={taken.includes(one.field)} onTake={(on) => setTaken((now) => (on ? [...now, one.field] : now.filter((it) => it !== one.field)))} />)}
      </ul>
      {save.error && <ProblemNotice error={save.error} />}
      <span className={s.buttons}>
        <Button small look="solid" isPending={save.isPending} isDisabled={!row || taken.length === 0} onPress={() => row && save.mutate(row)}>{run.confirm(taken.length)}</Button>
        {row && <Link to="/registers/$register/$row" params={{ register, row: row.id }} className={classes(ui.button, ui.link, ui.small)}>{run.toRow(row.title)}</Link>}
      </span>
    </div>
  );
}

interface ProposedProps {
  position: Position;
  check: Check;
  taken: boolean;
  onTake: (on: boolean) => void;
}

function Proposed({ position, check, taken, onTake }: ProposedProps) {
  const { t, language } = useReading();
  const run = useCheckRun();
  const { proposes, label, rule } = position;
  const judged = typeof proposes === 'boolean';
  return (
    <li>
      <label className={s.take}><input type="checkbox" checked={taken} disabled={!judged} onChange={(event) => onTake(event.target.checked)} />{label[language]}</label>
      <Tag tone={!judged ? 'warn' : proposes ? 'ok' : 'bad'}>{!judged ? t.verdicts.review : proposes ? run.yes : run.no}</Tag>
      <Link to="/dossiers/$dossier/checks/$check" params={{ dossier: check.dossier, check: check.id }} search={{ rule }} className={classes(ui.button, ui.link, ui.small)}>{run.toFinding}</Link>
    </li>
  );
}
