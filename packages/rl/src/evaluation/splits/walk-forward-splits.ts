import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';

/** Decisions `from` to `to` − 1, and the bars `firstBar` to `endBar` − 1 that they read. */
export interface BarRange {
  readonly from: number;
  readonly to: number;
  readonly firstBar: number;
  readonly endBar: number;
}

export interface WalkForwardFold {
  readonly train: BarRange;
  /** For early stopping and choices of settings; `undefined` when there is none. */
  readonly validation: BarRange | undefined;
  /** Touched once. */
  readonly test: BarRange;
}

export interface WalkForwardOptions {
  /** Bars of the market. */
  readonly bars: number;
  /** Defaults to 4. */
  readonly folds?: number;
  /** `rolling`: training windows of one length; `anchored`: all begin at the first bar. Defaults to `rolling`. */
  readonly mode?: 'rolling' | 'anchored';
  /** Decisions of each test. Defaults to what fits when the first training window is twice as long. */
  readonly testBars?: number;
  /** Decisions of a rolling training window. Defaults to what the first fold leaves. */
  readonly trainBars?: number;
  /** Decisions between training and test that are neither. Defaults to 0: none. */
  readonly validationBars?: number;
  /** Bars that a feature reads, its own included: i − featureBars + 1 to i. Defaults to 1. */
  readonly featureBars?: number;
  /** Bars after decision i that its label or reward reads: to i + labelBars. Defaults to 1. */
  readonly labelBars?: number;
  /** Bars beyond, for dependence that outlives the labels. Defaults to 0. */
  readonly embargoBars?: number;
}

const count = z.int().positive();

const schema = z.strictObject({
  bars: count,
  folds: count.default(4),
  mode: z.enum(['rolling', 'anchored']).default('rolling'),
  testBars: count.optional(),
  trainBars: count.optional(),
  validationBars: z.int().min(0).default(0),
  featureBars: count.default(1),
  labelBars: count.default(1),
  embargoBars: z.int().min(0).default(0),
});

/**
 * Cuts a market into walk-forward folds: each trains on the past, may validate after it, and tests on what follows; tests stand
 * end to end and close the market.
 *
 * Purged and embargoed: between the last bar that a decision of one part reads (its label) and the first that a decision of the
 * next part reads (its features) lie at least `embargoBars` bars, so no bar is read from both sides. That costs
 * labelBars + featureBars − 1 + embargoBars decisions at each border.
 *
 * Source: López de Prado 2018, "Advances in financial machine learning", sections 7.4 and 12.2.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the market is too short (`TOO_FEW_BARS`).
 * @example
 * ```ts
 * import { walkForwardSplits } from '@sigmax/rl/evaluation';
 * const [first, second] = walkForwardSplits({ bars: 101, folds: 2, testBars: 20, featureBars: 5, embargoBars: 3 });
 * first?.test; // => { from: 60, to: 80, firstBar: 56, endBar: 81 }
 * first?.train; // => { from: 4, to: 52, firstBar: 0, endBar: 53 }
 * second?.train; // => { from: 24, to: 72, firstBar: 20, endBar: 73 }
 * ```
 */
export const walkForwardSplits = (options: WalkForwardOptions): WalkForwardFold[] => {
  const parsed = parseOptions(schema, options, 'walkForwardSplits');
  const { bars, folds, mode, validationBars, featureBars, labelBars, embargoBars } = parsed;
  const gap = labelBars + featureBars - 1 + embargoBars;
  const first = featureBars - 1;
  const end = bars - labelBars;
  const gaps = validationBars > 0 ? 2 * gap + validationBars : gap;
  const testBars = parsed.testBars ?? Math.floor((end - first - gaps) / (folds + 2));
  const trainEnd = end - folds * testBars - gaps;
  const trainBars = parsed.trainBars ?? trainEnd - first;
  if (!(testBars >= 1 && trainEnd - first >= Math.max(trainBars, 1))) {
    throw new InvalidOptionsError({
      code: 'TOO_FEW_BARS',
      message: `walkForwardSplits: ${bars} bars leave ${Math.max(trainEnd - first, 0)} decisions to train on before ${folds} tests of ${Math.max(testBars, 0)}.`,
      remedy: 'Give more bars, or fewer or shorter folds.',
      context: { bars, folds, testBars, trainBars: parsed.trainBars, gap },
    });
  }
  const range = (from: number, to: number): BarRange => ({ from, to, firstBar: from - first, endBar: to + labelBars });
  return Array.from({ length: folds }, (_, fold) => {
    const testFrom = end - (folds - fold) * testBars;
    const validationTo = testFrom - gap;
    const trainTo = validationBars > 0 ? validationTo - validationBars - gap : validationTo;
    return {
      train: range(mode === 'anchored' ? first : trainTo - trainBars, trainTo),
      validation: validationBars > 0 ? range(validationTo - validationBars, validationTo) : undefined,
      test: range(testFrom, testFrom + testBars),
    };
  });
};
