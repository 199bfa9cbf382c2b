import { ExponentialMean } from './exponential-mean';

/**
 * The share of gains in all changes, from 0 to 100, after Wilder's smoothing; 50 where nothing has changed.
 *
 * @module
 */
export class RelativeStrength {
  private readonly period: number;
  private readonly gains: ExponentialMean;
  private readonly losses: ExponentialMean;
  private previous = 0;
  private hasPrevious = false;

  constructor(period: number) {
    this.period = period;
    this.gains = new ExponentialMean(period, 1 / period);
    this.losses = new ExponentialMean(period, 1 / period);
  }

  /** Takes a price and returns the strength, from the one after the first `period` on. */
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
    const total = gain + loss;
    return total > 0 ? (100 * gain) / total : 50;
  }

  /** Puts the strength after each price into `strengths`, as `next` would return it; for a fresh instance. */
  fill(prices: Float64Array, strengths: Float64Array): void {
    const { period } = this;
    for (let index = 0; index <= period; index++) strengths[index] = this.next(prices[index] as number) ?? 0;
    // The two means in local variables, which cost less than fields.
    const weight = 1 / period;
    let gain = this.gains.value;
    let loss = this.losses.value;
    let previous = prices[period] as number;
    for (let index = period + 1; index < prices.length; index++) {
      const price = prices[index] as number;
      const change = price - previous;
      previous = price;
      gain += weight * ((change > 0 ? change : 0) - gain);
      loss += weight * ((change < 0 ? -change : 0) - loss);
      const total = gain + loss;
      strengths[index] = total > 0 ? (100 * gain) / total : 50;
    }
  }
}
