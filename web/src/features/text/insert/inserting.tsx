/** What is chosen before it comes into the text, and what is shown of something that stands in it. */
import { useEffect } from 'react';
import type { Draft } from '../../../api/drafter';
import type { Desk } from '../desk';
import { useStore } from '../store';
import { ChooseClause } from './clause';
import { ChooseReference } from './reference';
import { ChooseCitation, ShowCitation } from './citation';
import { FillVariable } from './variable';

export type Insert = 'clause' | 'reference' | 'citation' | 'variable';

interface InsertingProps {
  desk: Desk;
  draft: Draft;
  insert: Insert | null;
  may: boolean;
  onClose: () => void;
  onGoTo: (id: string) => void;
}

export function Inserting({ desk, draft, insert, may, onClose, onGoTo }: InsertingProps) {
  const { opened } = useStore(desk.around);
  // after a choice one goes on typing
  useEffect(() => {
    if (insert === null && opened === null) return undefined;
    return () => void setTimeout(() => desk.focus(), 0);
  }, [desk, insert, opened]);
  switch (insert) {
    case 'clause': return <ChooseClause desk={desk} draft={draft} onClose={onClose} />;
    case 'reference': return <ChooseReference desk={desk} pos={null} onClose={onClose} onGoTo={onGoTo} may={may} />;
    case 'citation': return <ChooseCitation desk={desk} draft={draft} onClose={onClose} />;
    case 'variable': return <FillVariable desk={desk} pos={null} onClose={onClose} may={may} />;
    default:
  }
  if (opened === null) return null;
  const close = () => desk.around.set({ opened: null });
  switch (desk.editor.state.doc.nodeAt(opened)?.type.name) {
    case 'reference': return <ChooseReference desk={desk} pos={opened} onClose={close} onGoTo={onGoTo} may={may} />;
    case 'citation': return <ShowCitation desk={desk} draft={draft} pos={opened} onClose={close} may={may} />;
    case 'variable': return <FillVariable desk={desk} pos={opened} onClose={close} may={may} />;
    default: return null;
  }
}
