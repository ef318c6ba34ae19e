/** What of the law answers a search: the best provisions in force today. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lawHits } from '../../api/law';
import { useTexts } from '../../i18n/language';
import s from './law.module.css';

export default function LawHits({ q }: { q: string }) {
  const t = useTexts();
  const { data } = useQuery(lawHits(q));
  const found = [...(data?.references ?? []).flatMap((one) => one.subject ?? []), ...(data?.items ?? [])];
  const seen = new Set<string>();
  const items = found.filter((one) => {
    const key = one.type === 'provision' ? `${one.value.law.number} ${one.value.number}` : one.type === 'decision' ? one.value.ecli : '';
    const fresh = key !== '' && !seen.has(key) && !(one.type === 'provision' && !one.value.number);
    seen.add(key);
    return fresh;
  });
  if (items.length === 0) return null;
  return (
    <section className={s.hits} aria-label={t.law.inLaw}>
      <h2>{t.law.inLaw}</h2>
      <ul>
        {items.slice(0, MOST).map((one) =>
          one.type === 'provision' ? (
            <li key={`${one.value.law.number} ${one.value.number}`}>
              <Link to="/law/provisions/$law/$article" params={{ law: one.value.law.number, article: one.value.number }}>{t.law.articleOf(one.value.number, one.value.law.title)}</Link>
              <p>{one.value.heading || one.value.lines[0]?.text}</p>
            </li>
          ) : one.type === 'decision' ? (
            <li key={one.value.ecli}>
              <Link to="/law/decisions/$ecli" params={{ ecli: one.value.ecli }}>{one.value.ecli}</Link>
              <p>{one.value.summary || one.value.court}</p>
            </li>
          ) : null)}
      </ul>
    </section>
  );
}

const MOST = 5;
