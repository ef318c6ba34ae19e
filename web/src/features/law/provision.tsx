/** A provision on a day: its words, its versions and what changed between two, and the decisions that cite it. */
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { citing, differences, provision, type Article, type Provision as Shown, type Version } from '../../api/law';
import { useReading, useTexts } from '../../i18n/language';
import { Pick } from '../../ui/fields';
import { Button, Empty, Loading, Notice, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { noon } from '../deadline/days';
import { Changes, Lines } from './lines';
import type { Opened } from './open';
import { useReason, VerdictTag } from './verdict';
import s from './law.module.css';

interface ProvisionProps {
  article: Article;
  /** The level of its headings: under the page's own, or under that of a sheet. */
  level: 2 | 3;
  onOpen: (opened: Opened) => void;
}

export function ProvisionView({ article, level, onOpen }: ProvisionProps) {
  const t = useTexts();
  const reason = useReason();
  const { data, error, isPending, refetch } = useQuery(provision(article));
  if (isPending) return <Loading />;
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  const on = (day: string | undefined) => onOpen({ article: { ...article, on: day } });
  if (!data.provision) {
    return (
      <div className={s.provision}>
        <Empty level={level} title={t.law.noText} help={reason(data.reason)} />
        <Versions article={article} level={level} versions={data.versions} onDay={on} />
      </div>
    );
  }
  const shown = data.provision;
  return (
    <article className={s.provision}>
      <Head shown={shown} level={level} />
      {data.reason.code !== 'in_force' && <Notice tone="warn"><VerdictTag verdict={data.reason.verdict} /> {reason(data.reason)}</Notice>}
      <Lines lines={[...shown.lead, ...shown.lines]} />
      <p className={s.source}>{t.law.source}: <span>{shown.address}</span></p>
      <Versions article={article} level={level} versions={data.versions} onDay={on} />
      <CitedBy shown={shown} level={level} onOpen={onOpen} />
    </article>
  );
}

function Head({ shown, level }: { shown: Shown; level: 2 | 3 }) {
  const { t, f } = useReading();
  const day = (one: string) => f.day(noon(one));
  return (
    <header className={s.head}>
      {shown.path.length > 0 && <p className={s.path}>{shown.path.join(' › ')}</p>}
      {shown.heading && <H level={level}>{shown.heading}</H>}
      <p className={s.dates}>
        <b>{t.law.on(day(shown.on))}</b>
        <span>{shown.since ? t.law.since(day(shown.since)) : t.law.state(day(shown.law.from))}</span>
        {shown.law.until && <span>{t.law.until(day(shown.law.until))}</span>}
      </p>
      <p className={s.path}>{shown.law.title}</p>
    </header>
  );
}

const H = ({ level, children }: { level: 2 | 3; children: ReactNode }) => (level === 2 ? <h2>{children}</h2> : <h3>{children}</h3>);

interface VersionsProps {
  article: Article;
  level: 2 | 3;
  versions: Version[];
  onDay: (day: string | undefined) => void;
}

/** Its words through time; two of them compared. */
function Versions({ article, level, versions, onDay }: VersionsProps) {
  const { t, f } = useReading();
  const [older, setOlder] = useState<string | null>(null);
  const [newer, setNewer] = useState<string | null>(null);
  const span = (one: Version) => `${f.short(noon(one.from))} – ${one.until ? f.short(noon(one.until)) : t.law.now}`;
  const withText = versions.filter((one) => one.text !== null);
  const choices = withText.map((one) => ({ id: one.from, name: span(one) }));
  if (versions.length === 0) return null;
  return (
    <section className={s.part} aria-label={t.law.versions}>
      <H level={level}>{t.law.versions}</H>
      <ul className={s.versions}>
        {[...versions].reverse().map((one) => (
          <li key={one.from}>
            {one.text === null ? <span>{span(one)} · {t.law.noArticle}</span> : <Button look="link" onPress={() => onDay(one.from)}>{span(one)}</Button>}
          </li>
        ))}
      </ul>
      {withText.length > 1 ? (
        <>
          <div className={s.two}>
            <Pick label={t.law.older} placeholder={t.law.chooseDay} value={older} onChange={setOlder} choices={choices} />
            <Pick label={t.law.newer} placeholder={t.law.chooseDay} value={newer} onChange={setNewer} choices={choices} />
          </div>
          {older && newer && <Difference article={article} older={older} newer={newer} />}
        </>
      ) : <p className={s.quiet}>{t.law.oneVersion}</p>}
    </section>
  );
}

function Difference(props: { article: Article; older: string; newer: string }) {
  const t = useTexts();
  const [older, newer] = [props.older, props.newer].sort() as [string, string];
  const { data, error, isPending } = useQuery({ ...differences(props.article, older, newer), enabled: older !== newer });
  if (older === newer) return <p className={s.quiet}>{t.law.sameDay}</p>;
  if (isPending) return <Loading />;
  if (error) return <ProblemNotice error={error} />;
  return <Changes items={data} />;
}

/** The decisions that cite it, the newest first. */
function CitedBy({ shown, level, onOpen }: { shown: Shown; level: 2 | 3; onOpen: (opened: Opened) => void }) {
  const { t, f } = useReading();
  const [all, setAll] = useState(false);
  const { data = [], error, isPending, isSuccess, refetch } = useQuery(citing(shown.jci || `art. ${shown.number} ${shown.law.key}`));
  const first = all ? data : data.slice(0, MOST);
  return (
    <section className={s.part} aria-label={t.law.citedBy}>
      <H level={level}>{t.law.citedBy}</H>
      {isPending && <Loading />}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isSuccess && data.length === 0 && <p className={s.quiet}>{t.law.citedByNone}</p>}
      <ul className={s.citing}>
        {first.map(({ decision, places }) => (
          <li key={decision.ecli}>
            <AriaButton className={s.row ?? ''} onPress={() => onOpen({ ecli: decision.ecli, consideration: places[0]?.consideration })}>
              <b>{decision.ecli}</b>
              <span>{decision.court}{decision.date && `, ${f.day(noon(decision.date))}`}</span>
              {places[0]?.consideration && <Tag tone="quiet">{t.law.consideration(places[0].consideration)}</Tag>}
            </AriaButton>
          </li>
        ))}
      </ul>
      {data.length > first.length && <Button look="link" onPress={() => setAll(true)}>{t.law.all(data.length)}</Button>}
    </section>
  );
}

const MOST = 5;
