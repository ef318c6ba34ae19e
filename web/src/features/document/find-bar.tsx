/** Looking for words in the open document: how many there are, and the way from one to the next. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Id, Spot } from '../../api/types';
import { useTexts } from '../../i18n/language';
import { IconButton } from '../../ui/parts';
import { announce } from '../../ui/say';
import { useAllPages } from './all-pages';
import { findAll } from './find';
import s from './document.module.css';

interface FindProps {
  document: Id;
  version: Id;
  total: number;
  /** The page in sight, from which the first place is looked for. */
  at: number;
  onSpot: (spot: Spot | null) => void;
  onClose: () => void;
}

export default function FindBar(props: FindProps) {
  const t = useTexts();
  const { version, onSpot } = props;
  const [words, setWords] = useState('');
  const [index, setIndex] = useState(0);
  const asked = useDeferredValue(words);
  const box = useRef<HTMLInputElement>(null);
  const { texts, loading } = useAllPages(props.document, version, props.total);
  const spots = useMemo(
    () => (asked.trim().length > 1 ? texts.flatMap((page) => findAll(page.text, asked).map((range) => ({ version, page: page.number, range }))) : []),
    [texts, asked, version],
  );
  // in the same turn as the key that opened it, so that no letter is lost
  useLayoutEffect(() => box.current?.focus(), []);
  useEffect(() => {
    const first = spots.findIndex((spot) => spot.page >= props.at);
    setIndex(Math.max(0, first));
    onSpot(spots[Math.max(0, first)] ?? null);
    if (asked.trim().length > 1 && !loading) announce(t.viewer.foundCount(spots.length));
  }, [spots, loading]);
  const go = (by: number) => {
    if (spots.length === 0) return;
    const next = (index + by + spots.length) % spots.length;
    setIndex(next);
    onSpot(spots[next] ?? null);
    announce(t.viewer.foundOf(next + 1, spots.length));
  };
  const said = asked.trim().length < 2 ? '' : spots.length > 0 ? t.viewer.foundOf(index + 1, spots.length) : loading ? t.common.loading : t.viewer.foundCount(0);
  return (
    <div className={s.find} role="search" aria-label={t.viewer.find}>
      <input
        ref={box}
        type="text"
        aria-label={t.viewer.find}
        placeholder={t.viewer.find}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') props.onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={s.found}>{said}</span>
      <IconButton small label={t.viewer.previousFound} icon={<ChevronUp size={15} aria-hidden />} isDisabled={spots.length === 0} onPress={() => go(-1)} />
      <IconButton small label={t.viewer.nextFound} icon={<ChevronDown size={15} aria-hidden />} isDisabled={spots.length === 0} onPress={() => go(1)} />
      <IconButton small label={t.viewer.closeFind} icon={<X size={15} aria-hidden />} onPress={props.onClose} />
    </div>
  );
}
