import { z } from 'zod';
import type { Bar } from '../../market/bar';
import type { Trade } from '../../market/trade';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { FilledBars } from './filled-bars';
import { volumeOf } from './price-event';
import { reaches } from './reaches';

export interface VolumeBarsOptions {
  /** How much is traded in a bar, at least, in the base asset. */
  readonly volume: number;
  readonly notices?: NoticeSink | undefined;
}

/**
 * Builds bars of equal volume from trades or bars: a bar closes with the event that brings its volume to `volume`.
 *
 * An event goes into one bar as a whole, so volumes may exceed `volume` and none is lost; sums count as reached within
 * 1e-12 of it. A bar is stamped as in `tickBars`.
 *
 * - State: one bar per instrument; the unfinished one never goes out.
 * - Cost: O(1) per event.
 * - Errors: those of `tickBars`.
 * - Source: López de Prado 2018, Advances in Financial Machine Learning, section 2.3.1.
 *
 * @example
 * ```ts
 * import { type Trade, volumeBars } from '@sigmax/core';
 * const trade = (timeMs: number, quantity: number): Trade =>
 *   ({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs, id: `${timeMs}`, price: 100, quantity, side: undefined });
 * const bars = volumeBars.batch([trade(1, 3), trade(2, 4), trade(3, 9), trade(4, 1)], { volume: 5 });
 * bars.map(({ timeMs, volume }) => [timeMs, volume]); // => [[2, 7], [3, 9]]
 * ```
 */
export const volumeBars: BarBuilder<Trade | Bar, VolumeBarsOptions> = defineBarBuilder({
  name: 'volumeBars',
  options: z.strictObject({ volume: z.number().positive(), notices: streamOptions.notices }),
  start: ({ volume }) =>
    new FilledBars<Trade | Bar>({
      operator: 'volumeBars',
      types: ['trade', 'bar'],
      amountOf: volumeOf,
      isFull: ({ amount }) => reaches(amount, volume),
    }),
});
