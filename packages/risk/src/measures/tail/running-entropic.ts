import { entropicValueAtRisk } from '@sigmax/core';
import type { RunningFigure } from '../definition/define-series-measure';

/**
 * The entropic value at risk of the last `window` returns. It does not depend on their order, so the ring is read as it lies.
 */
export class RunningEntropic implements RunningFigure {
  readonly warmUp: number;
  private readonly ring: Float64Array;
  private readonly options: { readonly level: number };
  private filled = 0;
  private place = 0;

  constructor(window: number, level: number) {
    this.warmUp = window;
    this.ring = new Float64Array(window);
    this.options = { level };
  }

  next(periodReturn: number): number | undefined {
    const { ring } = this;
    ring[this.place] = periodReturn;
    this.place = (this.place + 1) % ring.length;
    this.filled = Math.min(this.filled + 1, ring.length);
    return this.filled === ring.length ? entropicValueAtRisk(ring, this.options) : undefined;
  }
}
