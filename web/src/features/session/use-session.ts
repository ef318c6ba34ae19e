/** Signing out, and the choice of language that goes with the account. */
import { useCallback } from 'react';
import { call } from '../../api/client';
import { client, session } from '../../api/queries';
import type { Language, Session } from '../../api/types';
import { useReading } from '../../i18n/language';

export function useSignOut(): () => void {
  return useCallback(() => {
    void call<void>('/session', { method: 'DELETE' })
      .catch(() => undefined)
      .then(() => {
        client.clear();
        location.assign('/');
      });
  }, []);
}

/** Switches at once, and tells the account in the background. */
export function useLanguageChoice(): (language: Language) => void {
  const { setLanguage } = useReading();
  return useCallback(
    (language) => {
      setLanguage(language);
      const known = client.getQueryData<Session>(session.queryKey);
      if (known?.state === 'signed_in') void call('/account', { method: 'PATCH', body: { language } }).catch(() => undefined);
    },
    [setLanguage],
  );
}
