/**
 * The largest of high − low, |high − previous close| and |low − previous close|; high − low for the first bar.
 *
 * Source: J. W. Wilder 1978, "New Concepts in Technical Trading Systems".
 *
 * @module
 */
export class TrueRange {
  private previousClose = 0;
  private hasPrevious = false;

  next(high: number, low: number, close: number): number {
    const previous = this.previousClose;
    this.previousClose = close;
    if (!this.hasPrevious) {
      this.hasPrevious = true;
      return high - low;
    }
    return Math.max(high - low, Math.abs(high - previous), Math.abs(low - previous));
  }
}
