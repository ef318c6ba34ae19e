/** That the parties of a dossier still have to be checked, or that the firm is not to act. */
import type { DossierRow } from '../../api/types';
import { Tag } from '../../ui/parts';
import { useWords } from './words';

export function ConflictBadge({ dossier }: { dossier: DossierRow }) {
  const { w } = useWords();
  const words = w.badges[dossier.conflict];
  return dossier.state === 'open' && words ? <Tag tone={dossier.conflict === 'refused' ? 'bad' : 'warn'}>{words}</Tag> : null;
}
