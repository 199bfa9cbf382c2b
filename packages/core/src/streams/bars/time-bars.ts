import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Quote } from '../../market/quote';
import { type Timeframe, timeframeMs } from '../../market/timeframe';
import type { Trade } from '../../market/trade';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { IntervalBars } from './interval-bars';
import { requirePriceEvent } from './price-event';

const types = ['trade', 'quote'];

export interface TimeBarsOptions {
  /** Length of a bar, such as `"1m"`. */
  readonly timeframe: Timeframe;
  /** What comes of an interval without events: nothing, or a bar of the last price with volume 0. Defaults to `"none"`. */
  readonly emptyIntervals?: 'none' | 'flat' | undefined;
  /** How many flat bars may follow each other. Defaults to 10,000. */
  readonly maximumEmpty?: number | undefined;
  /** How long a bar waits for late events after its close, in whole ms. Defaults to 0. */
  readonly latenessMs?: number | undefined;
  /** What comes of an event whose bar has gone out: an error, or it is dropped and told. Defaults to `"error"`. */
  readonly late?: 'error' | 'drop' | undefined;
  /** What comes of the interval in which the stream begins, which is seen in part: it may go out or not. Defaults to `"keep"`. */
  readonly firstInterval?: 'keep' | 'drop' | undefined;
  /** Closes bars in time where no event does. Without one, bars go out with the next event. */
  readonly clock?: Clock | undefined;
  readonly notices?: NoticeSink | undefined;
}

/**
 * Builds bars of one length of time from trades, or from the middle of quotes.
 *
 * An interval is [open, close): a trade on the boundary belongs to the next bar. Intervals are counted from the epoch, weeks
 * from Monday, in UTC; a bar is stamped with its close. Open and close are the prices earliest and latest in time.
 *
 * - State: the open intervals of each instrument. All instruments move on with the latest time seen in any of them, so
 *   bars come in time order.
 * - Late: a bar goes out with the first event at or after its close + `latenessMs`, or when `clock` shows that time. What
 *   comes for it later is an error, or is dropped and told as `event-dropped` with reason `late`.
 * - Missing: intervals without events give nothing, or flat bars. The unfinished bar never goes out.
 * - Cost: O(1) per event, O(instruments) per interval.
 * - Errors: `DataError` `LATE_EVENT`, `MIXED_EVENTS` (trades and quotes of one instrument), `GAP_TOO_LONG`, `UNKNOWN_EVENT`,
 *   `NOT_POSITIVE`, `NEGATIVE_QUANTITY`, `NOT_FINITE`.
 *
 * @example
 * ```ts
 * import { timeBars, type Trade } from '@sigmax/core';
 * const trade = (timeMs: number, price: number): Trade =>
 *   ({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs, id: `${timeMs}`, price, quantity: 1, side: undefined });
 * const trades = [trade(5_000, 100), trade(30_000, 104), trade(59_999, 102), trade(60_000, 103)];
 * const bars = timeBars.batch(trades, { timeframe: '1m' });
 * bars.map(({ timeMs, high, close, volume }) => [timeMs, high, close, volume]); // => [[60000, 104, 102, 3]]
 * ```
 */
export const timeBars: BarBuilder<Trade | Quote, TimeBarsOptions> = defineBarBuilder({
  name: 'timeBars',
  options: z.strictObject({
    timeframe: streamOptions.timeframe,
    emptyIntervals: z.enum(['none', 'flat']).default('none'),
    maximumEmpty: z.int().positive().default(10_000),
    latenessMs: z.int().nonnegative().default(0),
    late: z.enum(['error', 'drop']).default('error'),
    firstInterval: z.enum(['keep', 'drop']).default('keep'),
    clock: streamOptions.clock.optional(),
    notices: streamOptions.notices,
  }),
  start: ({ timeframe, emptyIntervals, maximumEmpty, latenessMs, late, firstInterval }, report) => {
    const intervals = new IntervalBars(
      {
        operator: 'timeBars',
        timeframeMs: timeframeMs(timeframe),
        boundary: 'begins',
        latenessMs,
        late,
        emptyIntervals,
        maximumEmpty,
        dropsFirst: firstInterval === 'drop',
        expectedParts: undefined,
        incomplete: 'keep',
      },
      report,
    );
    return {
      next: (event: Trade | Quote, emit) => {
        requirePriceEvent('timeBars', types, event);
        intervals.add(event, emit);
      },
      advance: (nowMs, emit) => intervals.advance(nowMs, emit),
      dueMs: () => intervals.dueMs(),
      end: (emit) => intervals.end(emit),
    };
  },
});
