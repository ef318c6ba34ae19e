/** An evidence pack asked for: period, chapters, and the fingerprint of the key it is signed with. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { packFile, packOffer, type PackOffer } from '../../api/accountability';
import { ApiError } from '../../api/client';
import { renew } from '../../api/queries';
import { handOver } from '../../ui/hand-over';
import { Field } from '../../ui/fields';
import { Button, Loading, Notice } from '../../ui/parts';
import { ProblemNotice, fieldError } from '../../ui/problem';
import { say } from '../../ui/say';
import { useWords } from './words';
import s from './accountability.module.css';

export function Pack() {
  const { w, language } = useWords();
  const found = useQuery(packOffer(language));
  return (
    <section className={s.section}>
      <h2>{w.pack}</h2>
      <p className={s.quiet}>{w.packLead}</p>
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Form offer={found.data} />}
    </section>
  );
}

/** From the beginning of the year until today. */
function thisYear(): [string, string] {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return [`${now.getFullYear()}-01-01`, `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`];
}

function Form({ offer }: { offer: PackOffer }) {
  const { w, t, language } = useWords();
  const [[begin, end]] = useState(thisYear);
  const [from, setFrom] = useState(begin);
  const [until, setUntil] = useState(end);
  const [chosen, setChosen] = useState<string[]>([]);
  const [bare, setBare] = useState(false);
  const make = useMutation({
    mutationFn: async () => handOver(await packFile({ from, until, chapters: chosen, language }), w.packName),
    onSuccess: () => { say(w.made); return renew(['accountability', 'pack']); },
  });
  const submit = () => { setBare(chosen.length === 0); if (chosen.length > 0) make.mutate(); };
  const turn = (key: string, on: boolean) => setChosen((now) => (on ? [...now, key] : now.filter((one) => one !== key)));
  const at = (pointer: string) => fieldError(t, make.error, pointer, w.wrong);
  const wrong = [at('/from'), at('/until')];
  return (
    <form className={s.form} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className={s.days}>
        <Field label={w.from} hint={w.dayHint} value={from} onChange={setFrom} error={wrong[0]} />
        <Field label={w.until} hint={w.dayHint} value={until} onChange={setUntil} error={wrong[1]} />
      </div>
      <fieldset className={s.chapters}>
        <legend>{w.chapters}</legend>
        {offer.chapters.map((one) => (
          <label key={one.key} className={s.chapter}>
            <input type="checkbox" checked={chosen.includes(one.key)} disabled={one.refused !== null} onChange={(event) => turn(one.key, event.target.checked)} />
            <span>{one.name}</span>
            <small>{one.refused ? w.controlsMissing(offer.controls, offer.controls_of) : one.registers.join(', ')}</small>
          </label>
        ))}
        {bare && chosen.length === 0 && <p className={s.wrong} role="alert">{w.choose}</p>}
      </fieldset>
      {make.error && wrong.every((one) => !one) && <Refused error={make.error} />}
      <div className={s.foot}>
        <Button type="submit" look="solid" isPending={make.isPending}>{make.isPending ? w.making : w.make}</Button>
      </div>
      <div>
        <p className={s.quiet}>{w.fingerprint}</p>
        <p className={s.print}>{offer.key?.fingerprint ?? w.noKey}</p>
        <p className={s.quiet}>{w.fingerprintHelp}</p>
      </div>
    </form>
  );
}

/** What went wrong; of what the state of things does not allow, why. */
function Refused({ error }: { error: unknown }) {
  const { w } = useWords();
  const code = error instanceof ApiError && error.kind === 'conflict' ? error.problem?.errors?.[0]?.code : undefined;
  const known = code ? w.conflicts[code] : undefined;
  return known ? <Notice tone="bad" alert>{known}</Notice> : <ProblemNotice error={error} />;
}
