/** Choosing a Word file that becomes a template, or its next version; what is wrong with it is named place by place. */
import { useMutation } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { ApiError } from '../../api/client';
import { addTemplate, addTemplateVersion, template as templateQuery, type Template } from '../../api/drafter';
import { client, renew } from '../../api/queries';
import { useTexts } from '../../i18n/language';
import type { Texts } from '../../i18n/nl';
import { Sheet } from '../../ui/dialog';
import { Field } from '../../ui/fields';
import { Button, Notice } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { say } from '../../ui/say';
import { placeIn } from './lines';
import s from './library.module.css';

interface AddProps {
  /** The template that gets a next version. */
  to?: Template;
  onClose: () => void;
  onAdded: (made: Template) => void;
}

const nameOf = (file: File): string => file.name.replace(/\.docx$/i, '').replaceAll(/[_-]+/g, ' ').trim();

export function AddTemplate({ to, onClose, onAdded }: AddProps) {
  const t = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: (chosen: File) => (to ? addTemplateVersion(to.id, chosen, to.revision) : addTemplate(name.trim(), chosen)),
    onSuccess: (made) => {
      client.setQueryData(templateQuery(made.id).queryKey, made);
      void renew(['templates']);
      say(to ? t.templates.versionAdded(made.version_number) : t.templates.added(made.name));
      onClose();
      onAdded(made);
    },
  });
  const wrong = file && !/\.docx$/i.test(file.name) ? t.templates.notDocx : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (file && !wrong && (to || name.trim())) add.mutate(file);
  };
  const choose = (files: FileList | null) => {
    const chosen = files?.[0];
    if (!chosen) return;
    add.reset();
    setFile(chosen);
    if (!name.trim()) setName(nameOf(chosen));
  };
  const fault = wrong ?? (tried && !file ? t.templates.fileMissing : undefined);
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" type="submit" form="add-template" isPending={add.isPending}>{to ? t.templates.newVersion : t.templates.add}</Button>
    </>
  );
  return (
    <Sheet title={to ? t.templates.newVersion : t.templates.addTitle} open onClose={onClose} foot={foot} wide>
      <p>{to ? t.templates.newVersionLead(to.name) : t.templates.addLead}</p>
      {add.error && <Faults error={add.error} />}
      <form id="add-template" className={s.form} onSubmit={submit} noValidate>
        <div className={s.file}>
          <span className={s.fileLabel}>{t.templates.file}</span>
          <div className={s.fileRow}>
            <FileTrigger acceptedFileTypes={['.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']} onSelect={choose}>
              <Button autoFocus>{file ? t.templates.otherFile : t.templates.chooseFile}</Button>
            </FileTrigger>
            {file && <span className={s.fileName}><FileText size={15} aria-hidden />{file.name}</span>}
          </div>
          {fault && <p className={s.error} role="alert">{fault}</p>}
        </div>
        {!to && <Field label={t.templates.name} value={name} onChange={setName} isRequired error={tried && !name.trim() ? t.templates.nameMissing : undefined} />}
      </form>
    </Sheet>
  );
}

interface Named {
  pointer: string;
  code: string;
  detail?: string;
}

const faultText = (t: Texts, fault: Named): string => (t.templateFaults as Record<string, string>)[fault.code] ?? t.templateFaults.other;

/** What is wrong with the file, where; other problems as everywhere. */
function Faults({ error }: { error: unknown }) {
  const t = useTexts();
  const faults = error instanceof ApiError ? ((error.problem?.errors ?? []) as Named[]) : [];
  const placed = faults.filter((one) => placeIn(one.pointer));
  const clause = faults.find((one) => one.code === 'unknown_clause');
  if (clause) return <Notice tone="bad" alert>{clause.pointer.split('/').at(-1)}: {faultText(t, clause)}</Notice>;
  if (placed.length === 0) {
    const word = faults[0] && error instanceof ApiError && error.kind === 'word' ? (t.wordFaults[faults[0].code] ?? t.wordFaults.other) : null;
    return word ? <Notice tone="bad" alert>{word}</Notice> : <ProblemNotice error={error} />;
  }
  return (
    <div className={s.faults} role="alert">
      <p>{t.templates.faultsTitle(placed.length)}</p>
      <ul>
        {placed.map((one, index) => {
          const place = placeIn(one.pointer);
          return (
            <li key={index}>
              <b>{place && t.templates.place(t.templates.parts[place.part], place.paragraph)}</b>
              <span>{one.detail || faultText(t, one)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
