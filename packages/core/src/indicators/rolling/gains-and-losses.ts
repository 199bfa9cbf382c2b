import { RollingMean } from './rolling-mean';

/**
 * Gains minus losses over gains plus losses, of the last `period` changes: from −1 to 1, and 0 where nothing has changed.
 *
 * Source: T. S. Chande, S. Kroll 1994, "The New Technical Trader".
 *
 * @module
 */
export class GainsAndLosses {
  private readonly period: number;
  private readonly gains: RollingMean;
  private readonly losses: RollingMean;
  private previous = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.period = period;
    this.gains = new RollingMean(period);
    this.losses = new RollingMean(period);
  }

  /** Takes a price and returns the balance, from the one after the first `period` on. */
  next(price: number, otherwise?: number): number | undefined {
    const change = price - this.previous;
    this.previous = price;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return otherwise;
    }
    const gain = this.gains.next(change > 0 ? change : 0);
    const loss = this.losses.next(change < 0 ? -change : 0);
    if (gain === undefined || loss === undefined) return otherwise;
    const gained = gain * this.period;
    const lost = loss * this.period;
    const total = gained + lost;
    // Means of numbers ≥ 0 can round to just below 0.
    return total > 0 ? Math.max(-1, Math.min(1, (gained - lost) / total)) : 0;
  }
}
