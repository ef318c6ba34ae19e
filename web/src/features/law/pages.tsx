/** A provision and a decision as pages of their own. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../i18n/language';
import { useTitle } from '../session/sign-in';
import { DecisionView } from './decision';
import type { Opened } from './open';
import { ProvisionView } from './provision';
import shell from '../../app/shell.module.css';

function useOpen(): (opened: Opened) => void {
  const navigate = useNavigate();
  return (opened) => {
    if ('ecli' in opened) void navigate({ to: '/law/decisions/$ecli', params: { ecli: opened.ecli }, search: opened.consideration ? { at: opened.consideration } : {} });
    else void navigate({ to: '/law/provisions/$law/$article', params: { law: opened.article.law, article: opened.article.number }, search: opened.article.on ? { on: opened.article.on } : {} });
  };
}

export function ProvisionPage() {
  const t = useTexts();
  const { law, article } = useParams({ from: '/law/provisions/$law/$article' });
  const { on } = useSearch({ from: '/law/provisions/$law/$article' });
  const open = useOpen();
  useTitle(t.law.article(article));
  return (
    <div className={shell.page}>
      <div className={shell.head}><h1>{t.law.article(article)}</h1></div>
      <ProvisionView level={2} key={`${law} ${article} ${on ?? ''}`} article={{ law, number: article, on }} onOpen={open} />
    </div>
  );
}

export function DecisionPage() {
  const { ecli } = useParams({ from: '/law/decisions/$ecli' });
  const { at } = useSearch({ from: '/law/decisions/$ecli' });
  useTitle(ecli);
  return (
    <div className={shell.page}>
      <div className={shell.head}><h1>{ecli}</h1></div>
      <DecisionView level={2} ecli={ecli} consideration={at} />
    </div>
  );
}
