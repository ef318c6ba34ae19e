/** The keys that work here, and no others. */
import { useTexts } from '../i18n/language';
import { Sheet } from '../ui/dialog';
import { caps, useAllActions, type KeyAction } from './keys';
import ui from '../ui/ui.module.css';
import s from './shell.module.css';

export function Help(props: { onClose: () => void }) {
  const t = useTexts();
  const bound = useAllActions().filter((action) => action.keys);
  return (
    <Sheet title={t.help.title} open onClose={props.onClose}>
      <p>{t.help.lead}</p>
      <div className={s.keys}>
        <Keys title={t.help.here} actions={bound.filter((action) => !action.global)} />
        <Keys title={t.help.everywhere} actions={bound.filter((action) => action.global)} />
      </div>
    </Sheet>
  );
}

function Keys(props: { title: string; actions: KeyAction[] }) {
  if (props.actions.length === 0) return null;
  return (
    <section>
      <h3>{props.title}</h3>
      <dl>
        {props.actions.map((action) => (
          <div key={action.id}>
            <dt>{action.label}</dt>
            <dd className={ui.kbdGroup}>{caps(action.keys ?? '').map((cap) => <kbd key={cap}>{cap}</kbd>)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
