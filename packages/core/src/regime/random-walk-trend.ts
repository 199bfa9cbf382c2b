import { RollingMoments } from '../indicators/rolling/rolling-moments';
import { RollingRamp } from '../indicators/rolling/rolling-ramp';

/**
 * How many standard errors the least-squares slope of the last `period` log prices is from 0, where prices are a random walk.
 *
 * `t = b / (s √(6 (n² + 1) / (5 n (n² − 1))))`: b is the slope, s the deviation of the n − 1 returns about their mean, divisor
 * n − 2. The textbook t of a regression takes the distances from the line for independent; in a random walk they are not, and
 * at n = 48 it is beyond ±2 in 4 of 5 windows that have no trend. Under normal returns this one is in 1 of 20.
 *
 * Source: the slope of a random walk is Σ r_j (j − 1)(n − j + 1) / 2 over n (n² − 1) / 12, whose variance is the above; its limit
 * 6 σ² / (5 n) is in S. N. Durlauf, P. C. B. Phillips 1988, "Trends versus random walks in time series analysis".
 *
 * @module
 */
export class RandomWalkTrend {
  private readonly period: number;
  private readonly prices: RollingRamp;
  private readonly returns: RollingMoments;
  /** The standard error of the slope for returns of population deviation 1. */
  private readonly unitError: number;
  private slope = 0;
  private error = 0;

  constructor(period: number) {
    const n = period;
    this.period = period;
    this.prices = new RollingRamp(n);
    this.returns = new RollingMoments(n - 1);
    this.unitError = Math.sqrt((((n - 1) / (n - 2)) * 6 * (n * n + 1)) / (5 * n * (n * n - 1)));
  }

  /** Takes the first log price. */
  start(logPrice: number): void {
    this.prices.add(logPrice);
  }

  /** Takes a log price and its distance from the one before. */
  add(logPrice: number, change: number): void {
    const { period, prices, returns } = this;
    returns.add(change);
    if (!prices.add(logPrice)) return;
    this.slope = (12 * prices.ramp - 6 * (period + 1) * prices.sum) / (period * (period * period - 1));
    this.error = Math.sqrt(returns.variance) * this.unitError;
  }

  /** The statistic of the present window, between ±`largest`: prices that rise evenly have no error to divide by. */
  value(largest: number): number {
    const { slope, error } = this;
    if (slope === 0) return 0;
    return Math.max(-largest, Math.min(largest, slope / error));
  }
}
