/** The small parts every screen is made of. */
import { CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import type { FileKind } from '../api/types';
import { useTexts } from '../i18n/language';
import s from './ui.module.css';

export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

export type Look = 'solid' | 'ghost' | 'plain' | 'danger' | 'link';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  look?: Look;
  small?: boolean;
  className?: string | undefined;
  children?: ReactNode;
}

/** What the button does while it waits for an answer: it keeps the focus and does nothing more. */
const PENDING = { type: 'button', onPress: () => undefined, 'data-pending': true } as const;

export function Button({ look = 'ghost', small, className, isPending, ...rest }: ButtonProps) {
  return <AriaButton {...rest} {...(isPending ? PENDING : {})} className={classes(s.button, s[look], small && s.small, className)} />;
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  label: string;
  icon: ReactNode;
  outlined?: boolean;
}

/** A button with a picture for a face; its name is read out and shown on hover and focus. */
export function IconButton({ label, icon, look = 'plain', small, outlined, className, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classes(s.button, s[look], s.icon, small && s.small, outlined && s.outlined, className)}
      >
        {icon}
      </AriaButton>
      <Tooltip className={s.tip ?? ''} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

const TONES = { plain: '', ok: 'tagOk', warn: 'tagWarn', bad: 'tagBad', quiet: 'tagQuiet' } as const;

export function Tag(props: { tone?: keyof typeof TONES; children: ReactNode }) {
  return <span className={classes(s.tag, s[TONES[props.tone ?? 'plain']])}>{props.children}</span>;
}

const FILE_WORDS: Record<FileKind, string> = {
  pdf: 'PDF', docx: 'DOCX', xlsx: 'XLSX', eml: 'MAIL', html: 'HTML', text: 'TXT', other: '···',
};

export function FileTag(props: { kind: FileKind }) {
  return <span className={classes(s.file, s[props.kind])}>{FILE_WORDS[props.kind]}</span>;
}

const NOTICES = {
  info: { className: '', icon: Info },
  ok: { className: 'noticeOk', icon: CircleCheck },
  warn: { className: 'noticeWarn', icon: TriangleAlert },
  bad: { className: 'noticeBad', icon: CircleAlert },
} as const;

export function Notice(props: { tone?: keyof typeof NOTICES; alert?: boolean; children: ReactNode }) {
  const { className, icon: Icon } = NOTICES[props.tone ?? 'info'];
  return (
    <div className={classes(s.notice, s[className])} role={props.alert ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <div>{props.children}</div>
    </div>
  );
}

export function Empty(props: { title: string; help?: string; level?: 1 | 2 | 3; children?: ReactNode }) {
  const Heading = `h${props.level ?? 2}` as const;
  return (
    <div className={s.empty}>
      <Heading>{props.title}</Heading>
      {props.help && <p>{props.help}</p>}
      {props.children && <div>{props.children}</div>}
    </div>
  );
}

/** A bar that says how far something is; the words stand beside it. */
export function Bar(props: { done?: number | null; total?: number | null }) {
  const known = props.total ? Math.min(1, (props.done ?? 0) / props.total) : null;
  return (
    <span className={s.bar} data-unknown={known === null || undefined} aria-hidden>
      <i style={known === null ? undefined : { inlineSize: `${known * 100}%` }} />
    </span>
  );
}

export function Spinner(props: { size?: number }) {
  return <LoaderCircle className={s.spin} size={props.size ?? 16} aria-hidden />;
}

export function Loading() {
  const t = useTexts();
  return (
    <div className={s.empty} role="status" data-testid="loading">
      <Spinner size={20} />
      <p>{t.common.loading}</p>
    </div>
  );
}

export function Kbd(props: { children: string }) {
  return <kbd className={s.kbd}>{props.children}</kbd>;
}

export function CloseButton(props: { slot?: 'close'; label?: string; onPress?: () => void }) {
  const t = useTexts();
  return (
    <AriaButton
      {...(props.slot ? { slot: props.slot } : {})}
      {...(props.onPress ? { onPress: props.onPress } : {})}
      aria-label={props.label ?? t.common.close}
      className={classes(s.button, s.plain, s.icon, s.small)}
    >
      <X size={16} aria-hidden />
    </AriaButton>
  );
}
