import { TrueRange } from './true-range';

/**
 * How far up and down movements carry the range, in percent of it, and the share of their difference in their sum.
 *
 * +DM is the rise of the high where that exceeds the fall of the low, else 0; −DM the reverse. Both and the true range are
 * sums with Wilder's smoothing `Sₜ = Sₜ₋₁ − Sₜ₋₁ / n + sₜ`, begun as in TA-Lib with `period − 1` movements.
 *
 * Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems".
 *
 * @module
 */
export class DirectionalMovement {
  plusDi = 0;
  minusDi = 0;
  /** 100 · |plusDi − minusDi| / (plusDi + minusDi), or 0 without movement. */
  index = 0;

  private readonly period: number;
  private readonly trueRange = new TrueRange();
  /** Bars after the first, up to `period`. */
  private count = -1;
  private previousHigh = 0;
  private previousLow = 0;
  private plus = 0;
  private minus = 0;
  private range = 0;

  constructor(period: number) {
    this.period = period;
  }

  /** Takes a bar and returns whether `period` bars have come before it, so that the three results are up to date. */
  add(high: number, low: number, close: number): boolean {
    const range = this.trueRange.next(high, low, close);
    const up = high - this.previousHigh;
    const down = this.previousLow - low;
    this.previousHigh = high;
    this.previousLow = low;
    if (this.count < this.period) this.count += 1;
    if (this.count === 0) return false;
    // Sums of the first period − 1 movements; from then on each sum gives up its n-th part for the newest.
    const kept = this.count < this.period ? 1 : 1 - 1 / this.period;
    this.plus = this.plus * kept + (up > down && up > 0 ? up : 0);
    this.minus = this.minus * kept + (down > up && down > 0 ? down : 0);
    this.range = this.range * kept + range;
    if (this.count < this.period) return false;
    this.plusDi = this.range > 0 ? 100 * Math.min(1, this.plus / this.range) : 0;
    this.minusDi = this.range > 0 ? 100 * Math.min(1, this.minus / this.range) : 0;
    const total = this.plusDi + this.minusDi;
    this.index = total > 0 ? 100 * (Math.abs(this.plusDi - this.minusDi) / total) : 0;
    return true;
  }
}
