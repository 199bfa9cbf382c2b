/** Where a condition begins and where it ends; the first is above the second. */
export interface Levels {
  readonly enter: number;
  readonly exit: number;
}

/**
 * A condition that begins when a value is above `enter` and ends when it is below `exit`, once it has held for
 * `minimumBars` bars. What lies between the two levels changes nothing, so that noise at a threshold does not flap.
 *
 * @module
 */
export class HeldCondition {
  isOn = false;
  private readonly levels: Levels;
  private readonly minimumBars: number;
  /** Bars that it has held. */
  private bars = 0;

  constructor(levels: Levels, minimumBars: number) {
    this.levels = levels;
    this.minimumBars = minimumBars;
  }

  begins(value: number): boolean {
    return value > this.levels.enter;
  }

  /** Takes the value of the next bar and returns whether it holds. An opposite that begins ends it at once. */
  next(value: number, hasOppositeBegun = false): boolean {
    if (!this.isOn) {
      this.isOn = this.begins(value);
      this.bars = 1;
    } else if (hasOppositeBegun || (this.bars >= this.minimumBars && value < this.levels.exit)) {
      this.isOn = false;
    } else {
      this.bars += 1;
    }
    return this.isOn;
  }
}
