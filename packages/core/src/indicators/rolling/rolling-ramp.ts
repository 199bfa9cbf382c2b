/**
 * Plain and linearly weighted sum of the last `period` numbers by the block scheme of `RollingMean`.
 *
 * The weights are 1 for the oldest number to `period` for the newest. Both sums are of differences to `origin`, a member
 * of the window, so that a small slope on top of a large price keeps its digits.
 *
 * @module
 */
export class RollingRamp {
  /** What the two sums are relative to. */
  origin = 0;
  sum = 0;
  ramp = 0;

  /** Below `filled`: inputs of the present block. From `filled` on: tail sums of the last block. */
  private readonly block: Float64Array;
  private readonly tailRamps: Float64Array;
  private readonly period: number;
  private filled = 0;
  private isFull = false;
  private headSum = 0;
  private headRamp = 0;
  private tailOrigin = 0;

  constructor(period: number) {
    this.period = period;
    this.block = new Float64Array(period);
    this.tailRamps = new Float64Array(period);
  }

  /** Takes a number and returns whether the window is full, so that the three results are up to date. */
  add(value: number): boolean {
    const { block, period } = this;
    const index = this.filled;
    const count = index + 1;
    block[index] = value;
    if (index === 0) {
      this.origin = value;
      this.headSum = 0;
      this.headRamp = 0;
    } else {
      const difference = value - this.origin;
      this.headSum += difference;
      this.headRamp += count * difference;
    }
    if (count === period) {
      this.sum = this.headSum;
      this.ramp = this.headRamp;
      this.startNextBlock();
      return true;
    }
    this.filled = count;
    if (!this.isFull) return false;
    const older = period - count;
    const shift = this.tailOrigin - this.origin;
    const tailSum = (block[count] as number) + older * shift;
    const tailRamp = (this.tailRamps[count] as number) + ((older * (older + 1)) / 2) * shift;
    this.sum = this.headSum + tailSum;
    // The head stands behind `older` numbers, so each of its weights is that much larger.
    this.ramp = this.headRamp + older * this.headSum + tailRamp;
    return true;
  }

  private startNextBlock(): void {
    const { block, tailRamps, period } = this;
    const origin = block[period - 1] as number;
    let sum = 0;
    let ramp = 0;
    for (let index = period - 1; index >= 0; index--) {
      sum += (block[index] as number) - origin;
      ramp += sum; // One more number in front: weight 1 for it, and 1 more for each behind it.
      block[index] = sum;
      tailRamps[index] = ramp;
    }
    this.tailOrigin = origin;
    this.filled = 0;
    this.isFull = true;
  }
}
