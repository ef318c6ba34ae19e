/** The tests, and how one stands with each; or one attempt, where the address names one. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { attempt, start, trainings, type Training } from '../../api/training';
import { client, renew } from '../../api/queries';
import { Button, Loading, Notice, Tag } from '../../ui/parts';
import { fieldError, ProblemNotice } from '../../ui/problem';
import { useTitle } from '../session/sign-in';
import { Attempted } from './attempt';
import { useWords } from './words';
import shell from '../../app/shell.module.css';
import s from './training.module.css';

export function TrainingPage() {
  const { attempt: id } = useSearch({ from: '/training' });
  return (
    <div className={shell.page} style={{ maxInlineSize: '760px' }}>
      {id ? <Attempted key={id} id={id} /> : <Tests />}
    </div>
  );
}

function Tests() {
  const { w, language } = useWords();
  useTitle(w.title);
  const found = useQuery(trainings(language));
  return (
    <>
      <div className={shell.head}>
        <h1>{w.title}</h1>
        <p>{w.lead} <Link to="/registers/$register" params={{ register: 'opleiding' }} className={s.link}>{w.register}</Link></p>
      </div>
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <ul className={s.list}>{found.data.map((one) => <li key={one.key}><Card one={one} /></li>)}</ul>}
    </>
  );
}

function Card({ one }: { one: Training }) {
  const { w, t, f, language } = useWords();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: () => start(one.key),
    onSuccess: (begun) => {
      client.setQueryData(attempt(begun.id, language).queryKey, begun);
      void renew(trainings(language).queryKey);
      return navigate({ to: '/training', search: { attempt: begun.id } });
    },
  });
  const at = (time: string) => `${f.day(time)}, ${f.clock(time)}`;
  const act = one.attempt ? w.goOn : one.last ? w.again : w.start;
  const told = fieldError(t, begin.error, '', w.conflicts);
  const holds = one.until !== null && one.until >= new Date().toLocaleDateString('sv-SE');
  return (
    <article className={s.card}>
      <div className={s.head}>
        <h2>{one.name}</h2>
        {holds && one.until ? <Tag tone="ok">{w.valid(f.day(one.until))}</Tag> : <Tag tone={one.opens_dossiers ? 'bad' : 'warn'}>{one.until ? w.expired : w.none}</Tag>}
      </div>
      <p>{one.purpose}</p>
      {one.opens_dossiers && <Notice tone="warn">{w.opens}</Notice>}
      <small>{w.about(one.asks, one.pass, f.day(one.checked))}</small>
      {one.last && <small>{w.last(one.last.passed, one.last.right, one.asks, at(one.last.at))} <Link to="/training" search={{ attempt: one.last.attempt }} className={s.link} aria-label={w.startOf(w.explained, one.name)}>{w.explained}</Link></small>}
      {begin.error && (told ? <Notice tone="bad" alert>{told}</Notice> : <ProblemNotice error={begin.error} />)}
      <div className={s.foot}>
        <Button look="solid" aria-label={w.startOf(act, one.name)} isPending={begin.isPending} onPress={() => begin.mutate()}>{act}</Button>
        {one.again_at && !one.attempt && <span className={s.quiet}>{w.from(at(one.again_at))}</span>}
      </div>
    </article>
  );
}
