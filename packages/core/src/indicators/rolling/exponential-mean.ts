/**
 * Exponentially weighted mean, started from the plain mean of the first `period` numbers.
 *
 * Equal inputs give exactly that input: the start is summed relative to the first number, and a step moves the mean by a
 * share of its distance to the input.
 *
 * @module
 */
export class ExponentialMean {
  private readonly period: number;
  /** Share of a new input. */
  readonly weight: number;
  private count = 0;
  private origin = 0;
  /** Until `period` numbers have come, their sum relative to `origin`; then the mean. */
  value = 0;

  /** `weight` is the share of a new input: 2 / (period + 1) for an EMA, 1 / period for Wilder's smoothing. */
  constructor(period: number, weight: number) {
    this.period = period;
    this.weight = weight;
  }

  next(value: number, otherwise?: number): number | undefined {
    if (this.count === this.period) {
      this.value += this.weight * (value - this.value);
      return this.value;
    }
    if (this.count === 0) this.origin = value;
    this.value += value - this.origin;
    this.count += 1;
    if (this.count < this.period) return otherwise;
    this.value = this.origin + this.value / this.period;
    return this.value;
  }

  /**
   * Puts the mean after each of `values` into `means`, at the same place and as `next` would return it; for a fresh instance
   * and at least `period` values. The two arrays may be one.
   */
  fill(values: Float64Array, means: Float64Array): void {
    const { weight, period } = this;
    let mean = 0;
    for (let index = 0; index < period; index++) mean = this.next(values[index] as number) ?? 0;
    means[period - 1] = mean;
    for (let index = period; index < values.length; index++) {
      mean += weight * ((values[index] as number) - mean);
      means[index] = mean;
    }
  }
}
