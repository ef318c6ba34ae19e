/** The way to the tests from where training belongs. */
import { Link } from '@tanstack/react-router';
import { GraduationCap } from 'lucide-react';
import { useReading } from '../../i18n/language';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './training.module.css';

/** A part of one's own account. */
export function OwnTraining() {
  const { w } = useWords();
  return (
    <section className={d.section}>
      <h2>{w.own}</h2>
      <div className={d.sheet}>
        <p>{w.ownLead}</p>
        <p><ToTests /></p>
      </div>
    </section>
  );
}

export function ToTests() {
  const { t } = useReading();
  return <Link to="/training" className={s.link}><GraduationCap size={15} aria-hidden /> {t.problems.toTests}</Link>;
}
