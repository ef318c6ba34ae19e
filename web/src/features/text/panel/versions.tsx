/** The versions of a text: named, read, compared with now, put back. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import type { Draft } from '../../../api/drafter';
import { renew } from '../../../api/queries';
import { nameVersion, restoreVersion, textVersions, type TextVersion } from '../../../api/text';
import { useTexts, useWriting } from '../words';
import { Confirm } from '../../../ui/dialog';
import { Field } from '../../../ui/fields';
import { Button, IconButton, Loading } from '../../../ui/parts';
import { ProblemNotice, problemText } from '../../../ui/problem';
import { say } from '../../../ui/say';
import type { Desk } from '../desk';
import ui from '../../../ui/ui.module.css';
import s from './panel.module.css';

interface VersionsProps {
  desk: Desk;
  draft: Draft;
  may: boolean;
  onOld: (number: number) => void;
}

export function Versions({ desk, draft, may, onOld }: VersionsProps) {
  const t = useTexts();
  const found = useQuery(textVersions(draft.id));
  return (
    <div className={s.versions}>
      {may && <NameVersion desk={desk} draft={draft} />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.length === 0 && <p className={s.note}>{t.text.versionsNone}</p>}
      <ol>
        {found.data?.map((one) => <li key={one.number}><Version desk={desk} draft={draft} version={one} may={may} onOld={onOld} /></li>)}
      </ol>
    </div>
  );
}

function NameVersion({ desk, draft }: { desk: Desk; draft: Draft }) {
  const t = useTexts();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: async () => {
      await desk.keeper.arrived();
      return nameVersion(draft.id, name.trim(), desk.told.get().text.revision);
    },
    onSuccess: (made) => {
      setName('');
      say(t.text.versionMade(made.name ?? ''));
      void renew(textVersions(draft.id).queryKey);
    },
  });
  return (
    <form className={s.form} onSubmit={(event) => { event.preventDefault(); if (name.trim() && !make.isPending) make.mutate(); }}>
      <Field label={t.text.versionName} hint={t.text.versionNameHint} value={name} onChange={setName} maxLength={200} autoComplete="off" />
      {make.error && <ProblemNotice error={make.error} />}
      <Button type="submit" small isDisabled={!name.trim()} isPending={make.isPending}>{t.text.versionMake}</Button>
      <p className={s.note}>{t.text.versionsLead}</p>
    </form>
  );
}

function Version({ desk, draft, version, may, onOld }: VersionsProps & { version: TextVersion }) {
  const { t, f } = useWriting();
  const navigate = useNavigate();
  const [restoring, setRestoring] = useState(false);
  const name = version.name ?? t.text.versionUnnamed;
  const act = (key: React.Key) => {
    if (key === 'look') onOld(version.number);
    else if (key === 'restore') setRestoring(true);
    else void navigate({ to: '/dossiers/$dossier/drafts/$draft/compare', params: { dossier: draft.dossier, draft: draft.id }, search: { left: `version:${version.number}`, right: 'now' } });
  };
  return (
    <div className={s.row}>
      <button type="button" className={s.heading} onClick={() => onOld(version.number)}>
        <span><b>{name}</b><small>{version.created_by ? t.text.versionBy(version.created_by, f.ago(version.created_at)) : f.ago(version.created_at)}</small></span>
      </button>
      <MenuTrigger>
        <IconButton small label={t.text.versionActions(name)} icon={<Ellipsis size={15} aria-hidden />} />
        <Popover className={ui.popover ?? ''} placement="bottom end">
          <Menu className={ui.options ?? ''} aria-label={t.text.versionActions(name)} onAction={act}>
            <MenuItem id="look" className={ui.option ?? ''}>{t.text.versionLook}</MenuItem>
            <MenuItem id="compare" className={ui.option ?? ''}>{t.text.versionCompare}</MenuItem>
            {may && <MenuItem id="restore" className={ui.option ?? ''}>{t.text.versionRestore}</MenuItem>}
          </Menu>
        </Popover>
      </MenuTrigger>
      {restoring && <Restore desk={desk} draft={draft} version={version} onClose={() => setRestoring(false)} />}
    </div>
  );
}

/** Asks before a version is put back. */
export function Restore({ desk, draft, version, onClose, onDone }: { desk: Desk; draft: Draft; version: Pick<TextVersion, 'number' | 'name'>; onClose: () => void; onDone?: () => void }) {
  const t = useTexts();
  const name = version.name ?? t.text.versionUnnamed;
  const restore = useMutation({
    mutationFn: async () => {
      await desk.keeper.arrived();
      return restoreVersion(draft.id, version.number, desk.told.get().text.revision);
    },
    onSuccess: (text) => {
      desk.keeper.replaced(text);
      onClose();
      onDone?.();
      say(t.text.versionRestored(name));
      void renew(textVersions(draft.id).queryKey);
    },
    onError: (error) => say(problemText(t, error)),
  });
  return <Confirm open title={t.text.versionRestoreTitle(name)} text={t.text.versionRestoreText} action={t.text.versionRestore} look="solid" busy={restore.isPending} onClose={onClose} onConfirm={() => restore.mutate()} />;
}
