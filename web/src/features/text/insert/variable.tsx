/** An open place: what is to come there, and what it is filled with. */
import { useMemo, useState } from 'react';
import { useTexts } from '../words';
import { Sheet } from '../../../ui/dialog';
import { Field } from '../../../ui/fields';
import { Button } from '../../../ui/parts';
import type { Desk } from '../desk';
import { newId } from '../schema';
import s from './insert.module.css';

interface VariableProps {
  desk: Desk;
  /** Where it stands; null for a new one. */
  pos: number | null;
  may: boolean;
  onClose: () => void;
}

export function FillVariable({ desk, pos, may, onClose }: VariableProps) {
  const t = useTexts();
  const [attrs] = useState(() => (pos === null ? null : desk.editor.state.doc.nodeAt(pos)?.attrs ?? null));
  const [label, setLabel] = useState(String(attrs?.label ?? ''));
  const [value, setValue] = useState(String(attrs?.value ?? ''));
  const [everywhere, setEverywhere] = useState(true);
  const others = useMemo(() => (attrs ? desk.variables(String(attrs.name)).filter((one) => one !== pos) : []), [desk, attrs, pos]);
  const done = () => {
    const filled = value.trim() ? value.trim() : null;
    if (pos === null) desk.putInline('variable', { name: `plek_${newId().slice(0, 6)}`, label: label.trim(), value: filled });
    else desk.fill(everywhere ? [pos, ...others] : [pos], { label: label.trim(), value: filled });
    onClose();
  };
  const foot = (
    <>
      <Button onPress={onClose}>{may ? t.common.cancel : t.common.close}</Button>
      {may && <Button look="solid" isDisabled={!label.trim()} onPress={done}>{pos === null ? t.text.insertAction : t.common.save}</Button>}
    </>
  );
  return (
    <Sheet title={pos === null ? t.text.variableNew : t.text.variableTitle} open onClose={onClose} foot={foot}>
      <form className={s.form} onSubmit={(event) => { event.preventDefault(); if (label.trim() && may) done(); }}>
        <Field label={t.text.variableLabel} value={label} onChange={setLabel} maxLength={200} isReadOnly={!may} autoFocus={pos === null} autoComplete="off" />
        <Field label={t.text.variableValue} hint={t.text.variableHint} value={value} onChange={setValue} maxLength={2000} isReadOnly={!may} autoFocus={pos !== null} autoComplete="off" optional />
        {others.length > 0 && may && (
          <label className={s.check}><input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.currentTarget.checked)} />{t.text.variableEverywhere(others.length)}</label>
        )}
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
