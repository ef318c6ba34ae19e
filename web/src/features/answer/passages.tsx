/** Everything that was read for an answer, the uncited too. */
import { useQuery } from '@tanstack/react-query';
import { Button as AriaButton } from 'react-aria-components/Button';
import { passages } from '../../api/queries';
import type { Id, Spot } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Loading, Tag } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import s from './answer.module.css';

export function Passages(props: { answer: Id; onClose: () => void; onOpen: (document: Id, spot: Spot) => void }) {
  const t = useTexts();
  const { data, error, isPending } = useQuery(passages(props.answer));
  return (
    <Sheet title={data ? t.ask.passagesCount(data.length) : t.ask.passages} open side onClose={props.onClose}>
      <p>{t.ask.passagesLead}</p>
      {isPending && <Loading />}
      {error && <ProblemNotice error={error} />}
      <div className={s.passages}>
        {(data ?? []).map((one) => (
          <AriaButton key={one.passage} className={s.passage ?? ''} onPress={() => { props.onClose(); props.onOpen(one.document, one); }}>
            <span>
              {t.ask.sourceLine(one.document_name, one.page)}
              <Tag tone={one.cited ? 'plain' : 'quiet'}>{one.cited ? t.ask.cited : t.ask.notCited}</Tag>
            </span>
            <p>{one.text}</p>
          </AriaButton>
        ))}
      </div>
    </Sheet>
  );
}
