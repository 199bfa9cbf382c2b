import { z } from 'zod';
import type { Bar } from '../../market/bar';
import type { Trade } from '../../market/trade';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { FilledBars } from './filled-bars';
import { reaches } from './reaches';

export interface ValueBarsOptions {
  /** How much is traded in a bar, at least, in the quote asset. */
  readonly value: number;
  readonly notices?: NoticeSink | undefined;
}

/**
 * Builds bars of equal value from trades or bars: a bar closes with the event that brings Σ price × quantity to `value`.
 *
 * A bar that comes in counts with its volume × (high + low + close) / 3. An event goes into one bar as a whole; sums count as
 * reached within 1e-12. A bar is stamped as in `tickBars`.
 *
 * - State: one bar per instrument; the unfinished one never goes out.
 * - Cost: O(1) per event.
 * - Errors: those of `tickBars`.
 * - Source: dollar bars of López de Prado 2018, Advances in Financial Machine Learning, section 2.3.1.
 *
 * @example
 * ```ts
 * import { type Trade, valueBars } from '@sigmax/core';
 * const trade = (timeMs: number, price: number): Trade =>
 *   ({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs, id: `${timeMs}`, price, quantity: 2, side: undefined });
 * const bars = valueBars.batch([trade(1, 100), trade(2, 150), trade(3, 300)], { value: 500 });
 * bars.map(({ timeMs, close }) => [timeMs, close]); // => [[2, 150], [3, 300]]
 * ```
 */
export const valueBars: BarBuilder<Trade | Bar, ValueBarsOptions> = defineBarBuilder({
  name: 'valueBars',
  options: z.strictObject({ value: z.number().positive(), notices: streamOptions.notices }),
  start: ({ value }) =>
    new FilledBars<Trade | Bar>({
      operator: 'valueBars',
      types: ['trade', 'bar'],
      amountOf: (event) =>
        event.type === 'trade'
          ? event.price * event.quantity
          : (event.volume * (event.high + event.low + event.close)) / 3,
      isFull: ({ amount }) => reaches(amount, value),
    }),
});
