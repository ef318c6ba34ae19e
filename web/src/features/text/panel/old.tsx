/** A version as it was, to be read. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../api/drafter';
import { textVersion, type KeptText } from '../../../api/text';
import { useTexts, useWriting } from '../words';
import { Button, Loading } from '../../../ui/parts';
import { ProblemNotice } from '../../../ui/problem';
import type { Desk } from '../desk';
import { makeEditor } from '../editor';
import { editorWords } from '../use-desk';
import { Restore } from './versions';
import s from '../text.module.css';

interface OldProps {
  draft: Draft;
  desk: Desk;
  number: number;
  may: boolean;
  onClose: () => void;
}

export function OldVersion({ draft, desk, number, may, onClose }: OldProps) {
  const { t, f } = useWriting();
  const { data, error, refetch } = useQuery(textVersion(draft.id, number));
  const [restoring, setRestoring] = useState(false);
  return (
    <>
      <div className={s.old}>
        <h3>{data ? t.text.versionOpen(data.name ?? t.text.versionUnnamed) : t.common.loading}</h3>
        {data && <small>{f.ago(data.created_at)}</small>}
        <span className={s.grow} />
        {data && may && <Button small onPress={() => setRestoring(true)}>{t.text.versionRestore}</Button>}
        <Button small onPress={onClose} autoFocus>{t.text.versionClose}</Button>
      </div>
      <div className={s.scroll}>
        {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {data ? <Reading key={number} document={data.document} /> : !error && <Loading />}
      </div>
      {restoring && data && <Restore desk={desk} draft={draft} version={data} onClose={() => setRestoring(false)} onDone={onClose} />}
    </>
  );
}

const NOTHING = { changed: () => undefined, slash: () => undefined, slashKeys: { pressed: () => false }, left: () => undefined, open: () => undefined, toTools: () => undefined, save: () => undefined };

function Reading({ document }: Pick<KeptText, 'document'>) {
  const t = useTexts();
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const editor = makeEditor(paper.current as HTMLDivElement, document, false, () => editorWords(t), NOTHING);
    return () => editor.destroy();
  }, [document, t]);
  return <div className={s.paper} ref={paper} />;
}
