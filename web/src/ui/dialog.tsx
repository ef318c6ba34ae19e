/** Layers over the page: a sheet in the middle, a drawer at the side, a menu. */
import type { CSSProperties, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button, CloseButton, classes, type Look } from './parts';
import { useTexts } from '../i18n/language';
import s from './ui.module.css';

interface SheetProps {
  title: string;
  open: boolean;
  onClose: () => void;
  side?: boolean;
  wide?: boolean;
  alert?: boolean;
  /** It cannot be put off: one of its buttons must be chosen. */
  must?: boolean;
  foot?: ReactNode;
  children: ReactNode;
}

export function Sheet(props: SheetProps) {
  return (
    <ModalOverlay
      className={s.veil ?? ''}
      isDismissable={!props.alert && !props.must}
      isKeyboardDismissDisabled={props.must ?? false}
      isOpen={props.open}
      onOpenChange={(open) => !open && props.onClose()}
    >
      <Modal className={classes(props.side ? s.side : s.sheet)} style={props.wide ? { '--sheet': '720px' } as CSSProperties : {}}>
        <AriaDialog className={s.dialog ?? ''} role={props.alert ? 'alertdialog' : 'dialog'}>
          <div className={s.dialogHead}>
            <Heading slot="title" level={2}>{props.title}</Heading>
            {!props.must && <CloseButton slot="close" />}
          </div>
          <div className={s.dialogBody} tabIndex={props.side ? 0 : undefined}>{props.children}</div>
          {props.foot && <div className={s.dialogFoot}>{props.foot}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  title: string;
  text: string;
  action: string;
  look?: Look;
  open: boolean;
  busy?: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

export function Confirm(props: ConfirmProps) {
  const t = useTexts();
  const foot = (
    <>
      <Button onPress={props.onClose} autoFocus>{t.common.cancel}</Button>
      <Button look={props.look ?? 'danger'} onPress={props.onConfirm} isPending={props.busy ?? false}>{props.action}</Button>
    </>
  );
  return (
    <Sheet title={props.title} open={props.open} onClose={props.onClose} foot={foot} alert>
      <p>{props.text}</p>
    </Sheet>
  );
}
