import { benchmarkBeta } from '@sigmax/core';
import { z } from 'zod';
import { definePairMeasure } from '../definition/define-pair-measure';
import { inWindow } from '../definition/in-window';
import type { PairMeasure } from '../definition/measured';
import { type BenchmarkMeasureOptions, pairShape } from './benchmark-options';
import { RunningBeta } from './running-beta';

/**
 * Beta: the slope of the account's returns on those of a benchmark, cov(r, b) / var(b).
 *
 * - Units: none. `undefined` for fewer than two periods, for a benchmark that does not move, and before a window is full.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Sharpe 1964.
 *
 * @throws {DataError} a return cannot be used, or the series differ in length.
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { betaMeasure } from '@sigmax/risk';
 * betaMeasure.of([0.02, -0.04, 0.06], [0.01, -0.02, 0.03], {}).value?.toFixed(6); // => '2.000000'
 * const running = betaMeasure({ window: 2 });
 * running.next(0.02, 0.01); // => undefined
 * running.next(-0.04, -0.02)?.toFixed(6); // => '2.000000'
 * ```
 */
export const betaMeasure: PairMeasure<BenchmarkMeasureOptions> = definePairMeasure({
  name: 'betaMeasure',
  measure: 'beta',
  unit: 'number',
  schema: z.strictObject(pairShape),
  fixed: { returns: 'given' },
  compute: (x, y, { window }) => {
    const returns = inWindow(x, window);
    const benchmark = inWindow(y, window);
    return returns && benchmark && benchmarkBeta(returns, benchmark);
  },
  start: ({ window }) => new RunningBeta(window),
});
