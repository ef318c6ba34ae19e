/** Fields of a form, each with its label, hint and what is wrong with it. */
import { ChevronDown, Check, Eye, EyeOff, Search } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Select, SelectValue } from 'react-aria-components/Select';
import { useTexts } from '../i18n/language';
import { IconButton, classes } from './parts';
import s from './ui.module.css';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  area?: boolean;
  rows?: number;
  optional?: boolean;
  placeholder?: string;
  inputMode?: 'numeric' | 'text';
}

function LabelLine(props: { text: string; optional?: boolean | undefined }) {
  const t = useTexts();
  return (
    <Label className={s.label ?? ''}>
      {props.text}
      {props.optional && <span className={s.optional}> ({t.common.optional})</span>}
    </Label>
  );
}

export function Field({ label, hint, error, area, rows, optional, placeholder, inputMode, ...rest }: FieldProps) {
  return (
    <TextField {...rest} className={s.field ?? ''} isInvalid={Boolean(error)} validationBehavior="aria">
      <LabelLine text={label} optional={optional} />
      {area ? (
        <TextArea className={s.input ?? ''} rows={rows ?? 3} {...(placeholder ? { placeholder } : {})} />
      ) : (
        <Input className={s.input ?? ''} {...(placeholder ? { placeholder } : {})} {...(inputMode ? { inputMode } : {})} />
      )}
      {hint && !error && <Text slot="description" className={s.hint ?? ''}>{hint}</Text>}
      <FieldError className={s.error ?? ''}>{error}</FieldError>
    </TextField>
  );
}

export function PasswordField({ label, hint, error, ...rest }: FieldProps) {
  const t = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <TextField {...rest} type={shown ? 'text' : 'password'} className={s.field ?? ''} isInvalid={Boolean(error)} validationBehavior="aria">
      <LabelLine text={label} />
      <span className={s.combo}>
        <Input className={s.input ?? ''} />
        <IconButton
          label={shown ? t.session.hidePassword : t.session.showPassword}
          icon={shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
          onPress={() => setShown(!shown)}
        />
      </span>
      {hint && !error && <Text slot="description" className={s.hint ?? ''}>{hint}</Text>}
      <FieldError className={s.error ?? ''}>{error}</FieldError>
    </TextField>
  );
}

interface SearchProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: () => void;
  keys?: string;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

export function SearchBox(props: SearchProps) {
  return (
    <TextField
      aria-label={props.label}
      className={s.withIcon ?? ''}
      type="search"
      value={props.value}
      onChange={props.onChange}
      autoComplete="off"
      {...(props.autoFocus ? { autoFocus: true } : {})}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onSubmit?.();
        else if (event.key === 'Escape' && props.value) props.onChange('');
      }}
    >
      <Search size={16} aria-hidden />
      <Input className={s.input ?? ''} placeholder={props.placeholder ?? props.label} ref={props.inputRef} />
      {props.keys && !props.value && <kbd className={s.kbd} aria-hidden>{props.keys}</kbd>}
    </TextField>
  );
}

export interface Choice {
  id: string;
  name: string;
  hint?: string;
}

interface PickProps {
  label: string;
  value: string | null;
  choices: Choice[];
  onChange: (id: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
  optional?: boolean;
}

export function Pick(props: PickProps) {
  const t = useTexts();
  return (
    <Select
      className={s.field ?? ''}
      selectedKey={props.value}
      onSelectionChange={(key) => key !== null && props.onChange(String(key))}
      isDisabled={props.isDisabled ?? false}
      placeholder={props.placeholder ?? t.common.choose}
    >
      <LabelLine text={props.label} optional={props.optional} />
      <AriaButton className={s.picker ?? ''}>
        <SelectValue />
        <ChevronDown size={16} aria-hidden />
      </AriaButton>
      <Popover className={s.popover ?? ''} offset={4}>
        <ListBox className={s.options ?? ''} items={props.choices}>
          {(choice) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </Select>
  );
}

function Option(props: { choice: Choice }) {
  return (
    <ListBoxItem id={props.choice.id} textValue={props.choice.name} className={s.option ?? ''}>
      {({ isSelected }) => (
        <>
          <span>
            {props.choice.name}
            {props.choice.hint && <small>{props.choice.hint}</small>}
          </span>
          {isSelected && <Check size={16} aria-hidden />}
        </>
      )}
    </ListBoxItem>
  );
}

interface SuggestProps {
  label: string;
  value: string;
  choices: string[];
  onChange: (value: string) => void;
  open: string;
  isReadOnly?: boolean;
  /** Whether the label says that it may be left empty; unless told, it does. */
  optional?: boolean;
}

/** A field one may type anything in, with the usual words offered. */
export function Suggest(props: SuggestProps) {
  return (
    <ComboBox
      className={s.field ?? ''}
      allowsCustomValue
      menuTrigger="focus"
      inputValue={props.value}
      onInputChange={props.onChange}
      isReadOnly={props.isReadOnly ?? false}
      items={props.choices.filter((name) => name.toLowerCase().includes(props.value.toLowerCase())).map((name) => ({ id: name, name }))}
    >
      <LabelLine text={props.label} optional={props.optional ?? true} />
      <span className={s.combo}>
        <Input className={s.input ?? ''} />
        <AriaButton aria-label={props.open} className={classes(s.button, s.plain, s.icon)}>
          <ChevronDown size={16} aria-hidden />
        </AriaButton>
      </span>
      <Popover className={s.popover ?? ''} offset={4}>
        <ListBox className={s.options ?? ''}>{(choice: Choice) => <Option choice={choice} />}</ListBox>
      </Popover>
    </ComboBox>
  );
}

interface RadiosProps<T extends string> {
  label: string;
  /** Null while nothing is chosen, so that the keys reach the first. */
  value: T | null;
  choices: { id: T; name: string; hint?: string }[];
  onChange: (value: T) => void;
  /** A row of words beside each other, without hints. */
  inline?: boolean;
  quietLabel?: boolean;
  isReadOnly?: boolean;
  optional?: boolean;
}

export function Radios<T extends string>(props: RadiosProps<T>) {
  return (
    <RadioGroup
      className={s.field ?? ''}
      value={props.value}
      onChange={(value) => props.onChange(value as T)}
      orientation={props.inline ? 'horizontal' : 'vertical'}
      isReadOnly={props.isReadOnly ?? false}
      {...(props.quietLabel ? { 'aria-label': props.label } : {})}
    >
      {!props.quietLabel && <LabelLine text={props.label} optional={props.optional} />}
      <div className={props.inline ? s.radiosInline : s.radios}>
        {props.choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={(props.inline ? s.segment : s.radio) ?? ''}>
            <RadioText name={choice.name} hint={choice.hint} />
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

function RadioText(props: { name: string; hint?: ReactNode }) {
  return (
    <span>
      {props.name}
      {props.hint && <small>{props.hint}</small>}
    </span>
  );
}
