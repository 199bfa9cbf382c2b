import { type BarSeries, barSeries } from '../market/bar-series';
import type { Fill } from '../orders/order-events';
import type { Kernel } from './kernel';

const initialCapacity = 1024;

/** A column that doubles its room when it is full. */
export class GrowingColumn {
  #values: Float64Array;
  #length = 0;

  constructor(capacity = initialCapacity) {
    this.#values = new Float64Array(Math.max(capacity, 1));
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** The values so far; shares memory. */
  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}

const fields = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Collects what a run's result shows: the account after each snapshot, fills, and the bars when they come one by one. */
export class Recorder {
  readonly fills: Fill[] = [];
  barCount = 0;
  readonly #timeMs: GrowingColumn;
  readonly #equity: GrowingColumn;
  readonly #exposure: GrowingColumn;
  readonly #bars: Record<(typeof fields)[number], GrowingColumn>[] | undefined;

  /** `keepsBarsOf` is the number of instruments whose bars are kept; 0 keeps none. */
  constructor(snapshots: number, keepsBarsOf: number) {
    this.#timeMs = new GrowingColumn(snapshots);
    this.#equity = new GrowingColumn(snapshots);
    this.#exposure = new GrowingColumn(snapshots);
    this.#bars =
      keepsBarsOf === 0
        ? undefined
        : Array.from({ length: keepsBarsOf }, () => ({
            timeMs: new GrowingColumn(),
            open: new GrowingColumn(),
            high: new GrowingColumn(),
            low: new GrowingColumn(),
            close: new GrowingColumn(),
            volume: new GrowingColumn(),
          }));
  }

  snapshot(kernel: Kernel): void {
    const { state, slice } = kernel;
    this.#timeMs.push(state.timeMs);
    this.#equity.push(state.equity);
    this.#exposure.push(state.grossExposure);
    this.barCount += slice.present.length;
    if (this.#bars === undefined) return;
    for (const index of slice.present) {
      const columns = this.#bars[index];
      const view = slice.views[index];
      if (columns !== undefined && view !== undefined) for (const field of fields) columns[field].push(view[field]);
    }
  }

  columns(): { readonly timeMs: Float64Array; readonly equity: Float64Array; readonly exposure: Float64Array } {
    return { timeMs: this.#timeMs.values(), equity: this.#equity.values(), exposure: this.#exposure.values() };
  }

  /** The kept bars as series; their timeframe is the smallest distance between two bars. */
  series(instrumentIds: readonly string[]): BarSeries[] {
    return (this.#bars ?? []).flatMap((columns, index) => {
      const timeMs = columns.timeMs.values();
      if (timeMs.length === 0) return [];
      return [
        barSeries({
          instrumentId: instrumentIds[index] as string,
          timeframeMs: smallestStep(timeMs),
          timeMs,
          open: columns.open.values(),
          high: columns.high.values(),
          low: columns.low.values(),
          close: columns.close.values(),
          volume: columns.volume.values(),
          source: 'stream',
        }),
      ];
    });
  }
}

const smallestStep = (timeMs: Float64Array): number => {
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < timeMs.length; index++) {
    smallest = Math.min(smallest, (timeMs[index] as number) - (timeMs[index - 1] as number));
  }
  return Number.isFinite(smallest) ? smallest : 60_000;
};
