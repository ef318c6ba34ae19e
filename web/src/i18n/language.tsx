/** The language a person reads in: loaded when needed, switched without a reload. */
import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { setTold } from '../api/client';
import type { Language } from '../api/types';
import { remember, remembered } from '../app/memory';
import { formats, type Formats } from './format';
import type { Texts } from './nl';

const catalogues: Record<Language, () => Promise<Texts>> = {
  nl: () => import('./nl').then((module) => module.nl),
  en: () => import('./en').then((module) => module.en),
};

export interface Reading {
  language: Language;
  t: Texts;
  f: Formats;
  setLanguage: (language: Language) => void;
}

const Context = createContext<Reading | null>(null);

const known = (value: string | null): Language | null => (value === 'nl' || value === 'en' ? value : null);

/** What was chosen in this browser; else what the browser asks for; else Dutch. */
export function firstLanguage(): Language {
  return known(remembered('language')) ?? (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'nl');
}

export function loadTexts(language: Language): Promise<Texts> {
  return catalogues[language]();
}

export function LanguageProvider(props: { first: { language: Language; texts: Texts }; children: ReactNode }) {
  const [state, setState] = useState(props.first);
  const setLanguage = useCallback((language: Language) => {
    remember('language', language);
    void loadTexts(language).then((texts) => setState({ language, texts }));
  }, []);
  // before the effects of what is below: what it asks now is answered in this language
  useLayoutEffect(() => {
    document.documentElement.lang = state.language;
    setTold(state.language);
  }, [state.language]);
  const value = useMemo<Reading>(
    () => ({ language: state.language, t: state.texts, f: formats(state.texts.locale), setLanguage }),
    [state, setLanguage],
  );
  return (
    <I18nProvider locale={state.texts.locale}>
      <Context.Provider value={value}>{props.children}</Context.Provider>
    </I18nProvider>
  );
}

export function useReading(): Reading {
  const reading = useContext(Context);
  if (!reading) throw new Error('no language provider');
  return reading;
}

/** The texts of the current language. */
export const useTexts = (): Texts => useReading().t;
