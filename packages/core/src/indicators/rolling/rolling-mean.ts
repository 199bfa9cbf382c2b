/**
 * Mean of the last `period` numbers without a running subtraction, so that nothing drifts.
 *
 * The stream is cut into blocks of `period`. A window is the tail of the last full block and the head of the present
 * one: tail sums are made in one backward pass when a block ends, the head sum grows by one term per input, and nothing
 * is ever subtracted out. That is O(1) amortised, and the error is that of summing the window afresh. Terms are taken
 * relative to a member of the block, so that equal inputs give exactly that input.
 *
 * Source: M. van Herk 1992, "A fast algorithm for local minimum and maximum filters" (the block scheme).
 *
 * @module
 */
export class RollingMean {
  /** Below `filled`: inputs of the present block. From `filled` on: tail sums of the last block about `tailOrigin`. */
  private readonly block: Float64Array;
  private readonly period: number;
  private filled = 0;
  private isFull = false;
  private sum = 0;
  private origin = 0;
  private tailOrigin = 0;

  constructor(period: number) {
    this.period = period;
    this.block = new Float64Array(period);
  }

  next(value: number): number | undefined {
    const { block, period } = this;
    const index = this.filled;
    if (index === 0) {
      this.origin = value;
      this.sum = 0;
    } else {
      this.sum += value - this.origin;
    }
    block[index] = value;
    const count = index + 1;
    if (count === period) {
      this.startNextBlock();
      return this.origin + this.sum / period;
    }
    this.filled = count;
    if (!this.isFull) return undefined;
    const older = period - count;
    const total = this.sum + ((block[count] as number) + older * (this.tailOrigin - this.origin));
    return this.origin + total / period;
  }

  private startNextBlock(): void {
    const { block, period } = this;
    const origin = block[period - 1] as number;
    let sum = 0;
    for (let index = period - 1; index >= 0; index--) {
      sum += (block[index] as number) - origin;
      block[index] = sum;
    }
    this.tailOrigin = origin;
    this.filled = 0;
    this.isFull = true;
  }
}
