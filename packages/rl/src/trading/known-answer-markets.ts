import { type BarSeries, barSeries, parseOptions, seededRandom } from '@sigmax/core';
import { z } from 'zod';

export interface KnownAnswerOptions {
  readonly seed: number;
  readonly bars: number;
  /** Standard deviation of a bar's return. */
  readonly volatility: number;
  /** Defaults to `demo:BTC/USDT`. */
  readonly instrumentId?: string;
}

const schema = z.strictObject({
  seed: z.int(),
  bars: z.int().min(2),
  volatility: z.number().positive().max(0.2),
  instrumentId: z.string().default('demo:BTC/USDT'),
  persistence: z.number().gt(-1).lt(1).default(0),
});

/** Closes whose returns follow r' = φ·r + ε; every bar opens at the close before. */
const marketOf = (options: KnownAnswerOptions & { readonly persistence?: number }, what: string): BarSeries => {
  const { seed, bars, volatility, instrumentId, persistence } = parseOptions(schema, options, what);
  const random = seededRandom(seed);
  const columns = () => new Float64Array(bars);
  const [timeMs, open, high, low, close, volume] = [columns(), columns(), columns(), columns(), columns(), columns()];
  const shock = volatility * Math.sqrt(1 - persistence * persistence);
  let change = 0;
  let price = 100;
  for (let index = 0; index < bars; index++) {
    change = persistence * change + shock * random.normal();
    const next = price * Math.max(1 + change, 0.5);
    timeMs[index] = (index + 1) * 3_600_000;
    open[index] = price;
    close[index] = next;
    high[index] = Math.max(price, next);
    low[index] = Math.min(price, next);
    volume[index] = 50 + 100 * random.uniform();
    price = next;
  }
  return barSeries({
    ...{ instrumentId, timeframeMs: 3_600_000, timeMs, open, high, low, close, volume },
    source: `${what}, seed ${seed}`,
    isSimulated: true,
  });
};

/**
 * A market that nobody can predict: independent returns of mean 0. A policy that pays fees should learn to do nothing.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { randomWalkMarket } from '@sigmax/rl';
 * randomWalkMarket({ seed: 7, bars: 100, volatility: 0.01 }).length; // => 100
 * ```
 */
export const randomWalkMarket = (options: KnownAnswerOptions): BarSeries => marketOf(options, 'randomWalkMarket');

/**
 * A market with a known edge: returns r' = φ·r + ε with φ = `persistence`, so the last return predicts the next with
 * correlation φ, and the one before it with φ².
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { autoregressiveMarket } from '@sigmax/rl';
 * autoregressiveMarket({ seed: 7, bars: 100, volatility: 0.01, persistence: 0.5 }).length; // => 100
 * ```
 */
export const autoregressiveMarket = (options: KnownAnswerOptions & { readonly persistence: number }): BarSeries =>
  marketOf(options, 'autoregressiveMarket');
