/** Law beside what one is reading: a provision or a decision in a sheet at the side, one opened from another. */
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../i18n/language';
import { Sheet } from '../../ui/dialog';
import { Button } from '../../ui/parts';
import { DecisionView } from './decision';
import type { Opened } from './open';
import { ProvisionView } from './provision';
import s from './law.module.css';

interface SheetProps {
  opened: Opened;
  /** What it is called where it was opened. */
  name: string;
  onClose: () => void;
}

export default function LawSheet({ opened, name, onClose }: SheetProps) {
  const t = useTexts();
  const [way, setWay] = useState<Opened[]>([opened]);
  const now = way.at(-1) ?? opened;
  const open = (next: Opened) => setWay([...way, next]);
  const title = 'ecli' in now ? now.ecli : now.article.number === firstNumber(opened) ? name : t.law.article(now.article.number);
  return (
    <Sheet title={title} open side onClose={onClose}>
      <p className={s.ways}>
        {way.length > 1 && <Button look="link" onPress={() => setWay(way.slice(0, -1))}><ArrowLeft size={13} aria-hidden />{t.law.back}</Button>}
        {'ecli' in now
          ? <Link to="/law/decisions/$ecli" params={{ ecli: now.ecli }} search={now.consideration ? { at: now.consideration } : {}}>{t.law.ownPage}</Link>
          : <Link to="/law/provisions/$law/$article" params={{ law: now.article.law, article: now.article.number }} search={now.article.on ? { on: now.article.on } : {}}>{t.law.ownPage}</Link>}
      </p>
      {'ecli' in now ? <DecisionView level={3} ecli={now.ecli} consideration={now.consideration} /> : <ProvisionView level={3} key={now.article.on ?? ''} article={now.article} onOpen={open} />}
    </Sheet>
  );
}

const firstNumber = (opened: Opened): string | undefined => ('article' in opened ? opened.article.number : undefined);
