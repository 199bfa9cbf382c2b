import { filter, type OperatorFunction } from 'rxjs';
import type { MarketData, MarketDataOf, MarketDataType } from './market-data';

/**
 * Lets through the market data of the types that are named, in their order.
 *
 * - State: none.
 * - Cost: O(number of types) per event.
 *
 * @example
 * ```ts
 * import { type MarketData, only } from '@sigmax/core';
 * import { from, lastValueFrom, map, toArray } from 'rxjs';
 * const instrumentId = 'demo:BTC/USDT';
 * const data: MarketData[] = [
 *   { type: 'trade', instrumentId, timeMs: 1, id: '1', price: 100, quantity: 2, side: 'buy' },
 *   { type: 'quote', instrumentId, timeMs: 2, bid: 99, bidQuantity: 1, ask: 101, askQuantity: 1 },
 * ];
 * await lastValueFrom(from(data).pipe(only('trade'), map(({ price }) => price), toArray())); // => [100]
 * ```
 */
export const only = <Type extends MarketDataType>(
  ...types: readonly [Type, ...Type[]]
): OperatorFunction<MarketData, MarketDataOf<Type>> => {
  const [first] = types;
  return types.length === 1
    ? filter((event): event is MarketDataOf<Type> => event.type === first)
    : filter((event): event is MarketDataOf<Type> => (types as readonly string[]).includes(event.type));
};
