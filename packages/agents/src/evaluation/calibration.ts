import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Forecast } from './forecasts';

/** A probability that was said, and whether it came so. */
export interface ProbabilityOutcome {
  readonly probability: number;
  readonly outcome: boolean;
}

/** Forecasts of like probability. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of what was said; `undefined` for an empty bin. */
  readonly said: number | undefined;
  /** Part that came so. */
  readonly came: number | undefined;
  /** 95 % interval of `came`, by Wilson's score. */
  readonly interval: readonly [number, number] | undefined;
}

export interface Calibration {
  readonly count: number;
  /** Σ (p − o)² / n; 0 is perfect, 0.25 is who always says one half. */
  readonly brier: number;
  /** Σ (bin count / n) × |said − came|. */
  readonly expectedCalibrationError: number;
  /** The largest |said − came| of a bin. */
  readonly maximumCalibrationError: number;
  /** Brier = reliability − resolution + uncertainty, of forecasts rounded to the mean of their bin. */
  readonly reliability: number;
  readonly resolution: number;
  readonly uncertainty: number;
  readonly bins: readonly ReliabilityBin[];
  toString(): string;
}

const schema = z.strictObject({ bins: z.int().min(1).max(1_000).default(10) });

/** z of 95 %. */
const normal = 1.959963984540054;

/** Interval of a part. Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference". */
export const wilsonInterval = (successes: number, count: number): readonly [number, number] => {
  const part = successes / count;
  const square = (normal * normal) / count;
  const centre = (part + square / 2) / (1 + square);
  const half = (normal * Math.sqrt((part * (1 - part)) / count + square / (4 * count))) / (1 + square);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
};

/**
 * Measures how far probabilities that were said are what came: Brier score with its three parts, expected and largest calibration
 * error, and the bins of a reliability diagram.
 *
 * - Shapes: `bins` of equal width over 0…1; 1 belongs to the last. Cost: O(n).
 * - Source: Brier 1950; Murphy 1973, "A new vector partition of the probability score"; Naeini et al. 2015 (ECE).
 *
 * @throws {InvalidOptionsError} there are no forecasts, or a probability is outside 0…1.
 * @example
 * ```ts
 * import { calibrationOf } from '@sigmax/agents/evaluation';
 * const said = [0.9, 0.9, 0.9, 0.9].map((probability, place) => ({ probability, outcome: place < 3 }));
 * const { brier, expectedCalibrationError } = calibrationOf(said);
 * brier.toFixed(4); // => '0.2100'
 * expectedCalibrationError.toFixed(4); // => '0.1500'
 * ```
 */
export const calibrationOf = (
  forecasts: readonly ProbabilityOutcome[],
  options: { readonly bins?: number | undefined } = {},
): Calibration => {
  const { bins: binCount } = parseOptions(schema, options, 'calibrationOf');
  const wrong = forecasts.find(({ probability }) => !(probability >= 0 && probability <= 1));
  if (forecasts.length === 0 || wrong !== undefined) {
    const problem = wrong === undefined ? 'there are no forecasts' : `a probability was ${wrong.probability}`;
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `calibrationOf: ${problem}.`,
      remedy: 'Give forecasts with probabilities from 0 to 1.',
    });
  }
  const count = forecasts.length;
  const sums = Array.from({ length: binCount }, () => ({ count: 0, said: 0, came: 0 }));
  let squares = 0;
  let cameInAll = 0;
  for (const { probability, outcome } of forecasts) {
    const bin = sums[Math.min(binCount - 1, Math.floor(probability * binCount))] as (typeof sums)[number];
    bin.count += 1;
    bin.said += probability;
    bin.came += outcome ? 1 : 0;
    squares += (probability - (outcome ? 1 : 0)) ** 2;
    cameInAll += outcome ? 1 : 0;
  }
  const base = cameInAll / count;
  let [error, worst, reliability, resolution] = [0, 0, 0, 0];
  const bins = sums.map((bin, place): ReliabilityBin => {
    const [from, to] = [place / binCount, (place + 1) / binCount];
    if (bin.count === 0) return { from, to, count: 0, said: undefined, came: undefined, interval: undefined };
    const [said, came] = [bin.said / bin.count, bin.came / bin.count];
    const share = bin.count / count;
    error += share * Math.abs(said - came);
    worst = Math.max(worst, Math.abs(said - came));
    reliability += share * (said - came) ** 2;
    resolution += share * (came - base) ** 2;
    return { from, to, count: bin.count, said, came, interval: wilsonInterval(bin.came, bin.count) };
  });
  const result = {
    count,
    brier: squares / count,
    expectedCalibrationError: error,
    maximumCalibrationError: worst,
    reliability,
    resolution,
    uncertainty: base * (1 - base),
    bins,
  };
  const lines = bins
    .filter((bin) => bin.count > 0)
    .map(({ from, to, count: inBin, said = 0, came = 0, interval = [0, 1] }) => {
      const range = interval.map((bound) => bound.toFixed(2)).join('–');
      return `${from.toFixed(2)}–${to.toFixed(2)}  n ${inBin}  said ${said.toFixed(3)}  came ${came.toFixed(3)}  (${range})`;
    });
  const head = `n ${count}  Brier ${result.brier.toFixed(4)}  ECE ${error.toFixed(4)}  largest ${worst.toFixed(4)}`;
  return { ...result, toString: () => [head, ...lines].join('\n') };
};

/**
 * What the confidence of an agent says about its direction: probability = (1 + confidence) / 2, outcome: the sign of its score was that of
 * the return. Abstentions, neutral scores and moments without a move say nothing.
 *
 * @example
 * ```ts
 * import { directionOutcomes } from '@sigmax/agents/evaluation';
 * const forecast = { timeMs: 0, instrumentId: 'demo:BTC/USDT', signal: 0.3, score: 0.5, confidence: 0.6, isAbstention: false, forwardReturn: -0.01 };
 * directionOutcomes([forecast]); // => [{ probability: 0.8, outcome: false }]
 * ```
 */
export const directionOutcomes = (forecasts: readonly Forecast[]): readonly ProbabilityOutcome[] =>
  forecasts
    .filter(({ isAbstention, score, forwardReturn }) => !isAbstention && score !== 0 && forwardReturn !== 0)
    .map(({ score, confidence, forwardReturn }) => ({
      probability: (1 + confidence) / 2,
      outcome: Math.sign(score) === Math.sign(forwardReturn),
    }));
