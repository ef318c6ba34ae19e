/** What a screening found: each name with what it is like, those to decide on first. */
import type { NameSeen, Screening } from '../../api/sanctions';
import { Notice, Tag } from '../../ui/parts';
import { Worth } from './lists';
import { MatchCard } from './match';
import { useWords } from './words';
import s from './sanction.module.css';

export function Result({ of, may }: { of: Screening; may: boolean }) {
  const { w, f } = useWords();
  const found = of.names.some((it) => it.matches.length > 0);
  const same = of.names.some((it) => it.matches.some((one) => one.decision?.outcome === 'same_person'));
  return (
    <section className={s.result} aria-label={w.title}>
      <p>{w.made(f.ago(of.created_at), of.created_by ?? '')}</p>
      <Worth lists={of.lists} />
      {same && <Notice tone="bad">{w.same}</Notice>}
      {found ? (
        <>
          <Notice>{w.possible}</Notice>
          <p role="status">{of.undecided > 0 ? w.undecided(of.undecided) : w.allDecided}</p>
        </>
      ) : (
        <Notice tone="ok">{w.nothing}</Notice>
      )}
      {[...of.names].sort(byNeed).map((name) => <Name key={`${name.role} ${name.name}`} of={of} name={name} may={may} />)}
    </section>
  );
}

/** Names with something to decide first, then with matches, then the others. */
const byNeed = (a: NameSeen, b: NameSeen) => need(b) - need(a);
const need = (name: NameSeen) => (name.matches.some((it) => !it.decision) ? 2 : name.matches.length > 0 ? 1 : 0);

function Name({ of, name, may }: { of: Screening; name: NameSeen; may: boolean }) {
  const { w } = useWords();
  return (
    <section className={s.name} aria-label={name.name}>
      <header>
        <h3>{name.name}</h3>
        <Tag tone="quiet">{w.roles[name.role]}</Tag>
        <small>{w.matches(name.matches.length)}</small>
      </header>
      {name.more > 0 && <Notice tone="warn">{w.more(name.more)}</Notice>}
      {name.matches.map((match) => <MatchCard key={match.number} of={of} match={match} may={may} />)}
    </section>
  );
}
