import { DataError } from '@sigmax/core';
import { isUsable, unusable } from './require-usable';
import type { InputSettings } from './returns-of';

/**
 * Turns values into returns one by one, as `returnsOf` does for a series. `take` says whether the value made a return,
 * which `latest` then holds.
 */
export class RunningReturns {
  latest = 0;
  private readonly name: string;
  private readonly settings: InputSettings;
  private price = Number.NaN;
  private isRuined = false;

  constructor(name: string, settings: InputSettings) {
    this.name = name;
    this.settings = settings;
  }

  take(value: number): boolean {
    if (Number.isNaN(value)) return this.takeGap(value);
    if (!isUsable(value)) throw unusable(this.name, 'value', value);
    const { returns } = this.settings;
    if (returns === 'given') {
      this.latest = value;
      return true;
    }
    if (returns === 'log' && !(value > 0)) throw this.notPositive(value);
    const before = this.price;
    this.price = value;
    if (Number.isNaN(before)) return false;
    this.latest = returns === 'log' ? Math.log(value) - Math.log(before) : this.simple(before, value);
    return true;
  }

  private takeGap(value: number): boolean {
    const { returns, missing } = this.settings;
    if (missing === 'refuse') throw unusable(this.name, 'value', value);
    if (missing === 'drop') return false;
    if (returns === 'given') return this.take(0);
    // A gap before the first price cannot be filled.
    return Number.isNaN(this.price) ? false : this.take(this.price);
  }

  /** A price of 0 or below is ruin: −1 once, and 0 from then on, as core reads it. */
  private simple(before: number, after: number): number {
    this.isRuined ||= !(before > 0);
    if (this.isRuined) return 0;
    return after > 0 ? after / before - 1 : -1;
  }

  private notPositive(value: number): DataError {
    return new DataError({
      code: 'NOT_POSITIVE',
      message: `${this.name}: value was ${value}.`,
      remedy: "A logarithm needs prices above 0; returns: 'simple' reads a price of 0 as ruin.",
      context: { what: this.name, value },
    });
  }
}
