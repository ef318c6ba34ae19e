/** The fields of a clause: the same for a new one and for changing one. */
import { Plus, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Clause, ClauseContent, Variant } from '../../api/drafter';
import type { Stance } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Field } from '../../ui/fields';
import { Button } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { readDay, showDay } from '../draft/written';
import { readBasis, readTags, showBasis, showTags } from './lines';
import s from './library.module.css';

export const EMPTY: ClauseContent = { title: '', tags: [], explanation: '', origin: '', checked: null, recognise: [], must: [], basis: [], variants: [{ stance: 'neutral', note: '', text: '' }] };

export const contentOf = ({ title, tags, explanation, origin, checked, recognise, must, basis, variants }: Clause): ClauseContent => ({ title, tags, explanation, origin, checked, recognise, must, basis, variants });

interface FormProps {
  first: ClauseContent;
  error: Error | null;
  busy: boolean;
  onSubmit: (content: ClauseContent) => void;
  onCancel: () => void;
}

const STANCES: Stance[] = ['client', 'neutral', 'counterparty'];

export function ClauseForm({ first, error, busy, onSubmit, onCancel }: FormProps) {
  const t = useTexts();
  const [mine, setMine] = useState(first);
  const [typed, setTyped] = useState({ tags: showTags(first.tags), recognise: showTags(first.recognise), must: showTags(first.must), basis: showBasis(first.basis), checked: first.checked ? showDay(first.checked) : '' });
  const [tried, setTried] = useState(false);
  const set = (part: Partial<ClauseContent>) => setMine({ ...mine, ...part });
  const type = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const day = typed.checked.trim() ? readDay(typed.checked) : null;
  const badDay = typed.checked.trim() && !day ? t.answerFaults.not_a_date : undefined;
  const variants = mine.variants.filter((one) => one.text.trim());
  const noTitle = tried && !mine.title.trim() ? t.clauses.titleMissing : undefined;
  const noText = tried && variants.length === 0 ? t.clauses.textMissing : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!mine.title.trim() || badDay || variants.length === 0) return;
    onSubmit({ ...mine, title: mine.title.trim(), variants, checked: day, tags: readTags(typed.tags), recognise: readTags(typed.recognise).map((one) => one.toLowerCase()), must: readTags(typed.must), basis: readBasis(typed.basis) });
  };
  const change = (stance: Stance, part: Partial<Variant>) => set({ variants: mine.variants.map((one) => (one.stance === stance ? { ...one, ...part } : one)) });
  const add = (stance: Stance) => set({ variants: STANCES.flatMap((one) => mine.variants.find((variant) => variant.stance === one) ?? (one === stance ? { stance, note: '', text: '' } : [])) });
  return (
    <form className={s.clauseForm} onSubmit={submit} noValidate>
      {error && <ProblemNotice error={error} />}
      <div className={s.form}>
        <Field label={t.clauses.title} hint={t.clauses.titleHint} value={mine.title} onChange={(title) => set({ title })} isRequired autoFocus error={noTitle ?? fieldError(t, error, '/title')} />
        <Field label={t.clauses.explanation} area rows={3} value={mine.explanation} onChange={(explanation) => set({ explanation })} optional />
      </div>
      {noText && <p className={s.error} role="alert">{noText}</p>}
      <div className={s.variants}>
        {STANCES.map((stance) => {
          const variant = mine.variants.find((one) => one.stance === stance);
          return (
            <fieldset key={stance} className={s.variant}>
              <legend className={s.stance}>{t.stances[stance]}</legend>
              {variant ? (
                <div className={s.form}>
                  <Field label={t.clauses.text} hint={t.clauses.textHint} area rows={9} value={variant.text} onChange={(text) => change(stance, { text })} />
                  <Field label={t.clauses.note} area rows={2} value={variant.note} onChange={(note) => change(stance, { note })} optional />
                  <div><Button small look="plain" onPress={() => set({ variants: mine.variants.filter((one) => one.stance !== stance) })}><Trash2 size={14} aria-hidden />{t.clauses.dropVariant}</Button></div>
                </div>
              ) : (
                <Button small onPress={() => add(stance)}><Plus size={14} aria-hidden />{t.clauses.addVariant}</Button>
              )}
            </fieldset>
          );
        })}
      </div>
      <div className={s.pair}>
        <Field label={t.library.tags} hint={t.library.tagsHint} value={typed.tags} onChange={(tags) => type({ tags })} optional />
        <Field label={t.clauses.origin} value={mine.origin} onChange={(origin) => set({ origin })} optional />
        <Field label={t.clauses.recognise} hint={t.clauses.recogniseHint} value={typed.recognise} onChange={(recognise) => type({ recognise })} optional />
        <Field label={t.clauses.must} hint={t.clauses.mustHint} value={typed.must} onChange={(must) => type({ must })} optional />
        <Field label={t.clauses.basis} hint={t.clauses.basisHint} area rows={3} value={typed.basis} onChange={(basis) => type({ basis })} optional />
        <Field label={t.library.checked} hint={t.clauses.checkedHint} value={typed.checked} onChange={(checked) => type({ checked })} optional error={tried ? badDay : undefined} />
      </div>
      <div className={s.foot}>
        <Button onPress={onCancel}>{t.common.cancel}</Button>
        <Button look="solid" type="submit" isPending={busy}>{t.common.save}</Button>
      </div>
    </form>
  );
}
