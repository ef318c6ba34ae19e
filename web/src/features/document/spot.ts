/** A stretch of a document's text as an address carries it: `version`, `page`, `from`, `to`. */
import type { Spot } from '../../api/types';

export interface SpotAddress {
  version?: string;
  page?: number;
  from?: number;
  to?: number;
}

/** The stretch of text an address points at, where it points at one. */
export const spotOf = ({ version, page, from, to }: SpotAddress): Spot | undefined =>
  version && page && from !== undefined && to ? { version, page, range: { start: from, end: to } } : undefined;

export const addressOf = ({ version, page, range }: Spot): Required<SpotAddress> => ({ version, page, from: range.start, to: range.end });
