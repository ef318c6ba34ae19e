/** The frame of the library: its name and its parts. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { session } from '../../api/queries';
import { useTexts } from '../../i18n/language';
import { useTitle } from '../session/sign-in';
import s from './library.module.css';

export function Library() {
  const t = useTexts();
  useTitle(t.library.title);
  return (
    <div className={s.library}>
      <header className={s.top}>
        <h1>{t.library.title}</h1>
        <p>{t.library.lead}</p>
        <nav className={s.tabs} aria-label={t.library.parts}>
          <Link to="/drafting" activeOptions={{ exact: true }}>{t.library.templates}</Link>
          <Link to="/drafting/clauses">{t.library.clauses}</Link>
          <Link to="/drafting/playbooks">{t.library.playbooks}</Link>
        </nav>
      </header>
      <Outlet />
    </div>
  );
}

/** Who may change the library, and who may approve of it; the server decides. */
export function useLibraryRights(): { write: boolean; approve: boolean } {
  const role = useQuery(session).data?.user?.role;
  return { write: role === 'lawyer' || role === 'staff', approve: role === 'lawyer' };
}
