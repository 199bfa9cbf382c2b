/**
 * Mean of the last `period` numbers without a running subtraction, so that nothing drifts.
 *
 * The stream is cut into blocks of `period`. A window is the tail of the last full block and the head of the present
 * one: tail sums are made in one backward pass when a block ends, the head sum grows by one term per input, and nothing
 * is ever subtracted out. That is O(1) amortised, and the error is that of summing the window afresh. Terms are taken
 * relative to the last number of the last full block, a member of the window, so that equal inputs give exactly that
 * input.
 *
 * Source: M. van Herk 1992, "A fast algorithm for local minimum and maximum filters" (the block scheme).
 *
 * @module
 */
export class RollingMean {
  /** Below `filled`: inputs of the present block. From `filled` on: tail sums of the last block. */
  private readonly block: Float64Array;
  private readonly period: number;
  private filled = 0;
  private isFull = false;
  private sum = 0;
  /** What the sums are relative to. */
  private origin = 0;

  constructor(period: number) {
    this.period = period;
    this.block = new Float64Array(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    const { block, period, isFull } = this;
    const index = this.filled;
    const count = index + 1;
    block[index] = value;
    if (count === period) {
      // Read from fields, whose numbers V8 knows as such; what a call returns it would keep as an object.
      this.startNextBlock();
      return this.origin + (block[0] as number) / period;
    }
    if (isFull === false && index === 0) this.origin = value;
    this.filled = count;
    const { origin } = this;
    const sum = this.sum + (value - origin);
    this.sum = sum;
    return isFull === true ? origin + (sum + (block[count] as number)) / period : otherwise;
  }

  private startNextBlock(): void {
    const { block, period } = this;
    this.origin = block[period - 1] as number;
    this.sumTails(block, 0);
    this.sum = 0;
    this.filled = 0;
    this.isFull = true;
  }

  /** Sums the tails of the block that begins at `start`, relative to its last number, and returns the sum of all of it. */
  private sumTails(values: Float64Array, start: number): number {
    const { block: tails, period } = this;
    const origin = values[start + period - 1] as number;
    let sum = 0;
    for (let index = period - 1; index >= 0; index--) {
      sum += (values[start + index] as number) - origin;
      tails[index] = sum;
    }
    return sum;
  }

  /** Puts the mean of every full window of `values` into `means`, as `next` would return it; for a fresh instance. */
  fill(values: Float64Array, means: Float64Array): void {
    const { block: tails, period } = this;
    for (let start = 0; start < values.length; start += period) {
      const last = start + period - 1;
      if (start > 0) {
        const origin = values[start - 1] as number;
        const end = Math.min(last, values.length);
        let sum = 0;
        for (let index = start; index < end; index++) {
          sum += (values[index] as number) - origin;
          means[index] = origin + (sum + (tails[index - start + 1] as number)) / period;
        }
      }
      if (last < values.length) means[last] = (values[last] as number) + this.sumTails(values, start) / period;
    }
  }
}
