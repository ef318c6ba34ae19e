/** A possible match: what the list says, to be compared, and what a person decided. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { decideMatch, sanctions, screening as screeningQuery, type Match, type MatchOutcome, type Sanctions, type Screening } from '../../api/sanctions';
import { client } from '../../api/queries';
import { DecisionForm } from '../../ui/decision';
import { Button, Tag } from '../../ui/parts';
import { fieldError } from '../../ui/problem';
import { say } from '../../ui/say';
import { Trouble } from './trouble';
import { useWords } from './words';
import s from './sanction.module.css';

interface MatchProps {
  of: Screening;
  match: Match;
  may: boolean;
}

const FACTS = ['births', 'nationalities', 'identifications', 'programmes', 'regulations'] as const;
const OUTCOMES: MatchOutcome[] = ['other_person', 'same_person'];
/** So many names of an entry are shown. */
const NAMES = 12;

export function MatchCard({ of, match, may }: MatchProps) {
  const { w } = useWords();
  const tone = match.decision ? (match.decision.outcome === 'same_person' ? 'bad' : 'ok') : 'warn';
  return (
    <article className={s.match} data-testid="match" aria-label={match.alike}>
      <header>
        <h4>{match.alike}</h4>
        <Tag tone={tone}>{match.decision ? w.outcomes[match.decision.outcome] : w.likeness[match.likeness]}</Tag>
        {match.weak && <Tag tone="quiet">{w.weak}</Tag>}
        <small>{[w.listNames[match.list], match.reference, match.kind && w.kinds[match.kind]].filter(Boolean).join(' · ')}</small>
      </header>
      <Facts match={match} />
      <Decision of={of} match={match} may={may} />
    </article>
  );
}

function Facts({ match }: { match: Match }) {
  const { w } = useWords();
  const more = match.names.length - NAMES;
  const names = [...match.names.slice(0, NAMES), ...(more > 0 ? [w.moreNames(more)] : [])];
  const said = (key: (typeof FACTS)[number]) => match[key].join('\n') || ((key === 'births' || key === 'nationalities') && match.kind !== 'organisation' ? w.unknown : '');
  const facts: [string, string][] = [[w.facts.names, names.join('\n')], ...FACTS.map((key): [string, string] => [w.facts[key], said(key)]), [w.facts.since, match.since], [w.facts.remark, match.remark]];
  return (
    <dl className={s.facts}>
      {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      {match.links.length > 0 && (
        <div><dt>{w.source}</dt><dd>{match.links.map((link) => <a key={link} href={link} target="_blank" rel="noreferrer">{link}</a>)}</dd></div>
      )}
    </dl>
  );
}

function Decision({ of, match, may }: MatchProps) {
  const { w, t, f } = useWords();
  const { decision } = match;
  const [changing, setChanging] = useState(false);
  const keep = (saved: Screening, words: string) => {
    client.setQueryData(screeningQuery(saved.id).queryKey, saved);
    client.setQueryData(sanctions(saved.dossier).queryKey, (known?: Sanctions) => known && { ...known, last: known.last?.id === saved.id ? saved : known.last });
    setChanging(false);
    say(words);
  };
  const save = useMutation({ mutationFn: (body: { outcome: MatchOutcome; reason: string }) => decideMatch(of, match.number, body), onSuccess: (saved) => keep(saved, w.decided) });
  const back = useMutation({ mutationFn: () => decideMatch(of, match.number, { outcome: null }), onSuccess: (saved) => keep(saved, w.takenBack) });
  const wrong = fieldError(t, save.error, '/reason', w.errors);
  if (!decision && !may) return null;
  return (
    <div className={s.decision}>
      {decision && (
        <div className={s.stands} data-testid="decision">
          <p><b>{w.outcomes[decision.outcome]}</b> <small>{[decision.by && w.by(decision.by, f.short(decision.at)), decision.carried && w.carried].filter(Boolean).join(', ')}</small></p>
          <q>{decision.reason}</q>
          {may && !changing && (
            <span className={s.buttons}>
              <Button small onPress={() => setChanging(true)}>{w.change}</Button>
              <Button small look="plain" isPending={back.isPending} onPress={() => back.mutate()}>{w.takeBack}</Button>
            </span>
          )}
        </div>
      )}
      {back.error && <Trouble error={back.error} />}
      {may && (!decision || changing) && (
        <DecisionForm
          label={w.decision}
          choices={OUTCOMES.map((id) => ({ id, name: w.outcomes[id], hint: w.outcomeHints[id] }))}
          first={decision && { choice: decision.outcome, reason: decision.reason }}
          words={w.words}
          pending={save.isPending}
          wrong={wrong}
          trouble={save.error && !wrong && <Trouble error={save.error} />}
          onSave={(outcome, reason) => save.mutate({ outcome, reason })}
          onCancel={decision ? () => setChanging(false) : null}
        />
      )}
    </div>
  );
}
