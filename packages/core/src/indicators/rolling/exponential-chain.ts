import { ExponentialMean } from './exponential-mean';

/**
 * Exponential means of one period, each of the one before it.
 *
 * A mean starts when the one before it has given `period` values, so the last of `count` starts with input
 * `count · (period − 1) + 1`.
 *
 * @module
 */
export class ExponentialChain {
  /** The newest value of each mean, in order. */
  readonly means: Float64Array;
  private readonly stages: readonly ExponentialMean[];

  constructor(count: number, period: number) {
    this.means = new Float64Array(count);
    this.stages = Array.from({ length: count }, () => new ExponentialMean(period, 2 / (period + 1)));
  }

  /** Takes a number and returns whether all means have started, so that `means` is up to date. */
  add(value: number): boolean {
    const { means, stages } = this;
    let input = value;
    for (let stage = 0; stage < stages.length; stage++) {
      const mean = (stages[stage] as ExponentialMean).next(input);
      if (mean === undefined) return false;
      means[stage] = mean;
      input = mean;
    }
    return true;
  }
}
