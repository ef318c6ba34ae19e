/** All that happened to a row and in its cycles, newest first. */
import type { Happened, RegisterDetail, Row, RowEvent } from '../../api/registers';
import { classes } from '../../ui/parts';
import { shown } from './values';
import { useWords } from './words';
import s from './register.module.css';

type Line = { at: string; key: string; row: Happened } | { at: string; key: string; event: RowEvent };

export function History({ of, row }: { of: RegisterDetail; row: Row }) {
  const { w } = useWords();
  const lines: Line[] = [
    ...row.history.map((one, at) => ({ at: one.at, key: `row ${at}`, row: one })),
    ...row.events.map((one, at) => ({ at: one.fell, key: `event ${at}`, event: one })),
  ];
  lines.sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
  return (
    <section className={s.section} aria-label={w.history}>
      <h2>{w.history}</h2>
      <ol className={classes(s.sheet, s.history)}>
        {lines.map((line) => <li key={line.key}>{'row' in line ? <OfRow of={of} one={line.row} /> : <OfCycle one={line.event} />}</li>)}
      </ol>
    </section>
  );
}

function OfRow({ of, one }: { of: RegisterDetail; one: Happened }) {
  const { w, f } = useWords();
  return (
    <>
      <span>{w.acts[one.act]}{one.reason && `: ${one.reason}`}</span>
      {Object.entries(one.was).map(([key, old]) => {
        const field = of.fields.find((known) => known.key === key);
        const label = field?.label ?? key;
        return <small key={key}>{old ? w.was(label, shown(field, old, w)) : w.wasEmpty(label)}</small>;
      })}
      <small>{[one.by ?? w.product, f.ago(one.at)].join(', ')}</small>
    </>
  );
}

function OfCycle({ one }: { one: RowEvent }) {
  const { w, f } = useWords();
  return (
    <>
      <span>{one.name}: {w.events[one.kind]}</span>
      <small>{f.ago(one.fell)}</small>
    </>
  );
}
