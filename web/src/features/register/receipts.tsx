/** Who is asked to say that they know, and who did; and one's own word. */
import { useMutation } from '@tanstack/react-query';
import { acknowledge, type Cycle, type Row } from '../../api/registers';
import { Button, Tag } from '../../ui/parts';
import { say } from '../../ui/say';
import { fresh } from './fill';
import { Trouble } from './trouble';
import { useWords } from './words';
import s from './register.module.css';

export function Receipts({ row, cycle }: { row: Row; cycle: Cycle }) {
  const { w, f } = useWords();
  const send = useMutation({
    mutationFn: () => acknowledge(row, cycle),
    onSuccess: () => {
      say(w.receipts.said);
      return fresh();
    },
  });
  const all = cycle.receipts;
  if (all.length === 0) return null;
  const mine = cycle.state === 'open' && all.some((one) => one.own && !one.at);
  return (
    <div className={s.receipts}>
      <p className={s.quiet}>{w.receipts.count(all.filter((one) => one.at).length, all.length)}</p>
      <ul>
        {all.map((one, n) => (
          <li key={n}>
            <span>{one.own ? w.receipts.own(one.name ?? w.hidden) : (one.name ?? w.hidden)}</span>
            {one.at ? <small>{w.receipts.at(f.ago(one.at))}</small> : <Tag tone="warn">{w.receipts.open}</Tag>}
          </li>
        ))}
      </ul>
      {send.error && <Trouble error={send.error} />}
      {mine && <div><Button look="solid" small isPending={send.isPending} onPress={() => send.mutate()}>{w.receipts.mine}</Button></div>}
    </div>
  );
}
