import { annualVolatility, meanReturn, quantile as quantileOf, type Random, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import {
  type DeviationOption,
  ddofOption,
  type LevelOption,
  levelOption,
  type QuantileOption,
  quantileOption,
  type SeriesOptions,
  type SignOption,
  seriesShape,
  signOption,
} from '../definition/options';
import { refuseRunning } from '../definition/refuse-running';
import { deviationOf, meanOf, momentsFold, takeNumber } from '../kernels/moments-fold';
import { RunningFold } from '../kernels/running-fold';
import { signed } from './signed';
import { studentVariate } from './student-variate';

const base = {
  ...seriesShape,
  level: levelOption,
  horizon: z.int().min(1).max(10_000),
  paths: z.int().min(100).max(10_000_000),
  seed: z.int(),
  quantile: quantileOption,
  sign: signOption,
};

const schema = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('normal'), ...base, ddof: ddofOption }),
  z.strictObject({
    model: z.literal('student'),
    degreesOfFreedom: z.number().gt(2, 'expected more than 2, below which there is no variance'),
    ...base,
    ddof: ddofOption,
  }),
  z.strictObject({ model: z.literal('bootstrap'), ...base }),
]);

type Settings = z.output<typeof schema>;
type Parametric = Extract<Settings, { ddof: 0 | 1 }>;

interface SimulationOptions extends SeriesOptions, LevelOption, QuantileOption, SignOption {
  /** Periods ahead. Their returns add up. */
  readonly horizon: number;
  /** Simulated futures, at least 100. The figure is off by about √(level (1 − level) / paths) over the density there. */
  readonly paths: number;
  /** Of the random numbers; the same seed gives the same figure. */
  readonly seed: number;
}

export type SimulatedValueAtRiskOptions =
  | (SimulationOptions & DeviationOption & { readonly model: 'normal' })
  | (SimulationOptions & DeviationOption & { readonly model: 'student'; readonly degreesOfFreedom: number })
  | (SimulationOptions & { readonly model: 'bootstrap' });

/** The quantile of the sums of `horizon` draws over all paths. */
const simulatedQuantile = (settings: Settings, draw: (random: Random) => number): number => {
  const { horizon, paths, seed, level, quantile } = settings;
  const random = seededRandom(seed).split('simulated-value-at-risk');
  const sums = new Float64Array(paths);
  for (let path = 0; path < paths; path++) {
    let sum = 0;
    for (let period = 0; period < horizon; period++) sum += draw(random);
    sums[path] = sum;
  }
  return quantileOf(sums, 1 - level, quantile) as number;
};

/** The quantile for returns with mean 0 and variance 1, which does not depend on the data. */
const standardQuantile = (settings: Parametric): number => {
  if (settings.model === 'normal') return simulatedQuantile(settings, (random) => random.normal());
  const { degreesOfFreedom } = settings;
  const scale = Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
  return simulatedQuantile(settings, (random) => scale * studentVariate(random, degreesOfFreedom));
};

class RunningSimulated implements RunningFigure {
  readonly warmUp: number;
  private readonly settings: Parametric;
  private readonly quantile: number;
  private readonly moments: RunningFold;

  constructor(settings: Parametric) {
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, settings.ddof + 1);
    this.quantile = standardQuantile(settings);
    this.moments = new RunningFold(momentsFold, settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { horizon, ddof, sign } = this.settings;
    const { input, summary } = this.moments;
    takeNumber(input, periodReturn);
    if (!this.moments.push()) return undefined;
    const deviation = deviationOf(summary, ddof);
    if (deviation === undefined) return undefined;
    return signed(horizon * meanOf(summary) + this.quantile * deviation, sign);
  }
}

const bootstrapQuantile = (returns: ArrayLike<number>, settings: Settings): number =>
  simulatedQuantile(settings, (random) => returns[random.integer(returns.length)] as number);

/**
 * Monte Carlo value at risk: the quantile of the sum of `horizon` returns over simulated paths, drawn from a normal or a
 * Student distribution with the mean and variance of the returns, or from the returns themselves (`bootstrap`).
 *
 * Draws are independent. A Student draw is scaled by √((ν − 2) / ν), so that its variance is that of the returns. Returns
 * add up over the horizon, which is exact for logarithmic ones.
 *
 * - Units: fraction of the account, for the horizon; a loss is positive.
 * - `undefined` for too few returns for a variance and before a window is full.
 * - Cost: O(horizon · paths) once. The running form of `normal` and `student` keeps the simulated quantile of standard
 *   returns: O(1) amortised. `bootstrap` has none, because every return changes every path.
 *
 * Source: Glasserman 2003, Monte Carlo Methods in Financial Engineering, section 9.1.
 *
 * @throws {DataError} a value cannot be used.
 * @throws {InvalidOptionsError} an option is missing or out of range, or a running `bootstrap` is asked for.
 * @example
 * ```ts
 * import { normalValueAtRiskMeasure, simulatedValueAtRiskMeasure } from '@sigmax/risk';
 * const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
 * const simulation = { model: 'normal', level: 0.95, horizon: 1, paths: 100_000, seed: 7 } as const;
 * const simulated = simulatedValueAtRiskMeasure.of(returns, simulation).value ?? 0;
 * const exact = normalValueAtRiskMeasure.of(returns, { level: 0.95 }).value ?? 0;
 * Math.abs(simulated - exact) < 0.001; // => true
 * ```
 */
export const simulatedValueAtRiskMeasure: SeriesMeasure<SimulatedValueAtRiskOptions> = defineSeriesMeasure({
  name: 'simulatedValueAtRiskMeasure',
  measure: 'simulated-value-at-risk',
  unit: 'fraction',
  schema,
  fixed: { horizonReturns: 'added' },
  compute: (returns, settings) => {
    const seen = inWindow(returns, settings.window);
    if (seen === undefined || seen.length === 0) return undefined;
    if (settings.model === 'bootstrap') return signed(bootstrapQuantile(seen, settings), settings.sign);
    const deviation = annualVolatility(seen, { periodsPerYear: 1, ddof: settings.ddof });
    if (deviation === undefined) return undefined;
    const mean = meanReturn(seen, { mean: 'arithmetic' }) as number;
    return signed(settings.horizon * mean + standardQuantile(settings) * deviation, settings.sign);
  },
  start: (settings) => {
    if (settings.model === 'bootstrap') {
      throw refuseRunning('simulatedValueAtRiskMeasure', "model 'bootstrap'", "Use model 'normal' or 'student'");
    }
    return new RunningSimulated(settings);
  },
});
