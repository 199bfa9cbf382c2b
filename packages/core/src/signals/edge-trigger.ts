/**
 * Says when a value has gone above a threshold, and not again until it has been at or below `rearmShare` of it.
 *
 * A value that is not known changes nothing.
 */
export class EdgeTrigger {
  private readonly threshold: number;
  private readonly rearmAt: number;
  private isArmed = true;

  constructor(threshold: number, rearmShare: number) {
    this.threshold = threshold;
    this.rearmAt = threshold * rearmShare;
  }

  fires(value: number | undefined): boolean {
    if (value === undefined) return false;
    if (value <= this.rearmAt) this.isArmed = true;
    const isFired = this.isArmed && value > this.threshold;
    if (isFired) this.isArmed = false;
    return isFired;
  }
}

/** How far a value is beyond its threshold, as a share of itself: 0 at the threshold, 0.5 at twice that, never 1. */
export const confidenceBeyond = (value: number, threshold: number): number => 1 - threshold / value;
