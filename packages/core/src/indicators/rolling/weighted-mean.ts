import { RollingRamp } from './rolling-ramp';

/**
 * Linearly weighted mean of the last `period` numbers: weight 1 for the oldest to `period` for the newest.
 *
 * @module
 */
export class WeightedMean {
  private readonly window: RollingRamp;
  private readonly weights: number;

  constructor(period: number) {
    this.window = new RollingRamp(period);
    this.weights = (period * (period + 1)) / 2;
  }

  next(value: number, otherwise?: number): number | undefined {
    const { window } = this;
    return window.add(value) ? window.origin + window.ramp / this.weights : otherwise;
  }
}
