/** How the firm stands: red first, figures, the reports to management, evidence packs. */
import { useQuery } from '@tanstack/react-query';
import { standing } from '../../api/accountability';
import { Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import { useTitle } from '../session/sign-in';
import { FirmFigures, Lights, NoOfficer, Points, RegisterFigures } from './figures';
import { Pack } from './pack';
import { Removals } from './removals';
import { Reports } from './reports';
import { useWords } from './words';
import shell from '../../app/shell.module.css';
import s from './accountability.module.css';

export function StandingPage() {
  const { w, language } = useWords();
  useTitle(w.title);
  const found = useQuery(standing(language));
  return (
    <div className={shell.page}>
      <div className={shell.head}>
        <h1>{w.title}</h1>
        {found.data && <Lights figures={found.data.figures} />}
        <p>{found.data?.whole === false ? w.leadOwn : w.lead}</p>
      </div>
      {found.isPending && <Loading />}
      {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <>
          <section className={s.section}>
            <h2>{w.points}</h2>
            <NoOfficer figures={found.data.figures} />
            <Points points={found.data.points} />
          </section>
          <Removals />
          <section className={s.section}>
            <h2>{w.figures}</h2>
            <FirmFigures figures={found.data.figures} />
            <RegisterFigures figures={found.data.figures} />
            <p className={s.quiet}>{w.rule}</p>
          </section>
          {found.data.whole && <Reports />}
          {found.data.whole && <Pack />}
        </>
      )}
    </div>
  );
}
