import { z } from 'zod';
import type { Clock } from '../../clock';
import { DataError } from '../../errors';
import type { Bar } from '../../market/bar';
import { type Timeframe, timeframeMs } from '../../market/timeframe';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder } from './define-bar-builder';
import { IntervalBars } from './interval-bars';
import { boundaryAtOrBefore, intervalOriginMs } from './interval-end';
import { requirePriceEvent } from './price-event';

const types = ['bar'];

export interface ResampleBarsOptions {
  /** Length of the bars that come in. */
  readonly from: Timeframe;
  /** Length of the bars that go out: a whole multiple of `from`. */
  readonly to: Timeframe;
  /** What comes of a bar with fewer parts than its interval has, told as `bar-incomplete` where kept. Defaults to `"keep"`. */
  readonly incomplete?: 'keep' | 'drop' | 'error' | undefined;
  /** What comes of an interval without bars: nothing, or a bar of the last price with volume 0. Defaults to `"none"`. */
  readonly emptyIntervals?: 'none' | 'flat' | undefined;
  /** How many flat bars may follow each other. Defaults to 10,000. */
  readonly maximumEmpty?: number | undefined;
  /** How long a bar waits for late ones after its close, in whole ms. Defaults to 0. */
  readonly latenessMs?: number | undefined;
  /** What comes of a bar that comes too late: an error, or it is dropped and told. Defaults to `"error"`. */
  readonly late?: 'error' | 'drop' | undefined;
  /** Closes bars in time where none comes. Give a `latenessMs` with it that covers the delay of the source. */
  readonly clock?: Clock | undefined;
  readonly notices?: NoticeSink | undefined;
}

/** Fails on a bar that does not end on a boundary of its own timeframe, or that comes twice in a row. */
const requirePlace = (bar: Bar, fromMs: number, previousMs: number | undefined): void => {
  const isAligned = boundaryAtOrBefore(bar.timeMs, fromMs, intervalOriginMs(fromMs)) === bar.timeMs;
  if (isAligned && bar.timeMs !== previousMs) return;
  throw new DataError({
    code: isAligned ? 'DUPLICATE_TIME' : 'MISALIGNED_BAR',
    message: `resampleBars (${bar.instrumentId}): time ${bar.timeMs} ${isAligned ? 'came twice' : `ends no interval of ${fromMs} ms`}.`,
    remedy: isAligned ? 'Drop the second bar with dropDuplicates.' : 'Stamp bars with their close, and check `from`.',
    context: { event: { ...bar }, fromMs },
  });
};

/**
 * Builds longer bars from shorter ones: first open, highest high, lowest low, last close, sum of the volumes.
 *
 * Intervals are counted from the epoch, weeks from Monday, in UTC. A bar goes out with the last of its parts, or, where that
 * is missing, with the first bar beyond it.
 *
 * - State: the open intervals of each instrument.
 * - Late, missing: as `timeBars`; a bar with parts missing goes out, is dropped or is an error, by `incomplete`.
 * - Cost: O(1) per bar, O(instruments) per interval.
 * - Errors: `InvalidOptionsError` where `to` is not a multiple of `from`; `DataError` `MISALIGNED_BAR`, `DUPLICATE_TIME`,
 *   `INCOMPLETE_BAR`, `LATE_EVENT`, `GAP_TOO_LONG`.
 *
 * @example
 * ```ts
 * import { resampleBars } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * const minutes = barsFromCloses([100, 104, 98, 101, 103, 99], { timeframeMs: 60_000, volume: 2 });
 * const bars = resampleBars.batch(minutes, { from: '1m', to: '5m' });
 * bars.map(({ timeMs, low, close, volume }) => [timeMs, low, close, volume]); // => [[300000, 98, 103, 10]]
 * ```
 */
export const resampleBars: BarBuilder<Bar, ResampleBarsOptions> = defineBarBuilder({
  name: 'resampleBars',
  options: z
    .strictObject({
      from: streamOptions.timeframe,
      to: streamOptions.timeframe,
      incomplete: z.enum(['keep', 'drop', 'error']).default('keep'),
      emptyIntervals: z.enum(['none', 'flat']).default('none'),
      maximumEmpty: z.int().positive().default(10_000),
      latenessMs: z.int().nonnegative().default(0),
      late: z.enum(['error', 'drop']).default('error'),
      clock: streamOptions.clock.optional(),
      notices: streamOptions.notices,
    })
    .refine(({ from, to }) => timeframeMs(to) % timeframeMs(from) === 0 && timeframeMs(to) > timeframeMs(from), {
      path: ['to'],
      message: 'expected a whole multiple of `from`, above it',
    }),
  start: ({ from, to, incomplete, emptyIntervals, maximumEmpty, latenessMs, late }, report) => {
    const fromMs = timeframeMs(from);
    const toMs = timeframeMs(to);
    const previous = new Map<string, number>();
    const intervals = new IntervalBars(
      {
        operator: 'resampleBars',
        timeframeMs: toMs,
        boundary: 'ends',
        latenessMs,
        late,
        emptyIntervals,
        maximumEmpty,
        dropsFirst: false,
        expectedParts: toMs / fromMs,
        incomplete,
      },
      report,
    );
    return {
      next: (bar: Bar, emit) => {
        requirePriceEvent('resampleBars', types, bar);
        requirePlace(bar, fromMs, previous.get(bar.instrumentId));
        previous.set(bar.instrumentId, bar.timeMs);
        intervals.add(bar, emit);
      },
      advance: (nowMs, emit) => intervals.advance(nowMs, emit),
      dueMs: () => intervals.dueMs(),
      end: (emit) => intervals.end(emit),
    };
  },
});
