/** A deadline to be added: a term, when it begins, who acts, and the steps before it. */
import { useMutation } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { addDeadline, type ChainStep, type TermRow, type Unit } from '../../api/deadlines';
import { renew } from '../../api/queries';
import type { Dossier } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Field, Pick } from '../../ui/fields';
import { Button, IconButton } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { readAmount } from './days';
import { ChosenTerm, ChooseTerm, OwnTerm, WhenAndResult } from './fields';
import { EMPTY, useCounting } from './use-counting';
import d from '../dossier/dossier.module.css';
import s from './deadline.module.css';

interface TypedStep {
  id: number;
  amount: string;
  unit: Unit;
  title: string;
}

export function AddDeadline(props: { dossier: Dossier; onClose: () => void }) {
  const t = useTexts();
  const [chosen, setChosen] = useState<TermRow | 'own' | null>(null);
  if (chosen) return <Filling {...props} row={chosen === 'own' ? null : chosen} onOther={() => setChosen(null)} />;
  return (
    <Sheet title={t.counting.title} open wide onClose={props.onClose}>
      <ChooseTerm onChoose={(row) => setChosen(row ?? 'own')} />
    </Sheet>
  );
}

function Filling(props: { dossier: Dossier; row: TermRow | null; onOther: () => void; onClose: () => void }) {
  const t = useTexts();
  const { dossier, row } = props;
  const count = useCounting({ ...EMPTY, given: row });
  const [title, setTitle] = useState(row?.title ?? '');
  const [source, setSource] = useState('');
  const [note, setNote] = useState('');
  const [who, setWho] = useState<string | null>(dossier.responsible?.id ?? dossier.members[0]?.id ?? null);
  const [steps, setSteps] = useState<TypedStep[]>([]);
  const [tried, setTried] = useState(false);
  const chain: ChainStep[] = steps.map((step) => ({ amount: readAmount(step.amount) ?? 0, unit: step.unit, title: step.title.trim() }));
  const add = useMutation({
    mutationFn: () => addDeadline(dossier.id, { ...count.count, title, ...(row ? {} : { source }), note, responsible: who ?? undefined, chain }),
    onSuccess: () => {
      say(t.counting.added);
      void renew(['deadlines']);
      props.onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    count.leaveAll();
    const whole = count.count && title.trim() && chain.every((step) => step.amount > 0 && step.title);
    if (whole) add.mutate();
  };
  const told = (pointer: string) => fieldError(t, add.error, pointer, t.deadlineErrors);
  const foot = (
    <>
      <Button onPress={props.onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="add-deadline" isPending={add.isPending}>{t.counting.save}</Button>
    </>
  );
  return (
    <Sheet title={t.counting.title} open wide onClose={props.onClose} foot={foot}>
      <form id="add-deadline" className={d.form} onSubmit={submit} noValidate>
        {add.error && <ProblemNotice error={add.error} />}
        {row ? <ChosenTerm row={row} onOther={props.onOther} /> : <div><Button small onPress={props.onOther}>{t.counting.other}</Button></div>}
        <Field label={t.counting.what} error={tried && !title.trim() ? t.deadlineErrors.required : told('/title')} value={title} onChange={setTitle} isRequired />
        {!row && <OwnTerm count={count} />}
        {!row && <Field label={t.counting.source} optional error={told('/source')} value={source} onChange={setSource} />}
        <WhenAndResult count={count} event={row?.event ?? ''} />
        <Pick label={t.counting.who} value={who} onChange={setWho} choices={dossier.members.map((one) => ({ id: one.id, name: one.name }))} />
        {told('/responsible') && <p className={s.wrong} role="alert">{told('/responsible')}</p>}
        <Chain steps={steps} onChange={setSteps} tried={tried} told={told} />
        <Field label={t.counting.note} optional area rows={2} error={told('/note')} value={note} onChange={setNote} />
      </form>
    </Sheet>
  );
}

interface ChainProps {
  steps: TypedStep[];
  onChange: (steps: TypedStep[]) => void;
  tried: boolean;
  told: (pointer: string) => string | undefined;
}

function Chain({ steps, onChange, tried, told }: ChainProps) {
  const t = useTexts();
  const put = (id: number, part: Partial<TypedStep>) => onChange(steps.map((step) => (step.id === id ? { ...step, ...part } : step)));
  const add = () => onChange([...steps, { id: (steps.at(-1)?.id ?? 0) + 1, amount: steps.length ? '2' : '1', unit: steps.length ? 'days' : 'weeks', title: steps.length ? '' : t.counting.firstStep }]);
  return (
    <fieldset className={s.chain}>
      <legend>{t.counting.chain}</legend>
      <p className={s.quiet}>{t.counting.chainHint}</p>
      {steps.map((step, index) => (
        <div key={step.id} className={s.chainStep} role="group" aria-label={t.counting.stepOf(index + 1)}>
          <Field label={t.counting.amount} inputMode="numeric" error={tried && !readAmount(step.amount) ? t.counting.notANumber : told(`/chain/${index}/amount`)} value={step.amount} onChange={(amount) => put(step.id, { amount })} />
          <div><Pick label={t.counting.unit} value={step.unit} onChange={(unit) => put(step.id, { unit: unit as Unit })} choices={(['days', 'weeks', 'months'] as const).map((id) => ({ id, name: t.units[id] }))} /></div>
          <div className={s.what}><Field label={t.counting.stepTitle} error={tried && !step.title.trim() ? t.deadlineErrors.required : told(`/chain/${index}/title`)} value={step.title} onChange={(title) => put(step.id, { title })} /></div>
          <span className={s.away}><IconButton label={t.counting.removeStep(index + 1)} icon={<X size={16} aria-hidden />} onPress={() => onChange(steps.filter((one) => one.id !== step.id))} /></span>
        </div>
      ))}
      {steps.length < 10 && <div><Button small onPress={add}><Plus size={14} aria-hidden />{t.counting.addStep}</Button></div>}
    </fieldset>
  );
}
