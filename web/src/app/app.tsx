/** The whole application: who is there, and what they then see. */
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { onSessionLost } from '../api/client';
import { client, renew, session } from '../api/queries';
import type { Language } from '../api/types';
import { LanguageProvider, useReading } from '../i18n/language';
import type { Texts } from '../i18n/nl';
import { SignIn } from '../features/session/sign-in';
import { Button, Empty, Loading } from '../ui/parts';
import { ProblemNotice } from '../ui/problem';
import { Said } from '../ui/say';
import { KeyProvider } from './keys';
import { router } from './router';

export function App(props: { first: { language: Language; texts: Texts } }) {
  return (
    <LanguageProvider first={props.first}>
      <QueryClientProvider client={client}>
        <KeyProvider>
          <Door />
        </KeyProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}

function Door() {
  const { t } = useReading();
  const lost = useLost();
  const { data, error, refetch } = useQuery(session);
  useAccountLanguage(data?.user?.language);
  if (data?.state === 'signed_in') {
    return (
      <AriaRouter navigate={(to) => void router.navigate({ href: to })}>
        <RouterProvider router={router} />
        <Said />
      </AriaRouter>
    );
  }
  if (data) return <SignIn session={data} lost={lost} />;
  if (error) {
    return (
      <main>
        <Empty level={1} title={t.offline.title}>
          <ProblemNotice error={error} />
          <Button look="solid" onPress={() => void refetch()}>{t.common.retry}</Button>
        </Empty>
      </main>
    );
  }
  return <main><Loading /></main>;
}

/** Whether the server forgot the session while someone was at work. */
function useLost(): boolean {
  const [lost, setLost] = useState(false);
  useEffect(
    () =>
      onSessionLost(() => {
        setLost(true);
        void renew(session.queryKey);
      }),
    [],
  );
  return lost;
}

/** The account's language, taken over once on entering. */
function useAccountLanguage(wanted: Language | undefined): void {
  const { language, setLanguage } = useReading();
  const taken = useRef(false);
  useEffect(() => {
    if (!wanted || taken.current) return;
    taken.current = true;
    if (wanted !== language) setLanguage(wanted);
  }, [wanted, language, setLanguage]);
}
