/** What a check found: hits worst first, what one may not see as one line, and what to do next. */
import { Link } from '@tanstack/react-router';
import type { ConflictHit, Screening } from '../../api/conflicts';
import { Notice, Tag } from '../../ui/parts';
import { useWords } from './words';
import s from './conflict.module.css';

export function Found({ found }: { found: Screening }) {
  const { w } = useWords();
  const hits = found.hits.filter((hit) => !hit.weak);
  const weak = found.hits.filter((hit) => hit.weak);
  return (
    <div className={s.found} data-testid="conflicts-found">
      <p className={s.quiet}>{w.compared(found.dossiers, found.names.length)}</p>
      {found.hidden && (
        <Notice tone="bad">
          <b>{w.hidden}</b> {found.hidden.ask.length > 0 ? w.ask(found.hidden.ask.join(', ')) : w.askNobody}
        </Notice>
      )}
      {hits.length === 0 ? (
        !found.hidden && <Notice tone="ok">{weak.length > 0 ? w.noneButWeak : w.none}</Notice>
      ) : (
        <>
          <h3>{w.hits(hits.length)}</h3>
          <p className={s.quiet}>{w.meaning}</p>
          <Hits list={hits} found={found} />
        </>
      )}
      {weak.length > 0 && (
        <details>
          <summary>{w.weak(weak.length)}</summary>
          <p className={s.quiet}>{w.weakMeaning}</p>
          <Hits list={weak} found={found} />
        </details>
      )}
      {found.cut && <Notice tone="warn">{w.cut(found.hits.length)}</Notice>}
    </div>
  );
}

function Hits({ list, found }: { list: ConflictHit[]; found: Screening }) {
  return (
    <ul className={s.hits}>
      {list.map((hit) => <li key={`${hit.name} ${hit.dossier} ${hit.party.role} ${hit.party.name}`}><Hit hit={hit} found={found} /></li>)}
    </ul>
  );
}

function Hit({ hit, found }: { hit: ConflictHit; found: Screening }) {
  const { w } = useWords();
  const asked = found.names[hit.name];
  const side = !asked || asked.role === 'other' || hit.party.role === 'other' ? 'unsure' : asked.role === hit.party.role ? 'beside' : 'against';
  return (
    <>
      <span className={s.tags}>
        <Tag tone={side === 'against' ? 'bad' : side === 'unsure' ? 'warn' : 'quiet'}>{w[side]}</Tag>
        <Tag tone={hit.likeness === 'same' ? 'warn' : 'quiet'}>{w.likeness[hit.likeness]}</Tag>
      </span>
      <b>{w.there(hit.party.name, w.roles[hit.party.role])}</b>
      {asked && <span>{w.is(asked.name, w.roles[asked.role])}</span>}
      <Link to="/dossiers/$dossier/overview" params={{ dossier: hit.dossier }} target="_blank">
        {[hit.dossier_number, hit.dossier_name].filter(Boolean).join(' · ')}{hit.closed && ` (${w.closed})`}
      </Link>
    </>
  );
}
