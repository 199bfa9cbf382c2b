/**
 * Klinger's volume force: volume, up or down with the trend of the typical price, the more the farther the range of a bar is
 * from half of what the trend has gone through.
 *
 * The trend turns with `high + low + close`; without a change it stays. With the range `d = high − low` and its sum c since
 * the trend turned, which begins with the range before the turn, the force is `±100 · volume · |2·d / c − 1|`; 0 without
 * any range.
 *
 * Source: S. J. Klinger 1997, "Identifying Trends with Volume Analysis", in the form of S. B. Achelis 2000.
 *
 * @module
 */
export class VolumeForce {
  private trend = 0;
  private way = 0;
  private previousSum = 0;
  private previousRange = 0;
  private hasPrevious = false;

  /** Takes a bar and returns its force, from the second bar on. */
  next(high: number, low: number, close: number, volume: number): number | undefined {
    const { previousSum, previousRange } = this;
    const sum = high + low + close;
    const range = high - low;
    this.previousSum = sum;
    this.previousRange = range;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return undefined;
    }
    const trend = sum > previousSum ? 1 : sum < previousSum ? -1 : this.trend;
    if (trend !== this.trend) this.way = previousRange;
    this.trend = trend;
    this.way += range;
    const share = Math.abs((2 * range) / this.way - 1);
    // Ranges of bars are at most the way; anything else is no bar.
    return share <= 1 ? 100 * trend * volume * share : 0;
  }
}
