import { ExponentialMean } from './exponential-mean';

/**
 * A fast minus a slow exponential mean in percent of the slow one, and the exponential mean of that.
 *
 * @module
 */
export class PercentageOscillator {
  value = 0;
  signal = 0;
  private readonly fast: ExponentialMean;
  private readonly slow: ExponentialMean;
  private readonly mean: ExponentialMean;

  constructor(fast: number, slow: number, signal: number) {
    this.fast = new ExponentialMean(fast, 2 / (fast + 1));
    this.slow = new ExponentialMean(slow, 2 / (slow + 1));
    this.mean = new ExponentialMean(signal, 2 / (signal + 1));
  }

  /** Takes a number and returns whether both results are known. A quotient by 0 is passed over. */
  add(number: number): boolean {
    const fast = this.fast.next(number);
    const slow = this.slow.next(number);
    if (fast === undefined || slow === undefined) return false;
    const value = 100 * ((fast - slow) / slow);
    // Beyond this a step of the mean could overflow.
    if (!(Math.abs(value) <= 1e300)) return false;
    const signal = this.mean.next(value);
    if (signal === undefined) return false;
    this.value = value;
    this.signal = signal;
    return true;
  }
}
