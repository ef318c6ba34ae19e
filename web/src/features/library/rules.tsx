/** The rules of a playbook as text, not as it is written. */
import type { ReactNode } from 'react';
import type { PlaybookRule, PlaybookSeen, RuleLimit, RulePart } from '../../api/checks';
import type { FactAsked, FactChoice, RuleCondition } from '../../api/schema';
import { useReading } from '../../i18n/language';
import { Tag } from '../../ui/parts';
import { usePlaybookWords } from './playbook-words';
import s from './library.module.css';

const TONES = { high: 'bad', medium: 'warn', low: 'quiet' } as const;

export function Rules({ playbook }: { playbook: PlaybookSeen }) {
  const p = usePlaybookWords();
  return (
    <section className={s.rules} aria-label={p.rules}>
      <h2>{p.ruleCount(playbook.rules.length)}</h2>
      <ol>{playbook.rules.map((rule) => <li key={rule.key}><Rule rule={rule} of={playbook} /></li>)}</ol>
      {playbook.synonyms.length > 0 && (
        <details className={s.signs}>
          <summary>{p.synonyms}</summary>
          <dl>{playbook.synonyms.map(({ name, words }) => <div key={name}><dt><code>&lt;{name}&gt;</code></dt><dd><code>{words.replaceAll('|', ' | ')}</code></dd></div>)}</dl>
        </details>
      )}
    </section>
  );
}

/** When a rule, or a part of one, holds, in words. */
function useCondition(of: PlaybookSeen) {
  const p = usePlaybookWords();
  const { language } = useReading();
  const rule = (key: string) => of.rules.find((one) => one.key === key)?.title[language] ?? key;
  return (when: RuleCondition): string => {
    const facts = Object.entries(when.facts).map(([key, values]) => {
      const fact = of.facts.find((one) => one.key === key);
      const said = values.map((value) => fact?.values.find((one) => one.key === value)?.title[language] ?? value);
      return p.whenFact(fact?.title[language] ?? key, said.join(' / '));
    });
    return [...facts, ...when.present.map((key) => p.whenPresent(rule(key))), ...when.absent.map((key) => p.whenAbsent(rule(key)))].join('; ');
  };
}

function Rule({ rule, of }: { rule: PlaybookRule; of: PlaybookSeen }) {
  const p = usePlaybookWords();
  const { t, f, language } = useReading();
  const condition = useCondition(of);
  const parts = (all: RulePart[], said: (verdict: string) => string) => all.map((one, at) => <Part key={at} about={one.about[language]} said={[one.in_article && p.inArticle, condition(one.when), said(t.verdicts[one.verdict])]} of={one} unless={one.unless} />);
  const figure = ({ min, max, than }: RuleLimit) => [min && p.atLeast(min), max && p.atMost(max), than.length > 0 && p.noMoreThan].filter(Boolean).join(', ');
  const limits = rule.limits.map((one, at) => <Part key={at} about={`${one.about[language]}: ${figure(one)}`} said={[one.own && p.ownBound, condition(one.when), p.otherwise(t.verdicts[one.verdict]), one.missing_is && p.noFigure(t.verdicts[one.missing_is])]} of={{ ...one, signs: [...one.signs, ...one.than] }} />);
  const rows: [string, ReactNode][] = [
    [p.when, condition(rule.when) || p.always],
    [p.required, rule.required.length > 0 && <ul>{parts(rule.required, p.otherwise)}</ul>],
    [p.forbidden, rule.forbidden.length > 0 && <ul>{parts(rule.forbidden, p.ifFound)}</ul>],
    [p.limits, limits.length > 0 && <ul>{limits}</ul>],
    [p.subject, rule.subject.length > 0 && <Signs signs={rule.subject} />],
    [p.absent, rule.subject.length > 0 && t.verdicts[rule.absent_is].toLowerCase()],
    [p.excluded, rule.excluded.length > 0 && <>{t.verdicts[rule.excluded_is].toLowerCase()}<Signs signs={rule.excluded} /></>],
    [p.clause, rule.clause],
    [p.wording, rule.wording && <span className={s.wording}>{rule.wording}</span>],
  ];
  return (
    <article className={s.rule}>
      <header>
        <h3>{rule.title[language]}</h3>
        <Tag tone={TONES[rule.severity]}>{t.severities[rule.severity]}</Tag>
      </header>
      <p>{rule.question[language]}</p>
      <p className={s.quiet}>{rule.explanation[language]}</p>
      <dl>{rows.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p className={s.quiet}>{rule.basis.map((one) => `${one.reference} (${t.checks.checkedOn(f.short(`${one.checked}T12:00:00`))})`).join(' · ')}</p>
    </article>
  );
}

interface PartProps {
  about: string;
  /** When it holds and what it comes to; what is not so is left out. */
  said: (string | false | null)[];
  of: { signs: string[]; text: string | null };
  unless?: string[];
}

function Part({ about, said, of, unless = [] }: PartProps) {
  const p = usePlaybookWords();
  return (
    <li>
      {about} <small>({said.filter(Boolean).join('; ')})</small>
      {of.signs.length > 0 && <Signs signs={of.signs} />}
      {unless.length > 0 && <div>{p.unless}: <Signs signs={unless} /></div>}
      {of.text && <div>{p.wording}: <span className={s.wording}>{of.text}</span></div>}
    </li>
  );
}

/** What must be known, with the signs by which the document shows it. */
export function Asked({ facts }: { facts: FactAsked[] }) {
  const p = usePlaybookWords();
  const { language } = useReading();
  const bounds = ({ min, max }: FactChoice) => [min && p.atLeast(min), max && p.atMost(max)].filter(Boolean).join(', ');
  return facts.map((fact) => (
    <div key={fact.key}>
      {fact.title[language]}:
      <ul>
        {fact.values.map((one) => (
          <li key={one.key}>
            {one.title[language]}{bounds(one) && <small> ({bounds(one)})</small>}
            {one.signs.length > 0 && <Signs signs={one.signs} />}
          </li>
        ))}
      </ul>
      {fact.period_signs.length > 0 && <Signs signs={fact.period_signs} />}
    </div>
  ));
}

/** Signs as they are written, out of the way until one asks. */
function Signs({ signs }: { signs: string[] }) {
  const p = usePlaybookWords();
  return (
    <details className={s.signs}>
      <summary>{p.signs(signs.length)}</summary>
      <ul>{signs.map((sign) => <li key={sign}><code>{sign}</code></li>)}</ul>
    </details>
  );
}
