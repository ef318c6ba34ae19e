/** What has to be done with a row, and what was. */
import { useState } from 'react';
import type { Confirmation, Cycle, RegisterDetail, Row } from '../../api/registers';
import { Button, Tag } from '../../ui/parts';
import { ConfirmCycle } from './confirm';
import { Receipts } from './receipts';
import { daysUntil, dueWords } from './values';
import { useWords } from './words';
import s from './register.module.css';

export function Cycles({ of, row }: { of: RegisterDetail; row: Row }) {
  const { w } = useWords();
  const [doing, setDoing] = useState<Cycle | null>(null);
  const open = row.cycles.filter((one) => one.state === 'open' || one.state === 'checking');
  const before = row.cycles.filter((one) => one.state === 'done').reverse();
  return (
    <>
      <section className={s.section} aria-label={w.cycles}>
        <h2>{w.cycles}</h2>
        {open.length === 0 ? <p className={s.quiet}>{w.noCycles}</p> : (
          <ul className={s.sheet}>
            {open.map((one) => <li key={`${one.campaign} ${one.due}`} className={s.cycle}><Open of={of} row={row} cycle={one} onDo={() => setDoing(one)} /></li>)}
          </ul>
        )}
      </section>
      {before.length > 0 && (
        <section className={s.section} aria-label={w.cyclesBefore}>
          <h2>{w.cyclesBefore}</h2>
          <ul className={s.sheet}>
            {before.map((one) => (
              <li key={`${one.campaign} ${one.due}`} className={s.cycle}>
                <b>{one.name}</b>
                <SentBack cycle={one} />
                <Receipts row={row} cycle={one} />
                <Said said={one.done} by={w.doneBy} />
                <Said said={one.checked} by={w.checkedBy} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {doing && <ConfirmCycle of={of} row={row} cycle={doing} onClose={() => setDoing(null)} />}
    </>
  );
}

interface OpenProps {
  of: RegisterDetail;
  row: Row;
  cycle: Cycle;
  onDo: () => void;
}

function Open({ of, row, cycle, onDo }: OpenProps) {
  const { w, f } = useWords();
  const campaign = of.campaigns.find((one) => one.key === cycle.campaign);
  const field = of.fields.find((one) => one.key === campaign?.field);
  const days = daysUntil(cycle.due);
  const checking = cycle.state === 'checking';
  // as long as somebody can still answer, nobody says that it is done
  const waits = Boolean(campaign?.each) && !cycle.late && cycle.receipts.some((one) => !one.at);
  const act = row.writes && !field && !waits && !(checking && cycle.done?.own);
  return (
    <>
      <div className={s.cycleHead}>
        <b>{cycle.name}</b>
        {cycle.late ? <Tag tone="bad">{days < 0 ? w.days(days) : w.lateTag}</Tag> : <Tag tone="warn">{w.days(days)}</Tag>}
        {checking && <Tag tone="warn">{w.cycleStates.checking}</Tag>}
        <span className={s.grow} />
        {act && <Button look="solid" small onPress={onDo}>{checking ? w.check : campaign?.removes ? w.removal.act : w.confirm}</Button>}
      </div>
      <p className={s.quiet}>{[dueWords(cycle, w, f), campaign?.basis].filter(Boolean).join(' · ')}</p>
      {field && <p className={s.quiet}>{w.endsWith(field.label)}</p>}
      <Receipts row={row} cycle={cycle} />
      <SentBack cycle={cycle} />
      <Said said={cycle.done} by={w.doneBy} />
      {checking && cycle.done?.own && <p className={s.quiet}>{w.waitsForOther}</p>}
    </>
  );
}

/** Each time that it was sent back, with why. */
function SentBack({ cycle }: { cycle: Cycle }) {
  const { w } = useWords();
  return cycle.sent_back.map((one) => <Said key={one.at} said={one} by={w.sentBackBy} />);
}

function Said({ said, by }: { said: Confirmation | null; by: (who: string, when: string) => string }) {
  const { w, f } = useWords();
  if (!said) return null;
  const who = said.by ?? w.product;
  return (
    <p className={s.said}>
      {said.note && <span>{said.note}</span>}
      {said.document && <span>{w.document}: {said.document.name ?? w.hidden}</span>}
      <small>{by(who, f.ago(said.at))}</small>
    </p>
  );
}
