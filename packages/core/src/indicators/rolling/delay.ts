/**
 * Gives each number back `period` inputs later.
 *
 * @module
 */
export class Delay {
  private readonly past: Float64Array;
  private position = 0;
  private isFull = false;

  constructor(period: number) {
    this.past = new Float64Array(period);
  }

  /** Takes a number and returns the one that came `period` inputs before it; with a period of 0 that is itself. */
  next(value: number): number | undefined {
    const { past, position } = this;
    if (past.length === 0) return value;
    const old = this.isFull ? past[position] : undefined;
    past[position] = value;
    if (position + 1 === past.length) {
      this.position = 0;
      this.isFull = true;
    } else {
      this.position = position + 1;
    }
    return old;
  }
}
