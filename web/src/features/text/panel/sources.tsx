/** The sources of a text with what is known of each; those of the dossier open at the words. */
import { Link } from '@tanstack/react-router';
import type { Draft } from '../../../api/drafter';
import type { Check, CitationAttrs } from '../../../api/text';
import { useTexts } from '../words';
import { Button, Empty, Tag, classes } from '../../../ui/parts';
import type { Desk } from '../desk';
import { useStore } from '../store';
import ui from '../../../ui/ui.module.css';
import s from './panel.module.css';

const STATES = {
  citation_not_found: ['missing', 'bad'], reference_malformed: ['malformed', 'bad'], citation_document_changed: ['changed', 'warn'], citation_loose: ['loose', 'warn'], citation_unchecked: ['unchecked', 'quiet'],
} as const;

type State = keyof typeof STATES;

const stateOf = (checks: Check[], id: string): readonly ['ok' | (typeof STATES)[State][0], 'ok' | (typeof STATES)[State][1]] => {
  const found = checks.find((one) => one.citation === id && one.code in STATES);
  return found ? STATES[found.code as State] : ['ok', 'ok'];
};

/** The place in the dossier that a citation leads to; null for law and decisions. */
export function placeOf(attrs: CitationAttrs): { doc: string; page?: number; version?: string; from?: number; to?: number } | null {
  const { document, version, page, start, end } = attrs;
  if (!document) return null;
  const exact = version && page && start !== null && end !== null;
  return { doc: document, ...(page ? { page } : {}), ...(exact ? { version, from: start, to: end } : {}) };
}

export function SourceState({ desk, attrs }: { desk: Desk; attrs: CitationAttrs }) {
  const t = useTexts();
  const [name, tone] = stateOf(useStore(desk.told).text.checks, attrs.id);
  return <Tag tone={tone}>{t.text.sourceStates[name]}</Tag>;
}

export function Sources({ desk, draft, onGoTo }: { desk: Desk; draft: Draft; onGoTo: (id: string) => void }) {
  const t = useTexts();
  const { citations } = useStore(desk.around).survey;
  if (citations.length === 0) return <Empty title={t.text.sourcesNone} help={t.text.sourcesNoneHelp} level={3} />;
  return (
    <ol className={s.sources}>
      {citations.map(({ attrs }) => {
        const place = placeOf(attrs);
        return (
          <li key={attrs.id}>
            <span className={s.source}><b lang="nl">{attrs.text}</b><SourceState desk={desk} attrs={attrs} /></span>
            {attrs.quote && <q lang="nl">{attrs.quote}</q>}
            <span className={s.links}>
              <Button look="link" small onPress={() => onGoTo(attrs.id)}>{t.text.sourceShow}</Button>
              {place && <Link to="/dossiers/$dossier" params={{ dossier: draft.dossier }} search={place} className={classes(ui.button, ui.link, ui.small)}>{t.text.citationOpen}</Link>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
