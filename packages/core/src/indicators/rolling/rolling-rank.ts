/**
 * What percentage of the last `period` numbers before the newest were smaller than it.
 *
 * Costs `period` comparisons per number.
 *
 * @module
 */
export class RollingRank {
  private readonly past: Float64Array;
  private position = 0;
  private isFull = false;

  constructor(period: number) {
    this.past = new Float64Array(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    const { past, position, isFull } = this;
    let smaller = 0;
    for (let index = 0; index < past.length; index++) if ((past[index] as number) < value) smaller += 1;
    past[position] = value;
    this.position = position + 1 === past.length ? 0 : position + 1;
    if (this.position === 0) this.isFull = true;
    return isFull ? (100 * smaller) / past.length : otherwise;
  }
}
