/**
 * Mean and variance of the last `period` numbers by the block scheme of `RollingMean`.
 *
 * Head and tail each keep a mean and a sum of squared deviations, relative to a member of their own, and are merged;
 * all terms are ≥ 0 and nothing is subtracted out, so a small variance on top of a large price keeps its digits and
 * equal inputs have a variance of exactly 0.
 *
 * Source: B. P. Welford 1962 (one more number); T. F. Chan, G. H. Golub, R. J. LeVeque 1979, eq. 2.1 (the merge).
 *
 * @module
 */
export class RollingMoments {
  /** Reference of `mean`: the mean of the window is `origin + mean`. */
  origin = 0;
  mean = 0;
  /** Population variance of the window. */
  variance = 0;

  /** Below `filled`: inputs of the present block. From `filled` on: tail means of the last block. */
  private readonly block: Float64Array;
  private readonly tailSquares: Float64Array;
  private readonly period: number;
  private filled = 0;
  private isFull = false;
  private headMean = 0;
  private headSquares = 0;
  private tailOrigin = 0;

  constructor(period: number) {
    this.period = period;
    this.block = new Float64Array(period);
    this.tailSquares = new Float64Array(period);
  }

  /** Takes a number and returns whether the window is full, so that the three results are up to date. */
  add(value: number): boolean {
    const { block, period } = this;
    const index = this.filled;
    const count = index + 1;
    block[index] = value;
    if (index === 0) {
      this.origin = value;
      this.headMean = 0;
      this.headSquares = 0;
    } else {
      const difference = value - this.origin;
      const step = difference - this.headMean;
      this.headMean += step / count;
      this.headSquares += step * (difference - this.headMean);
    }
    if (count === period) {
      this.mean = this.headMean;
      this.variance = this.headSquares / period;
      this.startNextBlock();
      return true;
    }
    this.filled = count;
    if (!this.isFull) return false;
    const older = period - count;
    const gap = (block[count] as number) + (this.tailOrigin - this.origin) - this.headMean;
    const share = (gap * older) / period;
    this.mean = this.headMean + share;
    this.variance = (this.headSquares + (this.tailSquares[count] as number) + gap * share * count) / period;
    return true;
  }

  private startNextBlock(): void {
    this.tailOrigin = this.block[this.period - 1] as number;
    this.fillTails(this.block, 0);
    this.filled = 0;
    this.isFull = true;
  }

  /** Puts mean and variance of every full window of `values` into two arrays, as `add` would; for a fresh instance. */
  fill(values: Float64Array, means: Float64Array, variances: Float64Array): void {
    const { block: tails, tailSquares, period } = this;
    for (let start = 0; start < values.length; start += period) {
      const origin = values[start] as number;
      const shift = start === 0 ? 0 : (values[start - 1] as number) - origin;
      const end = Math.min(start + period, values.length);
      let mean = 0;
      let squares = 0;
      for (let index = start; index < end; index++) {
        const count = index - start + 1;
        const difference = (values[index] as number) - origin;
        const step = difference - mean;
        mean += step / count;
        squares += step * (difference - mean);
        if (count === period) {
          means[index] = origin + mean;
          variances[index] = squares / period;
        } else if (start > 0) {
          const gap = (tails[count] as number) + shift - mean;
          const share = (gap * (period - count)) / period;
          means[index] = origin + (mean + share);
          variances[index] = (squares + (tailSquares[count] as number) + gap * share * count) / period;
        }
      }
      if (end === start + period) this.fillTails(values, start);
    }
  }

  /** Means and squares of the tails of the block that begins at `start`, about its last number. */
  private fillTails(values: Float64Array, start: number): void {
    const { block: tails, tailSquares, period } = this;
    const origin = values[start + period - 1] as number;
    let mean = 0;
    let squares = 0;
    for (let index = period - 1; index >= 0; index--) {
      const difference = (values[start + index] as number) - origin;
      const step = difference - mean;
      mean += step / (period - index);
      squares += step * (difference - mean);
      tails[index] = mean;
      tailSquares[index] = squares;
    }
  }
}
