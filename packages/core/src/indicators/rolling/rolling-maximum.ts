/**
 * Largest of the last `period` numbers in three comparisons per number, whatever the period.
 *
 * A window is the tail of the last full block of `period` numbers and the head of the present one; the largest of each
 * tail is found in one backward pass when a block ends.
 *
 * Source: M. van Herk 1992, "A fast algorithm for local minimum and maximum filters".
 *
 * @module
 */
export class RollingMaximum {
  /** Below `filled`: inputs of the present block. From `filled` on: maxima of the tails of the last block. */
  private readonly block: Float64Array;
  private readonly period: number;
  private filled = 0;
  private isFull = false;
  private head = 0;

  constructor(period: number) {
    this.period = period;
    this.block = new Float64Array(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    const { block, period } = this;
    const index = this.filled;
    const head = index === 0 ? value : Math.max(value, this.head);
    this.head = head;
    block[index] = value;
    const count = index + 1;
    if (count === period) {
      this.startNextBlock();
      return head;
    }
    this.filled = count;
    if (!this.isFull) return otherwise;
    return Math.max(block[count] as number, head);
  }

  private startNextBlock(): void {
    const { block, period } = this;
    for (let index = period - 2; index >= 0; index--) {
      block[index] = Math.max(block[index] as number, block[index + 1] as number);
    }
    this.filled = 0;
    this.isFull = true;
  }
}
