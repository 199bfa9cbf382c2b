import { type BarSeries, InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { rawFeatures } from './raw-features';

/**
 * What the market features are divided by, as plain data to keep beside a policy: a policy is worth nothing under another
 * scaling than the one it learned with.
 */
export interface TradingScaling {
  /** Bars of the trailing mean that a bar's volume is compared with. */
  readonly volumeWindow: number;
  /** Standard deviation of a bar's log return. */
  readonly price: number;
  /** Standard deviation of log(volume / trailing mean). */
  readonly volume: number;
  /** Standard deviation of the MACD histogram as a fraction of the price. */
  readonly macd: number;
}

/** A scaling that was stored, checked. */
export const scalingSchema = z.strictObject({
  volumeWindow: z.int().min(2),
  price: z.number().positive(),
  volume: z.number().positive(),
  macd: z.number().positive(),
});

const fitSchema = z.strictObject({
  from: z.int().min(0).default(0),
  to: z.int().min(1),
  volumeWindow: z.int().min(2).default(50),
});

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
};

/**
 * Measures the scaling on bars `from` to `to` − 1 and on nothing after them: give the bars that the policy is trained on.
 *
 * Each figure is the standard deviation of the raw feature over those bars; a feature that does not move there is left
 * as it is (1).
 *
 * @throws {InvalidOptionsError} fewer than 2 bars of the range have all features.
 * @example
 * ```ts
 * import { fitTradingScaling, randomWalkMarket } from '@sigmax/rl';
 * const scaling = fitTradingScaling(randomWalkMarket({ seed: 7, bars: 2_000, volatility: 0.01 }), { to: 1_500 });
 * scaling.volumeWindow; // => 50
 * Math.abs(scaling.price - 0.01) < 0.001; // => true
 * ```
 */
export const fitTradingScaling = (
  series: BarSeries,
  options: { readonly from?: number; readonly to: number; readonly volumeWindow?: number },
): TradingScaling => {
  const { from, to, volumeWindow } = parseOptions(fitSchema, options, 'fitTradingScaling');
  const raw = rawFeatures(series, volumeWindow);
  const first = Math.max(from, raw.firstKnown);
  const last = Math.min(to, series.length);
  if (!(last - first >= 2)) {
    throw new InvalidOptionsError({
      code: 'TOO_FEW_BARS',
      message: `fitTradingScaling: bars ${first} to ${last} of ${series.instrumentId} were asked for.`,
      remedy: `Give at least 2 bars after the first ${raw.firstKnown}, which the indicators need.`,
      context: { from, to, length: series.length },
    });
  }
  const of = (column: Float64Array) => deviation([...column.subarray(first, last)]) || 1;
  return { volumeWindow, price: of(raw.price), volume: of(raw.volume), macd: of(raw.macd) };
};
