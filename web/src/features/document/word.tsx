/** A Word document as Word shows it, its changes and comments in it, with the words of a citation or of a hit marked. */
import { useQuery } from '@tanstack/react-query';
import { word } from '../../api/queries';
import type { Id } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { Loading } from '../../ui/parts';
import { ProblemNotice } from '../../ui/problem';
import type { Marked } from '../word/known';
import { Paper } from '../word/paper';
import s from './document.module.css';

export default function WordSheet(props: { document: Id; version: Id; marked: Marked | undefined }) {
  const t = useTexts();
  const { data: view, error, refetch } = useQuery(word(props.document, props.version));
  if (error) return <div className={s.scroll}><ProblemNotice error={error} onRetry={() => void refetch()} /></div>;
  if (!view) return <Loading />;
  return <div className={s.paper}><Paper view={view} label={t.viewer.title} marked={props.marked} /></div>;
}
