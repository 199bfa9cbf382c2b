import type { Observable } from 'rxjs';
import type { Bar } from './bar';
import type { BarSeries } from './bar-series';
import type { Quote } from './quote';

/** What happens in a market. A bar makes a moment in which the strategy decides; a quote is known from then on. */
export type MarketEvent = Bar | Quote;

/** A cold stream of events in time order; completes for stored data, errors with `DataError`. */
export type MarketSource = Observable<MarketEvent>;

/** Stored bars: the columns of one instrument, or of several. */
export type StoredBars = BarSeries | readonly BarSeries[];

/** Every form in which a backtest takes its market. */
export type StoredMarket = StoredBars | Iterable<MarketEvent>;

/** Every form in which a run takes its market. */
export type Market = StoredMarket | AsyncIterable<MarketEvent> | MarketSource;

export const isBarSeries = (value: unknown): value is BarSeries =>
  typeof value === 'object' && value !== null && 'timeMs' in value && value.timeMs instanceof Float64Array;

/** The series of stored bars, or `undefined` when the market is a sequence of events. */
export const storedSeries = (market: unknown): readonly BarSeries[] | undefined => {
  if (isBarSeries(market)) return [market];
  return Array.isArray(market) && market.length > 0 && market.every(isBarSeries) ? market : undefined;
};

/** Whether a market is a sequence that can be pulled. */
export const isIterable = (value: unknown): value is Iterable<MarketEvent> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** What a sequence of events may say of itself in two fields, so that reports can say it too. */
export interface MarketLabel {
  readonly source: string;
  readonly isSimulated: boolean;
}

/** The label of a sequence of events; one without is a stream of real ones. */
export const labelOf = (market: unknown): MarketLabel => {
  const { source, isSimulated } = Object(market) as Partial<MarketLabel>;
  return { source: typeof source === 'string' ? source : 'stream', isSimulated: isSimulated === true };
};
