import { z } from 'zod';
import type { Quote } from '../../market/quote';
import type { Trade } from '../../market/trade';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { FilledBars } from './filled-bars';

export interface RangeBarsOptions {
  /** From low to high of a bar, at least, in the quote asset. */
  readonly range: number;
  readonly notices?: NoticeSink | undefined;
}

/**
 * Builds bars of equal range from trades, or the middle of quotes: a bar closes with the event that brings high − low to
 * `range`.
 *
 * Every price of a bar is one that was seen, so a jump makes a bar of a greater range and no bars in between. The range counts
 * as reached within 1e-12 of the high. A bar is stamped as in `tickBars`.
 *
 * - State: one bar per instrument; the unfinished one never goes out.
 * - Cost: O(1) per event.
 * - Errors: those of `tickBars`.
 *
 * @example
 * ```ts
 * import { rangeBars, type Trade } from '@sigmax/core';
 * const trade = (timeMs: number, price: number): Trade =>
 *   ({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs, id: `${timeMs}`, price, quantity: 1, side: undefined });
 * const bars = rangeBars.batch([trade(1, 100), trade(2, 103), trade(3, 98), trade(4, 99)], { range: 5 });
 * bars.map(({ timeMs, high, low }) => [timeMs, high, low]); // => [[3, 103, 98]]
 * ```
 */
export const rangeBars: BarBuilder<Trade | Quote, RangeBarsOptions> = defineBarBuilder({
  name: 'rangeBars',
  options: z.strictObject({ range: z.number().positive(), notices: streamOptions.notices }),
  start: ({ range }) =>
    new FilledBars<Trade | Quote>({
      operator: 'rangeBars',
      types: ['trade', 'quote'],
      amountOf: () => 0,
      // The difference of two decimal prices is wrong by up to the rounding of the larger one.
      isFull: ({ high, low }) => high - low >= range - high * 1e-12,
    }),
});
