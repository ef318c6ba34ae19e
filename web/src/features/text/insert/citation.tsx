/** A source: a provision, a decision, or the words of a document of the dossier; and what is known of one in the text. */
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { ApiError } from '../../../api/client';
import type { Draft } from '../../../api/drafter';
import { newCitation, type CitationAttrs, type CitationKind, type NewCitation } from '../../../api/text';
import { useTexts } from '../words';
import { Sheet } from '../../../ui/dialog';
import { Field } from '../../../ui/fields';
import { Button, Spinner, classes } from '../../../ui/parts';
import { fieldError, ProblemNotice } from '../../../ui/problem';
import type { Desk } from '../desk';
import { placeOf, SourceState } from '../panel/sources';
import { ChooseQuote } from './quote';
import ui from '../../../ui/ui.module.css';
import s from './insert.module.css';

interface CitationProps {
  desk: Desk;
  draft: Draft;
  onClose: () => void;
}

const KINDS: CitationKind[] = ['law', 'decision', 'document'];

export function ChooseCitation({ desk, draft, onClose }: CitationProps) {
  const t = useTexts();
  const [kind, setKind] = useState<CitationKind>('law');
  const [written, setWritten] = useState('');
  const [quote, setQuote] = useState<NewCitation | null>(null);
  const put = useMutation({
    mutationFn: (body: NewCitation) => newCitation(draft.id, body),
    onSuccess: (citation) => {
      desk.putInline('citation', { ...citation });
      onClose();
    },
  });
  const wanted: NewCitation | null = kind === 'document' ? quote : written.trim() ? { kind, reference: written.trim() } : null;
  const insert = () => wanted && put.mutate(wanted);
  const known = put.error instanceof ApiError && put.error.kind === 'invalid';
  const wrong = known ? (fieldError(t, put.error, '/reference', t.text.referenceFaults) ?? t.text.referenceFaults.not_a_reference) : undefined;
  const foot = (
    <>
      <Button onPress={onClose}>{t.common.cancel}</Button>
      <Button look="solid" isDisabled={!wanted} isPending={put.isPending} onPress={insert}>{put.isPending && <Spinner size={13} />}{t.text.insertAction}</Button>
    </>
  );
  return (
    <Sheet title={t.text.citationTitle} open wide onClose={onClose} foot={foot}>
      {put.error && (!known || kind === 'document') && <ProblemNotice error={put.error} />}
      <Tabs selectedKey={kind} onSelectionChange={(key) => { setKind(key as CitationKind); put.reset(); }}>
        <TabList aria-label={t.text.citationTitle} className={s.tabs ?? ''}>
          {KINDS.map((one) => <Tab key={one} id={one} className={s.tab ?? ''}>{t.text.citationKinds[one]}</Tab>)}
        </TabList>
        {(['law', 'decision'] as const).map((one) => (
          <TabPanel key={one} id={one} className={s.panel ?? ''}>
            <form className={s.form} onSubmit={(event) => { event.preventDefault(); insert(); }}>
              <Field
                label={one === 'law' ? t.text.lawLabel : t.text.decisionLabel} hint={one === 'law' ? t.text.lawHint : t.text.decisionHint} error={wrong}
                value={written} onChange={(text) => { setWritten(text); if (put.error) put.reset(); }} autoFocus maxLength={300} autoComplete="off"
              />
              <button type="submit" hidden />
            </form>
          </TabPanel>
        ))}
        <TabPanel id="document" className={s.panel ?? ''}><ChooseQuote dossier={draft.dossier} onChoose={setQuote} /></TabPanel>
      </Tabs>
    </Sheet>
  );
}

interface ShowProps extends CitationProps {
  pos: number;
  may: boolean;
}

/** A citation that stands in the text: what it rests on, and the way there. */
export function ShowCitation({ desk, draft, pos, may, onClose }: ShowProps) {
  const t = useTexts();
  const [attrs] = useState(() => desk.editor.state.doc.nodeAt(pos)?.attrs as CitationAttrs);
  const place = placeOf(attrs);
  const foot = (
    <>
      {may && <Button onPress={() => { desk.drop(pos); onClose(); }}>{t.text.citationRemove}</Button>}
      {place && <Link to="/dossiers/$dossier" params={{ dossier: draft.dossier }} search={place} className={classes(ui.button, ui.solid)}>{t.text.citationOpen}</Link>}
    </>
  );
  return (
    <Sheet title={t.text.citation} open onClose={onClose} foot={foot}>
      <div className={s.line}><h3 lang="nl">{attrs.text}</h3><SourceState desk={desk} attrs={attrs} /></div>
      {attrs.quote && <blockquote className={s.quote} lang="nl">{attrs.quote}</blockquote>}
    </Sheet>
  );
}
