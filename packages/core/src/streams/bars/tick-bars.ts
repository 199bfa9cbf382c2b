import { z } from 'zod';
import type { Quote } from '../../market/quote';
import type { Trade } from '../../market/trade';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { FilledBars } from './filled-bars';

export interface TickBarsOptions {
  /** How many events make a bar. */
  readonly count: number;
  readonly notices?: NoticeSink | undefined;
}

/**
 * Builds a bar from every `count` trades, or quotes, of an instrument.
 *
 * A bar is stamped with the time of its last event; where that is the time of the bar before it too, 2^-10 ms later.
 *
 * - State: one bar per instrument; the unfinished one never goes out.
 * - Cost: O(1) per event.
 * - Errors: `DataError` `OUT_OF_ORDER`, `UNKNOWN_EVENT`, `NOT_POSITIVE`, `NEGATIVE_QUANTITY`, `NOT_FINITE`.
 * - Source: López de Prado 2018, Advances in Financial Machine Learning, section 2.3.1.
 *
 * @example
 * ```ts
 * import { tickBars, type Trade } from '@sigmax/core';
 * const trade = (timeMs: number, price: number): Trade =>
 *   ({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs, id: `${timeMs}`, price, quantity: 1, side: undefined });
 * const bars = tickBars.batch([trade(1, 100), trade(2, 101), trade(3, 99), trade(4, 98), trade(5, 97)], { count: 2 });
 * bars.map(({ timeMs, open, close }) => [timeMs, open, close]); // => [[2, 100, 101], [4, 99, 98]]
 * ```
 */
export const tickBars: BarBuilder<Trade | Quote, TickBarsOptions> = defineBarBuilder({
  name: 'tickBars',
  options: z.strictObject({ count: z.int().positive(), notices: streamOptions.notices }),
  start: ({ count }) =>
    new FilledBars<Trade | Quote>({
      operator: 'tickBars',
      types: ['trade', 'quote'],
      amountOf: () => 1,
      isFull: ({ amount }) => amount >= count,
    }),
});
