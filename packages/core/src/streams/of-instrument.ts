import { filter, type Observable } from 'rxjs';
import type { Bar } from '../market/bar';
import type { Quote } from '../market/quote';
import type { Trade } from '../market/trade';
import type { MarketData, MarketDataOf, MarketDataType } from './market-data';

const select =
  <Type extends MarketDataType>(type: Type) =>
  (source: Observable<MarketData>, instrumentId: string): Observable<MarketDataOf<Type>> =>
    source.pipe(
      filter((event): event is MarketDataOf<Type> => event.type === type && event.instrumentId === instrumentId),
    );

/**
 * Returns the bars of one instrument out of a stream of market data.
 *
 * - Cost: O(1) per event. The source is subscribed once for each subscriber; `shareLatest` shares it.
 *
 * @example
 * ```ts
 * import { barsOf, fromBarSeries } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * import { count, lastValueFrom } from 'rxjs';
 * const source = fromBarSeries([
 *   barsFromCloses([100, 101], { instrumentId: 'demo:BTC/USDT' }),
 *   barsFromCloses([7, 8], { instrumentId: 'demo:ETH/USDT' }),
 * ]);
 * await lastValueFrom(barsOf(source, 'demo:ETH/USDT').pipe(count())); // => 2
 * ```
 */
export const barsOf: (source: Observable<MarketData>, instrumentId: string) => Observable<Bar> = select('bar');

/** Returns the trades of one instrument out of a stream of market data; as {@link barsOf}. */
export const tradesOf: (source: Observable<MarketData>, instrumentId: string) => Observable<Trade> = select('trade');

/** Returns the quotes of one instrument out of a stream of market data; as {@link barsOf}. */
export const quotesOf: (source: Observable<MarketData>, instrumentId: string) => Observable<Quote> = select('quote');
