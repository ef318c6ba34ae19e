/**
 * An answer's words. Markdown without raw HTML: no link can be followed, no picture is fetched;
 * markers become buttons that open the place.
 */
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { createContext, memo, useContext, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import type { CitedLaw } from '../../api/law';
import type { Citation, CitationState, Id } from '../../api/types';
import { useReading, useTexts } from '../../i18n/language';
import { classes } from '../../ui/parts';
import { noon } from '../deadline/days';
import { citationMarkers } from './citations';
import s from './answer.module.css';

export const STATE_CLASS: Record<CitationState, keyof typeof s> = {
  verified: 'ok', verified_loosely: 'tol', not_found: 'not', unchecked: 'un',
};

interface CiteProps {
  citation: Citation;
  current: boolean;
  onOpen: (citation: Citation) => void;
}

export function Cite({ citation, current, onOpen }: CiteProps) {
  const t = useTexts();
  const state = t.citationStates[citation.state];
  return (
    <TooltipTrigger delay={350} closeDelay={100}>
      <AriaButton
        className={classes(s.cite, s[STATE_CLASS[citation.state]])}
        aria-label={t.ask.cite(citation.ordinal, citation.document_name, citation.page, state)}
        onPress={() => onOpen(citation)}
        {...(current ? { 'data-current': true } : {})}
      >
        {citation.ordinal}
      </AriaButton>
      <Tooltip className={s.card ?? ''} offset={6} placement="bottom">
        <b>{t.ask.sourceLine(citation.document_name, citation.page)}</b>
        <q>{citation.quote}</q>
        <small>{t.citationHints[citation.state]}</small>
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The mark of a provision of law. */
function CiteLaw({ law, onLaw }: { law: CitedLaw; onLaw: (law: CitedLaw) => void }) {
  const { t, f } = useReading();
  return (
    <TooltipTrigger delay={350} closeDelay={100}>
      <AriaButton className={classes(s.cite, s[STATE_CLASS[law.state]])} aria-label={t.law.cite(law.ordinal, law.reference, t.citationStates[law.state])} onPress={() => onLaw(law)}>
        {law.ordinal}
      </AriaButton>
      <Tooltip className={s.card ?? ''} offset={6} placement="bottom">
        <b>{t.law.asOf(law.reference, f.short(noon(law.on)))}</b>
        <q>{law.quote}</q>
        <small>{t.lawHints[law.state]}</small>
      </Tooltip>
    </TooltipTrigger>
  );
}

interface TextProps {
  text: string;
  citations: Citation[];
  laws: CitedLaw[];
  current: Id | undefined;
  onOpen: (citation: Citation) => void;
  onLaw: (law: CitedLaw) => void;
}

const PLUGINS = [remarkGfm, citationMarkers];

type Known = Omit<TextProps, 'text'>;

const Context = createContext<Known>({ citations: [], laws: [], current: undefined, onOpen: () => undefined, onLaw: () => undefined });

/** A marker's button; it stays the same element, and keeps the focus, while the answer grows. */
function Marker({ ordinal }: { ordinal: string }) {
  const { citations, laws, current, onOpen, onLaw } = useContext(Context);
  const law = laws.find((one) => String(one.ordinal) === ordinal);
  if (law) return <CiteLaw law={law} onLaw={onLaw} />;
  const citation = citations.find((one) => String(one.ordinal) === ordinal);
  return citation ? <Cite citation={citation} current={citation.id === current} onOpen={onOpen} /> : <sup>[{ordinal}]</sup>;
}

const COMPONENTS: Components & Record<string, unknown> = {
  a: ({ children }) => <span>{children}</span>,
  img: ({ alt }) => <span>{alt}</span>,
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h3>{children}</h3>,
  h4: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  input: () => null,
  citation: Marker,
};

const Words = memo(function Words(props: { text: string }) {
  return (
    <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} skipHtml urlTransform={() => ''}>
      {props.text}
    </Markdown>
  );
});

export function AnswerText({ text, citations, laws, current, onOpen, onLaw }: TextProps) {
  const known = useMemo(() => ({ citations, laws, current, onOpen, onLaw }), [citations, laws, current, onOpen, onLaw]);
  return (
    <Context.Provider value={known}>
      <Words text={text} />
    </Context.Provider>
  );
}
