import type { UnitBar } from './venue-bar';
import type { VenueMarket } from './venue-market';

export interface BarRange {
  /** First open. */
  readonly fromMs?: number | undefined;
  /** Last open. */
  readonly toMs?: number | undefined;
  readonly limit: number;
}

/** The bars that a request asks for, oldest first: from a moment on when it names one, the newest otherwise. */
export const barRange = (market: VenueMarket, lengthMs: number, { fromMs, toMs, limit }: BarRange): UnitBar[] => {
  const { bars } = market.bars(lengthMs);
  const fitting = bars.filter(
    ({ openMs }) => openMs >= (fromMs ?? Number.NEGATIVE_INFINITY) && openMs <= (toMs ?? Number.POSITIVE_INFINITY),
  );
  return fromMs === undefined ? fitting.slice(-limit) : fitting.slice(0, limit);
};
