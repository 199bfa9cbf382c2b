import { type BarSeries, barSeries } from '../market/bar-series';
import type { MarketLabel } from '../market/market';
import type { Quote } from '../market/quote';
import { createSha256 } from '../sha256';
import type { Kernel } from './kernel';

const initialCapacity = 1024;

const doubled = (values: Float64Array): Float64Array => {
  const grown = new Float64Array(values.length * 2);
  grown.set(values);
  return grown;
};

/** A column that doubles its room when it is full. */
export class GrowingColumn {
  #values: Float64Array;
  #length = 0;

  constructor(capacity = initialCapacity) {
    this.#values = new Float64Array(Math.max(capacity, 1));
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = doubled(this.#values);
    this.#values[this.#length++] = value;
  }

  /** The values so far; shares memory. */
  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}

const fields = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Collects what a run's result shows: the account after each snapshot, and the bars when they come one by one. */
export class Recorder {
  #snapshots = 0;
  #timeMs: Float64Array;
  equity: Float64Array;
  exposure: Float64Array;
  readonly #bars: Record<(typeof fields)[number], GrowingColumn>[] | undefined;
  readonly #hasOwnTime: boolean;
  #quotes: ReturnType<typeof createSha256> | undefined;
  #digestOfQuotes: string | undefined;

  /**
   * `snapshots` is how many to expect; `keepsBarsOf` the number of instruments whose bars are kept, 0 for none. When the
   * snapshots are those of one series, `timeMs` is its time column, which is then shared instead of copied.
   */
  constructor(snapshots: number, keepsBarsOf: number, timeMs?: Float64Array) {
    this.#hasOwnTime = timeMs === undefined;
    this.#timeMs = timeMs ?? new Float64Array(snapshots);
    this.equity = new Float64Array(snapshots);
    this.exposure = new Float64Array(snapshots);
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

  /** Makes room for one more snapshot and returns its place in `equity` and `exposure`, which the caller fills. */
  next(kernel: Kernel): number {
    const at = this.#snapshots++;
    if (at === this.equity.length) this.#grow();
    if (this.#hasOwnTime) this.#timeMs[at] = kernel.state.timeMs;
    if (this.#bars !== undefined) this.#keepBars(kernel);
    return at;
  }

  #keepBars({ slice }: Kernel): void {
    for (const index of slice.present) {
      const columns = this.#bars?.[index];
      const view = slice.views[index];
      if (columns !== undefined && view !== undefined) for (const field of fields) columns[field].push(view[field]);
    }
  }

  #grow(): void {
    if (this.#hasOwnTime) this.#timeMs = doubled(this.#timeMs);
    this.equity = doubled(this.equity);
    this.exposure = doubled(this.exposure);
  }

  /** Adds a quote to the digest of what the run saw. */
  quote(index: number, { timeMs, bid, bidQuantity, ask, askQuantity }: Quote): void {
    this.#quotes ??= createSha256();
    const bytes = new DataView(new ArrayBuffer(48));
    [index, timeMs, bid, bidQuantity, ask, askQuantity].forEach((value, place) => {
      bytes.setFloat64(place * 8, value, true);
    });
    this.#quotes.update(new Uint8Array(bytes.buffer));
  }

  /** SHA-256 of all quotes; `undefined` when there were none. Closes the recorder. */
  quoteDigest(): string | undefined {
    this.#digestOfQuotes ??= this.#quotes?.hex();
    return this.#digestOfQuotes;
  }

  columns(): { readonly timeMs: Float64Array; readonly equity: Float64Array; readonly exposure: Float64Array } {
    return {
      timeMs: this.#timeMs.subarray(0, this.#snapshots),
      equity: this.equity.subarray(0, this.#snapshots),
      exposure: this.exposure.subarray(0, this.#snapshots),
    };
  }

  /** The kept bars as series; their timeframe is the smallest distance between two bars. */
  series(instrumentIds: readonly string[], label: MarketLabel): BarSeries[] {
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
          ...label,
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
