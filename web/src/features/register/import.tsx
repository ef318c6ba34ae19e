/** A file read into a register: each line that cannot be used says why, and good ones are kept only if asked. */
import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { importRows, type Import, type RegisterDetail } from '../../api/registers';
import { ApiError } from '../../api/client';
import { Sheet } from '../../ui/dialog';
import { handOver } from '../../ui/hand-over';
import { Button, Notice } from '../../ui/parts';
import { fresh } from './fill';
import { Trouble } from './trouble';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './register.module.css';

/** How many reasons are shown; all of them can be saved. */
const MOST = 200;

export function ImportRows({ of, onClose }: { of: RegisterDetail; onClose: () => void }) {
  const { w, t } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const read = useMutation({ mutationFn: (keep: 'all' | 'good') => importRows(of.key, file ?? new Blob([]), keep), onSuccess: fresh });
  const told = read.data;
  const good = told ? told.lines - told.refused : 0;
  const foot = (
    <>
      <Button onPress={onClose}>{told && told.added > 0 ? t.common.close : t.common.cancel}</Button>
      {told && told.added === 0 && good > 0 && <Button isPending={read.isPending} onPress={() => read.mutate('good')}>{w.file.keep(good)}</Button>}
      {!(told && told.added > 0) && <Button look="solid" isDisabled={!file} isPending={read.isPending} onPress={() => read.mutate('all')}>{w.file.read}</Button>}
    </>
  );
  const columns = of.fields.filter((field) => field.kind !== 'document' && field.kind !== 'reference').map((field) => field.label);
  return (
    <Sheet title={w.file.title(of.name)} open wide onClose={onClose} foot={foot}>
      <div className={d.form}>
        <p>{w.file.lead}</p>
        <p className={s.quiet}>{w.file.columns}: {columns.join(', ')}</p>
        <div className={s.file}>
          <input ref={input} type="file" accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" hidden data-testid="csv" onChange={(event) => { setFile(event.target.files?.[0] ?? null); read.reset(); }} />
          <Button onPress={() => input.current?.click()}><FileUp size={16} aria-hidden />{w.file.choose}</Button>
          {file && <span>{w.file.chosen(file.name)}</span>}
        </div>
        {read.error && <FileTrouble error={read.error} />}
        {told && <Told of={of} told={told} />}
      </div>
    </Sheet>
  );
}

/** What is wrong with the file as a whole. */
function FileTrouble({ error }: { error: unknown }) {
  const { w } = useWords();
  const found = error instanceof ApiError ? error.problem?.errors?.find((one) => one.pointer.startsWith('/file')) : undefined;
  const words = found ? w.file.errors[found.code] : error instanceof ApiError && error.status === 413 ? w.file.errors.too_large : undefined;
  return words ? <Notice tone="bad" alert>{words}</Notice> : <Trouble error={error} />;
}

function Told({ of, told }: { of: RegisterDetail; told: Import }) {
  const { w, f } = useWords();
  const words = told.refused === 0 ? w.file.all(told.added) : told.added > 0 ? w.file.some(told.added, told.refused) : w.file.refused(told.refused, told.lines);
  const label = (key: string) => (key ? (of.fields.find((field) => field.key === key)?.label ?? (key === 'eigenaar' ? w.owner : key === 'dossier' ? w.dossier : key)) : w.file.whole);
  const why = (code: string) => w.errors[code] ?? code;
  const save = () => {
    const lines = told.bad.map((one) => [one.line, label(one.field), why(one.code)].map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(';'));
    handOver(new Blob([`\uFEFF${[w.file.line, w.file.field, w.file.reason].join(';')}\r\n${lines.join('\r\n')}\r\n`], { type: 'text/csv' }), `${of.key}-${w.file.reasons}.csv`);
  };
  return (
    <>
      <Notice tone={told.refused === 0 ? 'ok' : 'warn'} alert>{words}</Notice>
      {told.bad.length > 0 && (
        <section className={s.reasons} aria-label={w.file.reasons}>
          <div className={s.reasonTable} tabIndex={0} role="group" aria-label={w.file.reasons}>
            <table className={d.table}>
              <thead><tr><th scope="col">{w.file.line}</th><th scope="col">{w.file.field}</th><th scope="col">{w.file.reason}</th></tr></thead>
              <tbody>{told.bad.slice(0, MOST).map((one, at) => <tr key={at}><td>{f.number(one.line)}</td><td>{label(one.field)}</td><td>{why(one.code)}</td></tr>)}</tbody>
            </table>
          </div>
          <div className={s.reasonFoot}>
            {told.bad.length > MOST && <p className={s.quiet}>{w.file.more(told.bad.length - MOST)}</p>}
            <Button look="link" small onPress={save}>{w.file.save}</Button>
          </div>
        </section>
      )}
    </>
  );
}
