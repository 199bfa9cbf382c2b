/**
 * A rolling result over inputs of which some are unknown: it is unknown while one of these is in the window.
 *
 * @module
 */
export class Gapped {
  private readonly window: { next(value: number, otherwise?: number): number | undefined };
  private readonly period: number;
  /** Known inputs to come until the window holds no unknown one. */
  private missing = 0;

  constructor(window: { next(value: number, otherwise?: number): number | undefined }, period: number) {
    this.window = window;
    this.period = period;
  }

  next(value: number | undefined, otherwise?: number): number | undefined {
    if (value === undefined) this.missing = this.period;
    else if (this.missing > 0) this.missing -= 1;
    const result = this.window.next(value ?? 0, otherwise);
    return this.missing > 0 ? otherwise : result;
  }
}
