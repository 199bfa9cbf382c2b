import { z } from 'zod';
import { RollingComoments } from '../indicators/rolling/rolling-comoments';
import type { Bar } from '../market/bar';
import { naturalLogarithm } from '../portable-math';
import { requirePrice, requireTime } from './check-signal-input';
import { defineSignal, noSignals, type SignalDetector } from './define-signal';
import { confidenceBeyond, EdgeTrigger } from './edge-trigger';

export interface CorrelationBreakOptions {
  /** The two instruments; signals carry the first. */
  readonly instrumentIds: readonly [string, string];
  /** Returns of the recent window. Defaults to 24. */
  readonly period?: number | undefined;
  /** Returns of the window before it, which says what is usual. Defaults to 240. */
  readonly baselinePeriod?: number | undefined;
  /** The |z| above which it is a break. Defaults to 3.29, which chance alone passes once in 1,000 tests. */
  readonly threshold?: number | undefined;
  /** The share of the threshold to which it must fall before the next break. Defaults to 0.8. */
  readonly rearmShare?: number | undefined;
}

const schema = z.strictObject({
  instrumentIds: z
    .tuple([z.string().min(1), z.string().min(1)])
    .refine(([first, second]) => first !== second, 'expected two instruments')
    .readonly(),
  period: z.int().min(4).max(100_000).default(24),
  baselinePeriod: z.int().min(4).max(1_000_000).default(240),
  threshold: z.number().positive().max(1e6).default(3.29),
  rearmShare: z.number().positive().max(1).default(0.8),
});

const name = 'correlationBreak';

/** Beyond this a correlation counts as this, since Fisher's transform of 1 is infinite. */
const largest = 1 - 1e-9;

const correlationOf = ({ varianceX, varianceY, covariance }: RollingComoments): number | undefined => {
  const scale = Math.sqrt(varianceX) * Math.sqrt(varianceY);
  return scale > 0 ? Math.max(-largest, Math.min(largest, covariance / scale)) : undefined;
};

const fisher = (correlation: number): number =>
  (naturalLogarithm(1 + correlation) - naturalLogarithm(1 - correlation)) / 2;

/**
 * Says when two instruments stop moving together as they did, or begin to: Fisher's test of the correlation r of their last
 * `period` log returns against that, r₀, of the `baselinePeriod` before them.
 *
 * `z = (artanh r − artanh r₀) / √(1 / (period − 3) + 1 / (baselinePeriod − 3))`, a break when |z| is above the threshold. The two
 * windows share no return. Returns go from one time at which both have a bar to the next. After a break it is silent until |z|
 * has been at or below `rearmShare · threshold`. The confidence is `1 − threshold / |z|`. Returns with fat tails pass the
 * threshold more often than normal ones, for which the test is made, and one test a bar is many tests.
 *
 * - Units: `value` is z, negative when they part. State: the returns of both windows; bars of other instruments are passed over.
 * - Warm-up: `period + baselinePeriod + 1` times. Cost: O(1) per bar on average.
 * - Errors: `DataError` `NOT_FINITE`, `OUT_OF_ORDER`, `NOT_POSITIVE`; the state stays as it was.
 * - Source: R. A. Fisher 1921, "On the probable error of a coefficient of correlation".
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { barAt, correlationBreak } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * const wave = Array.from({ length: 60 }, (_, index) => 100 + ((index * 7) % 10));
 * const x = barsFromCloses(wave, { instrumentId: 'demo:BTC/USDT' });
 * // The second one follows the first for 50 bars and then does the contrary.
 * const y = barsFromCloses(wave.map((price, index) => (index < 50 ? price : 200 - price)), { instrumentId: 'demo:ETH/USDT' });
 * const bars = wave.flatMap((_, index) => [barAt(x, index), barAt(y, index)]);
 * const signals = correlationBreak.batch(bars, {
 *   instrumentIds: ['demo:BTC/USDT', 'demo:ETH/USDT'], period: 8, baselinePeriod: 30,
 * });
 * signals.length; // => 1
 * (signals[0]?.value ?? 0) < -3.29; // => true
 * ```
 */
export const correlationBreak: SignalDetector<Bar, CorrelationBreakOptions> = defineSignal({
  name,
  options: schema,
  start: ({ instrumentIds: [first, second], period, baselinePeriod, threshold, rearmShare }) => {
    const recent = new RollingComoments(period);
    const baseline = new RollingComoments(baselinePeriod);
    const trigger = new EdgeTrigger(threshold, rearmShare);
    const spread = Math.sqrt(1 / (period - 3) + 1 / (baselinePeriod - 3));
    /** The returns of the recent window, which become those of the baseline. */
    const waitingX = new Float64Array(period);
    const waitingY = new Float64Array(period);
    const timesMs = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const logarithms = [0, 0];
    const before = [0, 0];
    let returns = -1;
    let isBaseline = false;

    /** z, once both windows are full and both instruments move. */
    const test = (x: number, y: number) => {
      const at = returns % period;
      if (returns >= period) isBaseline = baseline.add(waitingX[at] as number, waitingY[at] as number);
      waitingX[at] = x;
      waitingY[at] = y;
      recent.add(x, y);
      if (!isBaseline) return undefined;
      const correlation = correlationOf(recent);
      const usual = correlationOf(baseline);
      if (correlation === undefined || usual === undefined) return undefined;
      return { correlation, baselineCorrelation: usual, z: (fisher(correlation) - fisher(usual)) / spread };
    };

    return {
      next: ({ instrumentId, timeMs, close }) => {
        const place = instrumentId === first ? 0 : instrumentId === second ? 1 : -1;
        if (place < 0) return noSignals;
        requireTime(name, instrumentId, timeMs, timesMs[place] as number);
        requirePrice(name, instrumentId, close);
        const isSeen = timesMs[place] === timeMs;
        timesMs[place] = timeMs;
        logarithms[place] = naturalLogarithm(close);
        if (isSeen || timesMs[0] !== timesMs[1]) return noSignals;
        const x = (logarithms[0] as number) - (before[0] as number);
        const y = (logarithms[1] as number) - (before[1] as number);
        before[0] = logarithms[0] as number;
        before[1] = logarithms[1] as number;
        const found = returns < 0 ? undefined : test(x, y);
        returns += 1;
        if (found === undefined) return noSignals;
        const { correlation, baselineCorrelation, z: value } = found;
        if (!trigger.fires(Math.abs(value))) return noSignals;
        const confidence = confidenceBeyond(Math.abs(value), threshold);
        const evidence = { correlation, baselineCorrelation, threshold, other: second };
        return [
          { type: 'volatility', code: 'correlation-break', instrumentId: first, timeMs, value, confidence, evidence },
        ];
      },
    };
  },
});
