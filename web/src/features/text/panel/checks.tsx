/** What the checks found, the gravest first; each leads to its place. */
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Draft } from '../../../api/drafter';
import { clauseText, type Check, type CheckCode } from '../../../api/text';
import { useTexts } from '../words';
import { Button, Empty } from '../../../ui/parts';
import { problemText } from '../../../ui/problem';
import { say } from '../../../ui/say';
import type { Desk } from '../desk';
import { useStore } from '../store';
import { placesOf } from '../survey';
import { numbersIn } from '../view/numbering';
import s from './panel.module.css';

interface ChecksProps {
  desk: Desk;
  draft: Draft;
  may: boolean;
  onGoTo: (id: string) => void;
}

/** In this order; the first are open, the last are remarks. */
const ORDER: CheckCode[] = [
  'reference_gone', 'variable_open', 'citation_not_found', 'reference_malformed', 'citation_document_changed', 'term_not_defined', 'term_twice', 'term_not_used', 'citation_loose', 'citation_unchecked', 'clause_newer',
];
const GRAVE = new Set<CheckCode>(['reference_gone', 'variable_open', 'citation_not_found', 'reference_malformed']);

export function Checks({ desk, draft, may, onGoTo }: ChecksProps) {
  const t = useTexts();
  const { checks } = useStore(desk.told).text;
  const { survey } = useStore(desk.around);
  // the places follow the text a moment after it changed, as the checks do
  const places = useMemo(() => placesOf(desk.editor.state.doc, numbersIn(desk.editor.state)), [desk, survey, checks]);
  if (checks.length === 0) return <Empty title={t.text.checksNone} help={t.text.checksNoneHelp} level={3} />;
  const groups = ORDER.map((code) => ({ code, list: checks.filter((one) => one.code === code) })).filter((one) => one.list.length > 0);
  return (
    <div className={s.groups}>
      {groups.map(({ code, list }) => (
        <section key={code} className={s.group} data-grave={GRAVE.has(code) || undefined}>
          <h3>{t.text.checks[code][0]} <span className={s.many}>{list.length}</span></h3>
          <p>{t.text.checks[code][1]}</p>
          <ul>
            {list.map((one, index) => <li key={`${one.block} ${one.term} ${index}`}><Finding desk={desk} draft={draft} check={one} place={places.get(one.block ?? '') ?? ''} may={may} onGoTo={onGoTo} /></li>)}
          </ul>
        </section>
      ))}
      <p className={s.note}>{t.text.checksWait}</p>
    </div>
  );
}

interface FindingProps extends ChecksProps {
  check: Check;
  place: string;
}

function Finding({ desk, draft, check, place, may, onGoTo }: FindingProps) {
  const t = useTexts();
  const { clauses } = useStore(desk.told).text;
  const clause = check.code === 'clause_newer' ? clauses.find((one) => one.article === check.block) : undefined;
  const words = check.term ?? clause?.title ?? '';
  const to = check.citation ?? check.block;
  return (
    <>
      <button type="button" className={s.finding} disabled={!to} onClick={() => to && onGoTo(to)}>
        {words && <b lang="nl">{words}</b>}
        <span className="hidden">{t.text.goTo} </span>
        <span lang="nl">{place}</span>
      </button>
      {clause && may && <Newer desk={desk} draft={draft} article={clause.article} clause={clause.clause} />}
    </>
  );
}

/** Takes over what the library has now; the article stays the one to which references lead. */
function Newer({ desk, draft, article, clause }: { desk: Desk; draft: Draft; article: string; clause: string }) {
  const t = useTexts();
  const take = useMutation({
    mutationFn: () => clauseText(draft.id, clause, desk.stanceOf(article)),
    onSuccess: ({ content }) => {
      const [made] = content;
      if (made) desk.replaceArticle(article, made);
      say(t.text.tookNewer);
    },
    onError: (error) => say(problemText(t, error)),
  });
  return <Button look="link" small isPending={take.isPending} onPress={() => take.mutate()}>{t.text.takeNewer}</Button>;
}
