/** The questions of a template: their order, and each of them changed in a drawer. */
import { useMutation } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { changeTemplate, type Question, type QuestionKind, type Template } from '../../api/drafter';
import { ApiError } from '../../api/client';
import { useTexts } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { Sheet } from '../../ui/dialog';
import { Field, Pick, Radios, Suggest } from '../../ui/fields';
import { Button, Empty, IconButton, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { announce, say } from '../../ui/say';
import { emptyQuestion, faultsOfQuestion, readChoices, readItems, showChoices, showItems } from './lines';
import s from './library.module.css';

interface QuestionsProps {
  template: Template;
  write: boolean;
  onSaved: (saved: Template) => void;
}

/** Why a question was refused: which, the field of it, in words. */
interface Refusal {
  /** Its place in the list; none where the Word file uses a name that no question has. */
  at: number | null;
  name: string;
  field: string;
  text: string;
}

function refusalOf(t: Texts, error: unknown, list: Question[]): Refusal | undefined {
  const [fault] = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  const [, area, place, field = ''] = fault?.pointer.split('/') ?? [];
  if (!fault || area !== 'questions' || !place) return undefined;
  const at = list[Number(place)] ? Number(place) : null;
  return { at, name: place, field, text: (t.fieldErrors as Record<string, string>)[fault.code] ?? t.fieldErrors.other };
}

/** What was refused and has no question to stand at. */
function Refused({ error, refusal }: { error: unknown; refusal: Refusal | undefined }) {
  if (!refusal) return <ProblemNotice error={error} />;
  return refusal.at === null ? <Notice tone="bad" alert>{refusal.name}: {refusal.text}</Notice> : null;
}

export function Questions({ template, write, onSaved }: QuestionsProps) {
  const t = useTexts();
  const [base, setBase] = useState(template.questions);
  const [list, setList] = useState(base);
  const [open, setOpen] = useState<number | null>(null);
  const changed = list !== base;
  const wrong = useRef<HTMLLIElement>(null);
  // what was not touched here follows what was saved elsewhere
  if (!changed && base !== template.questions) {
    setBase(template.questions);
    setList(template.questions);
  }
  const save = useMutation({
    mutationFn: () => changeTemplate(template.id, { questions: list }, template.revision),
    onSuccess: (saved) => {
      say(t.questions.saved);
      setBase(saved.questions);
      setList(saved.questions);
      onSaved(saved);
    },
  });
  const refusal = save.error ? refusalOf(t, save.error, list) : undefined;
  useEffect(() => wrong.current?.scrollIntoView({ block: 'nearest' }), [save.error]);
  // what was refused stands at its question until something is changed
  const change = (next: Question[]) => {
    setList(next);
    save.reset();
  };
  const move = (from: number, by: 1 | -1) => {
    const next = [...list];
    const [one] = next.splice(from, 1);
    if (!one) return;
    next.splice(from + by, 0, one);
    change(next);
    announce(`${one.label}: ${from + by + 1} / ${next.length}`);
  };
  const put = (index: number, question: Question) => {
    change(index < list.length ? list.map((one, at) => (at === index ? question : one)) : [...list, question]);
    setOpen(null);
  };
  const edited = open === null ? undefined : (list[open] ?? emptyQuestion(list.at(-1)?.group ?? ''));
  return (
    <div className={s.questions}>
      <p className={s.quiet}>{t.questions.lead}</p>
      {save.error && <Refused error={save.error} refusal={refusal} />}
      {changed && (
        <Notice tone="warn">
          <span>{t.questions.unsaved}</span>
          <span className={s.buttons}>
            <Button small look="solid" isPending={save.isPending} onPress={() => save.mutate()}>{t.questions.save}</Button>
            <Button small onPress={() => change(base)}>{t.questions.undo}</Button>
          </span>
        </Notice>
      )}
      {list.length === 0 && <Empty level={3} title={t.questions.empty} help={t.questions.emptyHelp} />}
      <ol className={s.asks}>
        {list.map((one, index) => (
          <li key={one.name} {...(refusal?.at === index ? { ref: wrong, 'data-wrong': true } : {})}>
            <span className={s.askName}>
              {one.group && list[index - 1]?.group !== one.group && <em>{one.group}</em>}
              <b>{one.label}</b>
              <small><code>{one.name}</code> · {t.questionKinds[one.kind]}{!one.required && ` · ${t.questions.optional}`}{one.when && ` · ${t.questions.conditional}`}</small>
              {refusal?.at === index && <span className={s.wrong} role="alert">{refusal.text}</span>}
            </span>
            {write && (
              <span className={s.askTools}>
                <IconButton small label={t.questions.up(one.label)} icon={<ArrowUp size={15} aria-hidden />} isDisabled={index === 0} onPress={() => move(index, -1)} />
                <IconButton small label={t.questions.down(one.label)} icon={<ArrowDown size={15} aria-hidden />} isDisabled={index === list.length - 1} onPress={() => move(index, 1)} />
                <IconButton small label={t.questions.edit(one.label)} icon={<Pencil size={15} aria-hidden />} onPress={() => setOpen(index)} />
                <IconButton small label={t.questions.remove(one.label)} icon={<Trash2 size={15} aria-hidden />} onPress={() => change(list.filter((_, at) => at !== index))} />
              </span>
            )}
          </li>
        ))}
      </ol>
      {write && <div><Button small onPress={() => setOpen(list.length)}><Plus size={14} aria-hidden />{t.questions.add}</Button></div>}
      {open !== null && edited && <Edit question={edited} others={list.filter((_, at) => at !== open)} refusal={refusal?.at === open ? refusal : undefined} onDone={(question) => put(open, question)} onClose={() => setOpen(null)} />}
    </div>
  );
}

interface EditProps {
  question: Question;
  others: Question[];
  /** Why it was refused as it is. */
  refusal: Refusal | undefined;
  onDone: (question: Question) => void;
  onClose: () => void;
}

function Edit({ question, others, refusal, onDone, onClose }: EditProps) {
  const t = useTexts();
  const [mine, setMine] = useState(question);
  const [choices, setChoices] = useState(showChoices(question.choices));
  const [items, setItems] = useState(showItems(question.item));
  const [tried, setTried] = useState(false);
  const set = (part: Partial<Question>) => setMine({ ...mine, ...part });
  const whole: Question = { ...mine, choices: mine.kind === 'choice' ? readChoices(choices) : [], item: mine.kind === 'list' ? readItems(items, question.item) : [] };
  const faults = tried ? faultsOfQuestion(whole, others) : {};
  const words = (code: keyof Faults | undefined) => (code ? t.questions[code] : undefined);
  /** What was refused of a field that has not been changed since. */
  const refused = (field: 'label' | 'name' | 'when') => (refusal?.field === field && mine[field] === question[field] ? refusal.text : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOfQuestion(whole, others)).length === 0) onDone(whole);
  };
  const groups = [...new Set(others.map((one) => one.group).filter(Boolean))];
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="edit-question">{t.questions.done}</Button>
    </>
  );
  return (
    <Sheet title={t.questions.title} open side onClose={onClose} foot={foot}>
      <form id="edit-question" className={s.form} onSubmit={submit} noValidate>
        <Field label={t.questions.label} value={mine.label} onChange={(label) => set({ label })} isRequired autoFocus={refusal?.field !== 'when'} error={words(faults.label) ?? refused('label')} />
        <Field label={t.questions.name} hint={t.questions.nameHint} value={mine.name} onChange={(name) => set({ name })} isRequired error={words(faults.name) ?? refused('name')} />
        <Pick label={t.questions.kind} value={mine.kind} onChange={(kind) => set({ kind: kind as QuestionKind })} choices={Object.entries(t.questionKinds).map(([id, name]) => ({ id, name }))} />
        {mine.kind === 'choice' && <Field label={t.questions.choices} hint={t.questions.choicesHint} area rows={4} value={choices} onChange={setChoices} error={words(faults.choices)} />}
        {mine.kind === 'list' && <Field label={t.questions.items} hint={t.questions.itemsHint} area rows={4} value={items} onChange={setItems} error={words(faults.item)} />}
        <Suggest label={t.questions.group} open={t.common.open} value={mine.group} choices={groups} onChange={(group) => set({ group })} />
        <Radios label={t.questions.required} inline value={String(mine.required)} onChange={(value) => set({ required: value === 'true' })} choices={[{ id: 'true', name: t.interview.yes }, { id: 'false', name: t.interview.no }]} />
        <Field label={t.questions.help} area rows={2} value={mine.help ?? ''} onChange={(help) => set({ help: help || null })} optional />
        <Field label={t.questions.warn} area rows={2} value={mine.warn ?? ''} onChange={(warn) => set({ warn: warn || null })} optional />
        <Pick label={t.questions.prefill} value={mine.prefill ?? 'none'} onChange={(prefill) => set({ prefill: prefill === 'none' ? null : prefill })} choices={[{ id: 'none', name: t.questions.noPrefill }, ...Object.entries(t.prefills).map(([id, name]) => ({ id, name }))]} />
        <Field label={t.questions.when} hint={t.questions.whenHint} value={mine.when ?? ''} onChange={(when) => set({ when: when || null })} optional autoFocus={refusal?.field === 'when'} error={refused('when')} />
      </form>
    </Sheet>
  );
}

type Faults = { labelMissing: string; nameWrong: string; nameTwice: string; choicesMissing: string; itemsMissing: string };
