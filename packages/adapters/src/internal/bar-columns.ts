import { type BarSeries, barSeries } from '@sigmax/core';

type Columns = readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

const columnsOf = (make: (index: number) => Float64Array): Columns => [
  make(0),
  make(1),
  make(2),
  make(3),
  make(4),
  make(5),
];

/** Six columns that grow by doubling. */
export class BarColumns {
  length = 0;
  #columns: Columns = columnsOf(() => new Float64Array(1_024));

  push(timeMs: number, open: number, high: number, low: number, close: number, volume: number): void {
    const at = this.length++;
    if (at === this.#columns[0].length) this.#grow();
    const columns = this.#columns;
    columns[0][at] = timeMs;
    columns[1][at] = open;
    columns[2][at] = high;
    columns[3][at] = low;
    columns[4][at] = close;
    columns[5][at] = volume;
  }

  /** The times so far, as they were pushed. */
  times(): Float64Array {
    return this.#columns[0].subarray(0, this.length);
  }

  /** Ends the columns: adds `shiftMs` to every time and returns the series. */
  toSeries(about: { instrumentId: string; timeframeMs: number; source: string }, shiftMs: number): BarSeries {
    const [timeMs, open, high, low, close, volume] = columnsOf((index) => this.#column(index).slice(0, this.length));
    for (let index = 0; index < timeMs.length; index++) (timeMs[index] as number) += shiftMs;
    return barSeries({ ...about, timeMs, open, high, low, close, volume });
  }

  #column(index: number): Float64Array {
    return this.#columns[index] as Float64Array;
  }

  #grow(): void {
    const old = this.#columns;
    this.#columns = columnsOf((index) => {
      const column = new Float64Array(old[0].length * 2);
      column.set(old[index] as Float64Array);
      return column;
    });
  }
}
