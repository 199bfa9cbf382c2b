import type { OperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import { DataError } from '../../errors';
import type { Bar } from '../../market/bar';
import { type Timeframe, timeframeMs } from '../../market/timeframe';
import { parseOptions } from '../../options';
import type { NoticeSink } from '../notice';
import { Stage, stageOperator } from '../stage';
import { streamOptions } from '../stream-options';

export interface FillGapsOptions {
  /** Length of a bar. */
  readonly timeframe: Timeframe;
  /**
   * What a missing bar is: `"flat"`, the last close with volume 0, or `"linear"`, prices on the line from the last close to
   * the next open with volume 0. A line looks into the future: it is for charts, never for a backtest.
   */
  readonly rule: 'flat' | 'linear';
  /** How many bars of one gap are made; a longer gap is an error. */
  readonly maximumBars: number;
  readonly notices?: NoticeSink | undefined;
}

const schema = z.strictObject({
  timeframe: streamOptions.timeframe,
  rule: z.enum(['flat', 'linear']),
  maximumBars: z.int().positive(),
  notices: streamOptions.notices,
});

class FillGaps extends Stage<Bar, Bar> {
  private readonly options: z.output<typeof schema>;
  private readonly stepMs: number;
  private readonly previous = new Map<string, Bar>();
  private filled = 0;

  constructor(output: Subscriber<Bar>, options: z.output<typeof schema>) {
    super(output, 'fillGaps', options.notices);
    this.options = options;
    this.stepMs = timeframeMs(options.timeframe);
  }

  protected override take(bar: Bar): void {
    const previous = this.previous.get(bar.instrumentId);
    this.previous.set(bar.instrumentId, bar);
    if (previous !== undefined) this.fill(previous, bar);
    this.emit(bar);
  }

  private fill(previous: Bar, bar: Bar): void {
    const steps = (bar.timeMs - previous.timeMs) / this.stepMs;
    if (!(Number.isInteger(steps) && steps > 0)) {
      this.refuse('OUT_OF_STEP', bar, `time ${bar.timeMs} is no whole number of bars after ${previous.timeMs}`);
    }
    const bars = steps - 1;
    if (bars === 0) return;
    if (!(bars <= this.options.maximumBars)) {
      this.refuse('GAP_TOO_LONG', bar, `${bars} bars are missing before ${bar.timeMs}`);
    }
    this.filled += bars;
    this.notices?.next({
      type: 'gap-filled',
      operator: this.operator,
      instrumentId: bar.instrumentId,
      fromMs: previous.timeMs + this.stepMs,
      toMs: bar.timeMs - this.stepMs,
      bars,
      count: this.filled,
    });
    const rise = this.options.rule === 'linear' ? bar.open - previous.close : 0;
    for (let step = 1; step < steps; step++) {
      const open = previous.close + (rise * (step - 1)) / bars;
      const close = previous.close + (rise * step) / bars;
      this.emit({
        type: 'bar',
        instrumentId: bar.instrumentId,
        timeMs: previous.timeMs + step * this.stepMs,
        open,
        high: Math.max(open, close),
        low: Math.min(open, close),
        close,
        volume: 0,
      });
    }
  }

  private refuse(code: string, bar: Bar, what: string): never {
    throw new DataError({
      code,
      message: `fillGaps (${bar.instrumentId}): ${what}.`,
      remedy:
        code === 'GAP_TOO_LONG' ? 'Load what is missing, or raise maximumBars.' : 'Sort the bars, check timeframe.',
      context: { event: { ...bar }, timeframe: this.options.timeframe, maximumBars: this.options.maximumBars },
    });
  }
}

/**
 * Makes the bars that are missing between two bars of an instrument, and tells of each gap as `gap-filled`.
 *
 * Nothing is made before the first bar or after the last: a stream that falls silent is for `watchStaleness` to see, and
 * bars that close by the clock are made by `timeBars`.
 *
 * - State: the last bar of each instrument.
 * - Cost: O(1) per bar that comes in or is made.
 * - Errors: `DataError` `GAP_TOO_LONG`, and `OUT_OF_STEP` for a bar that is not a whole number of bars after the last.
 *
 * @example
 * ```ts
 * import { fillGaps } from '@sigmax/core';
 * import { bar } from '@sigmax/core/testing';
 * import { from, lastValueFrom, map, toArray } from 'rxjs';
 * const bars = [bar({ timeMs: 60_000, close: 100 }), bar({ timeMs: 180_000, close: 104 })];
 * const filled = from(bars).pipe(fillGaps({ timeframe: '1m', rule: 'flat', maximumBars: 10 }), map(({ close }) => close));
 * await lastValueFrom(filled.pipe(toArray())); // => [100, 100, 104]
 * ```
 */
export const fillGaps = (options: FillGapsOptions): OperatorFunction<Bar, Bar> => {
  const parsed = parseOptions(schema, options, 'fillGaps');
  return stageOperator((output) => new FillGaps(output, parsed));
};
