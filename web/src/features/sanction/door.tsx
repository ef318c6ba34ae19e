/** The way from the overview of a dossier to its screening. */
import { Link } from '@tanstack/react-router';
import { useWords } from './words';
import d from '../dossier/dossier.module.css';
import s from './sanction.module.css';

export function SanctionDoor({ dossier }: { dossier: string }) {
  const { w } = useWords();
  return (
    <section className={d.section}>
      <Link to="/dossiers/$dossier/sanctions" params={{ dossier }} className={s.door}>
        <b>{w.title}</b>
        <small>{w.lead}</small>
      </Link>
    </section>
  );
}
