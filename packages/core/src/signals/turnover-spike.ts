import { z } from 'zod';
import type { Bar } from '../market/bar';
import { requirePrice, requireTime, requireVolume } from './check-signal-input';
import { defineSignal, noSignals, type SignalDetector } from './define-signal';
import { confidenceBeyond, EdgeTrigger } from './edge-trigger';
import { SortedWindow } from './sorted-window';

export interface TurnoverSpikeOptions {
  /** Bars before the present one that say what is usual. Defaults to 96. */
  readonly period?: number | undefined;
  /** The robust z-score above which it is a spike. Defaults to 3.5. */
  readonly threshold?: number | undefined;
  /** The share of the threshold to which it must fall before the next spike. Defaults to 0.8. */
  readonly rearmShare?: number | undefined;
}

const schema = z.strictObject({
  period: z.int().min(5).max(100_000).default(96),
  threshold: z.number().positive().max(1e6).default(3.5),
  rearmShare: z.number().positive().max(1).default(0.8),
});

/** Standard deviations of a normal distribution that its median deviation is. */
const normalShare = 0.6745;

const name = 'turnoverSpike';

/**
 * Says when far more is traded than is usual: `0.6745 · (x − median) / MAD` of the turnover x, `close · volume`, is above a
 * threshold. Median and MAD, the median distance from it, are those of the `period` bars before, so that neither the spike nor
 * an earlier one hides it.
 *
 * After a spike it is silent until the score has been at or below `rearmShare · threshold`. No score is known while all but a
 * few bars are equal, so that the MAD is 0. The confidence is `1 − threshold / value`.
 *
 * - Units: `value` is the score; `evidence` has turnovers in the quote asset. State: the turnovers of `period` bars.
 * - Warm-up: `period + 1` bars. Cost: O(period) per bar.
 * - Errors: `DataError` `NOT_FINITE`, `OUT_OF_ORDER`, `NOT_POSITIVE`, `NEGATIVE_VOLUME`; the state stays as it was.
 * - Source: B. Iglewicz, D. Hoaglin 1993, "How to detect and handle outliers": the score, and 3.5.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { turnoverSpike } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * import { barAt } from '@sigmax/core';
 * const volumes = [9, 11, 10, 8, 12, 10, 60, 70, 10];
 * const series = barsFromCloses(volumes.map(() => 1), { instrumentId: 'demo:BTC/USDT' });
 * const bars = volumes.map((volume, index) => ({ ...barAt(series, index), volume }));
 * turnoverSpike.batch(bars, { period: 5 }).map(({ evidence }) => evidence.turnover); // => [60]
 * ```
 */
export const turnoverSpike: SignalDetector<Bar, TurnoverSpikeOptions> = defineSignal({
  name,
  options: schema,
  start: ({ period, threshold, rearmShare }) => {
    const begin = () => ({
      previousMs: Number.NEGATIVE_INFINITY,
      usual: new SortedWindow(period),
      trigger: new EdgeTrigger(threshold, rearmShare),
    });
    const instruments = new Map<string, ReturnType<typeof begin>>();
    return {
      next: ({ instrumentId, timeMs, close, volume }) => {
        const instrument = instruments.get(instrumentId) ?? begin();
        requireTime(name, instrumentId, timeMs, instrument.previousMs);
        requirePrice(name, instrumentId, close);
        requireVolume(name, instrumentId, volume);
        const turnover = close * volume;
        requireVolume(name, instrumentId, turnover);
        instruments.set(instrumentId, instrument);
        instrument.previousMs = timeMs;
        const { usual, trigger } = instrument;
        const isFull = usual.isFull;
        const median = isFull ? usual.median() : 0;
        const medianDeviation = isFull ? usual.medianDeviation() : 0;
        usual.add(turnover);
        const value = medianDeviation > 0 ? (normalShare * (turnover - median)) / medianDeviation : undefined;
        if (value === undefined || !Number.isFinite(value) || !trigger.fires(value)) return noSignals;
        const confidence = confidenceBeyond(value, threshold);
        const evidence = { turnover, median, medianDeviation, threshold };
        return [{ type: 'volatility', code: 'turnover-spike', instrumentId, timeMs, value, confidence, evidence }];
      },
    };
  },
});
