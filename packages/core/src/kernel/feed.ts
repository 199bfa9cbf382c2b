import { DataError, InvalidOptionsError } from '../errors';
import type { Bar } from '../market/bar';
import { type BarSeries, barFault, barSeries, timeFault } from '../market/bar-series';
import type { MarketEvent } from '../market/market';
import { type Quote, quoteFault } from '../market/quote';
import { show } from '../options';
import type { Kernel } from './kernel';
import { instrumentIndex } from './portfolio-view';
import type { Slice } from './slice';

const checkedSeries = new WeakSet<BarSeries>();

/** Series made by hand get the same check as those from `barSeries`, once. */
const requireChecked = (series: BarSeries): void => {
  if (checkedSeries.has(series)) return;
  const { length } = barSeries(series);
  if (length !== series.length) {
    throw new InvalidOptionsError({
      code: 'INVALID_COLUMN',
      message: `Series ${series.instrumentId}: length was ${series.length}, its columns have ${length}.`,
      remedy: 'Make series with barSeries(...).',
      context: { instrumentId: series.instrumentId, length: series.length },
    });
  }
  checkedSeries.add(series);
};

/**
 * Walks columns as moments: each call to `next` fills the slice with all bars that share the earliest time.
 *
 * Several series are merged by time, which costs one comparison per series and moment.
 */
export class SeriesFeed {
  readonly length: number;
  readonly #series: readonly BarSeries[];
  readonly #places: Int32Array;
  readonly #cursor: Int32Array;

  constructor(kernel: Kernel, series: readonly BarSeries[]) {
    for (const one of series) requireChecked(one);
    const ids = series.map(({ instrumentId }) => instrumentId);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) {
      throw new InvalidOptionsError({
        code: 'DUPLICATE_SERIES',
        message: `market has two series of ${twice}.`,
        remedy: 'Give one series per instrument.',
        context: { instrumentId: twice },
      });
    }
    this.#series = series;
    this.#places = Int32Array.from(ids, (id) => instrumentIndex(kernel, id));
    this.#cursor = new Int32Array(series.length);
    this.length = Math.max(0, ...series.map(({ length }) => length));
  }

  /**
   * Fills the slice with the next moment; false when there is none.
   *
   * One function on purpose, as `observe` is: V8 leaves it alone and inlines the strategy instead.
   */
  next(slice: Slice): boolean {
    const series = this.#series;
    const cursor = this.#cursor;
    const places = this.#places;
    if (series.length === 1) {
      // Nothing to compare: most runs have one series.
      const { length, timeMs, open, high, low, close, volume } = series[0] as BarSeries;
      const at = cursor[0] as number;
      if (at >= length) return false;
      cursor[0] = at + 1;
      slice.begin(timeMs[at] as number);
      slice.add(
        places[0] as number,
        open[at] as number,
        high[at] as number,
        low[at] as number,
        close[at] as number,
        volume[at] as number,
      );
      return true;
    }
    const first = series[0] as BarSeries;
    const start = cursor[0] as number;
    let earliest = start < first.length ? (first.timeMs[start] as number) : Number.POSITIVE_INFINITY;
    for (let index = 1; index < series.length; index++) {
      const { length, timeMs } = series[index] as BarSeries;
      const at = cursor[index] as number;
      if (at < length && (timeMs[at] as number) < earliest) earliest = timeMs[at] as number;
    }
    if (earliest === Number.POSITIVE_INFINITY) return false;
    slice.begin(earliest);
    for (let index = 0; index < series.length; index++) {
      const { timeMs, open, high, low, close, volume } = series[index] as BarSeries;
      const at = cursor[index] as number;
      if (timeMs[at] !== earliest) continue;
      cursor[index] = at + 1;
      slice.add(
        places[index] as number,
        open[at] as number,
        high[at] as number,
        low[at] as number,
        close[at] as number,
        volume[at] as number,
      );
    }
    return true;
  }
}

const badEvent = (event: MarketEvent, fault: { code: string; message: string; remedy: string }, count: number) =>
  new DataError({
    code: fault.code,
    message: `Event ${count} of the market (${event.instrumentId}): ${fault.message}.`,
    remedy: fault.remedy,
    context: { event: { ...event }, count },
  });

const numbers = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Text and null compare like numbers and then add up like something else; only programs without types can send them. */
const textFault = (event: Bar) => {
  for (const field of numbers) {
    if (typeof event[field] === 'number') continue;
    const message = `${field === 'timeMs' ? 'time' : field} was ${show(event[field])}`;
    return { code: 'NOT_FINITE', message, remedy: 'Turn it into a number where it is read.' };
  }
  return undefined;
};

/**
 * Gathers single events into moments.
 *
 * A moment is complete when every instrument seen so far (or every one the bot declared) has an event in it, when a
 * later event comes, or when the market ends. An event for a moment that is already complete is an error, so a backtest
 * and a run can never group differently.
 */
export class EventFeed {
  readonly #kernel: Kernel;
  readonly #expected: Set<number>;
  readonly #latest: Float64Array;
  #count = 0;
  #held: MarketEvent | undefined;
  #isGathering = false;

  constructor(kernel: Kernel, isDeclared: boolean) {
    this.#kernel = kernel;
    this.#expected = new Set(isDeclared ? kernel.plan.instruments.keys() : []);
    this.#latest = new Float64Array(kernel.plan.instruments.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** Takes one event; true when the slice now holds a complete moment, after which `resume` must be called. */
  offer(event: MarketEvent): boolean {
    const { slice } = this.#kernel;
    this.#count += 1;
    const index = event?.type === 'quote' ? this.#checkQuote(event) : this.#check(event);
    if (this.#isGathering && event.timeMs > slice.timeMs) {
      this.#held = event;
      this.#isGathering = false;
      return true;
    }
    return this.#put(index, event);
  }

  /** Begins the next moment with the event that ended the last one; true when that already completes it. */
  resume(): boolean {
    const event = this.#held;
    this.#held = undefined;
    return event === undefined ? false : this.#put(instrumentIndex(this.#kernel, event.instrumentId), event);
  }

  /** The market has ended; true when the slice holds a last moment. */
  end(): boolean {
    const isGathering = this.#isGathering;
    this.#isGathering = false;
    return isGathering;
  }

  #put(index: number, event: MarketEvent): boolean {
    const { slice, state, plan } = this.#kernel;
    if (event.type === 'quote') {
      const { type, instrumentId, timeMs, bid, bidQuantity, ask, askQuantity } = event;
      state.quotes[index] = { type, instrumentId, timeMs, bid, bidQuantity, ask, askQuantity };
      plan.recorder.quote(index, event);
      return false;
    }
    if (!this.#isGathering) slice.begin(event.timeMs);
    slice.add(index, event.open, event.high, event.low, event.close, event.volume);
    this.#latest[index] = event.timeMs;
    this.#expected.add(index);
    this.#isGathering = slice.present.length < this.#expected.size;
    return !this.#isGathering;
  }

  #checkQuote(quote: Quote): number {
    const { slice, state } = this.#kernel;
    const index = instrumentIndex(this.#kernel, quote.instrumentId);
    const fault = quoteFault(quote, state.quotes[index]?.timeMs);
    if (fault !== undefined) throw badEvent(quote, fault, this.#count);
    if (quote.timeMs < slice.timeMs && !this.#isGathering) throw this.#late(quote);
    return index;
  }

  #late(event: MarketEvent): DataError {
    return badEvent(
      event,
      {
        code: 'LATE_EVENT',
        message: `time ${event.timeMs} came after the moment ${this.#kernel.slice.timeMs} was complete`,
        remedy: 'Merge the sources in time order, and name every instrument in createBot({ instruments }).',
      },
      this.#count,
    );
  }

  #check(event: MarketEvent): number {
    if (event?.type !== 'bar') {
      throw new DataError({
        code: 'UNKNOWN_EVENT',
        message: `Event ${this.#count} of the market was ${show(event)}.`,
        remedy:
          'Emit bars, { type: "bar", instrumentId, timeMs, open, high, low, close, volume }, and quotes, { type: "quote", ... }.',
        context: { count: this.#count },
      });
    }
    const index = instrumentIndex(this.#kernel, event.instrumentId);
    const { open, high, low, close, volume, timeMs } = event;
    const fault =
      textFault(event) ?? timeFault(timeMs, this.#latest[index] as number) ?? barFault(open, high, low, close, volume);
    if (fault !== undefined) throw badEvent(event, fault, this.#count);
    const { slice } = this.#kernel;
    if (timeMs < slice.timeMs || (timeMs === slice.timeMs && !this.#isGathering)) {
      throw this.#late(event);
    }
    return index;
  }
}
