/**
 * Variances and covariance of the last `period` pairs of numbers by the block scheme of `RollingMoments`.
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque 1979, eq. 2.1, and its form for products.
 *
 * @module
 */
export class RollingComoments {
  /** Population variances and covariance of the window. */
  varianceX = 0;
  varianceY = 0;
  covariance = 0;

  private readonly period: number;
  /** Inputs of the present block. */
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  /** Of each tail of the last block: means relative to its last pair, and sums about them. */
  private readonly tails: readonly Sums[];
  private readonly head: Sums = emptySums();
  private filled = 0;
  private isFull = false;
  private originX = 0;
  private originY = 0;
  private tailOriginX = 0;
  private tailOriginY = 0;

  constructor(period: number) {
    this.period = period;
    this.x = new Float64Array(period);
    this.y = new Float64Array(period);
    this.tails = Array.from({ length: period }, emptySums);
  }

  /** Takes a pair and returns whether the window is full, so that the three results are up to date. */
  add(x: number, y: number): boolean {
    const { period, head } = this;
    const index = this.filled;
    const count = index + 1;
    this.x[index] = x;
    this.y[index] = y;
    if (index === 0) {
      this.originX = x;
      this.originY = y;
      Object.assign(head, emptySums());
    }
    include(head, x - this.originX, y - this.originY, count);
    if (count === period) {
      this.varianceX = head.xx / period;
      this.varianceY = head.yy / period;
      this.covariance = head.xy / period;
      this.startNextBlock();
      return true;
    }
    this.filled = count;
    if (!this.isFull) return false;
    const tail = this.tails[count] as Sums;
    const gapX = tail.meanX + (this.tailOriginX - this.originX) - head.meanX;
    const gapY = tail.meanY + (this.tailOriginY - this.originY) - head.meanY;
    const weight = ((period - count) / period) * count;
    this.varianceX = (head.xx + tail.xx + gapX * gapX * weight) / period;
    this.varianceY = (head.yy + tail.yy + gapY * gapY * weight) / period;
    this.covariance = (head.xy + tail.xy + gapX * gapY * weight) / period;
    return true;
  }

  private startNextBlock(): void {
    const { period, x, y, tails } = this;
    this.tailOriginX = x[period - 1] as number;
    this.tailOriginY = y[period - 1] as number;
    const sums = emptySums();
    for (let index = period - 1; index >= 0; index--) {
      include(sums, (x[index] as number) - this.tailOriginX, (y[index] as number) - this.tailOriginY, period - index);
      Object.assign(tails[index] as Sums, sums);
    }
    this.filled = 0;
    this.isFull = true;
  }
}

interface Sums {
  meanX: number;
  meanY: number;
  xx: number;
  yy: number;
  xy: number;
}

const emptySums = (): Sums => ({ meanX: 0, meanY: 0, xx: 0, yy: 0, xy: 0 });

/** Adds a pair to sums that then hold `count` of them. */
const include = (sums: Sums, x: number, y: number, count: number): void => {
  const stepX = x - sums.meanX;
  const stepY = y - sums.meanY;
  sums.meanX += stepX / count;
  sums.meanY += stepY / count;
  sums.xx += stepX * (x - sums.meanX);
  sums.yy += stepY * (y - sums.meanY);
  sums.xy += stepX * (y - sums.meanY);
};
