/** The pages for what is not there and for what went wrong. */
import { Link } from '@tanstack/react-router';
import { ApiError } from '../api/client';
import { useTexts } from '../i18n/language';
import { Button, Empty, classes } from '../ui/parts';
import { ProblemNotice } from '../ui/problem';
import { useTitle } from '../features/session/sign-in';
import ui from '../ui/ui.module.css';

export function NotFound() {
  const t = useTexts();
  useTitle(t.notFound.title);
  return (
    <Empty level={1} title={t.notFound.title} help={`${t.notFound.lead} ${t.notFound.help}`}>
      <Link to="/" className={classes(ui.button, ui.solid)}>{t.notFound.home}</Link>
    </Empty>
  );
}

export function Trouble(props: { error: unknown; reset?: () => void }) {
  const t = useTexts();
  if (props.error instanceof ApiError && props.error.status === 404) return <NotFound />;
  return (
    <Empty level={1} title={t.trouble.title} help={t.trouble.lead}>
      {props.error instanceof ApiError && <ProblemNotice error={props.error} />}
      <Button look="solid" onPress={() => (props.reset ? props.reset() : location.reload())}>{t.trouble.reload}</Button>
    </Empty>
  );
}
