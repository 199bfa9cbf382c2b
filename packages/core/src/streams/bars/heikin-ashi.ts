import { z } from 'zod';
import type { Bar } from '../../market/bar';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { requireRising } from './filled-bars';
import { requirePriceEvent } from './price-event';

const types = ['bar'];

export interface HeikinAshiOptions {
  readonly notices?: NoticeSink | undefined;
}

/**
 * Turns bars into Heikin-Ashi bars, one for each.
 *
 * close = (O + H + L + C) / 4; open = (open + close of the Heikin-Ashi bar before) / 2, and (O + C) / 2 for the first;
 * high = max(H, open, close); low = min(L, open, close); time and volume are those of the bar. These are averages and no
 * prices at which anyone could trade: decide with them, and fill orders with the bars.
 *
 * - State: open and close of the last bar of each instrument.
 * - Cost: O(1) per bar.
 * - Errors: `DataError` `OUT_OF_ORDER`, and those of a faulty bar.
 * - Source: Valcu 2004, Using the Heikin-Ashi Technique, Stocks & Commodities 22:2.
 *
 * @example
 * ```ts
 * import { heikinAshi } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * const bars = heikinAshi.batch(barsFromCloses([100, 108, 104]), {});
 * bars.map(({ open, close }) => [open, close]); // => [[100, 100], [100, 104], [102, 106]]
 * ```
 */
export const heikinAshi: BarBuilder<Bar, HeikinAshiOptions> = defineBarBuilder({
  name: 'heikinAshi',
  options: z.strictObject({ notices: streamOptions.notices }),
  start: () => {
    const last = new Map<string, Bar>();
    return {
      next: (bar: Bar, emit) => {
        requirePriceEvent('heikinAshi', types, bar);
        const { type, instrumentId, timeMs, volume } = bar;
        const previous = last.get(instrumentId);
        requireRising('heikinAshi', bar, previous?.timeMs ?? timeMs);
        const close = (bar.open + bar.high + bar.low + bar.close) / 4;
        const open = previous === undefined ? (bar.open + bar.close) / 2 : (previous.open + previous.close) / 2;
        const made: Bar = {
          type,
          instrumentId,
          timeMs,
          open,
          high: Math.max(bar.high, open, close),
          low: Math.min(bar.low, open, close),
          close,
          volume,
        };
        last.set(instrumentId, made);
        emit(made);
      },
    };
  },
});
