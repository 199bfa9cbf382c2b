import { type BarSeries, barSeries } from '@sigmax/core';
import { bendsBetween, type ValuePath, valueAt } from './value-path';

export interface PriceBarsOptions {
  readonly instrumentId: string;
  /** Before the shock. */
  readonly price: number;
  /** Value of the base asset, and of the quote asset. */
  readonly base: ValuePath;
  readonly quote: ValuePath;
  readonly timeframeMs: number;
  /** When the shock begins: the close of the last calm bar. */
  readonly startMs: number;
  /** Bars before it, at the price of before. */
  readonly calmBars: number;
  /** Bars after it. */
  readonly shockBars: number;
  /** Volume of a calm bar, and of one after the beginning. */
  readonly calmVolume: number;
  readonly shockVolume: number;
}

/** Writes one bar into columns. */
interface Columns {
  readonly timeMs: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Prices of a bar from `fromMs` to `toMs` after the beginning. Between two bends a ratio of straight lines has no extreme. */
const writeBar = (columns: Columns, at: number, options: PriceBarsOptions, fromMs: number, toMs: number): void => {
  const { price, base, quote } = options;
  const priceAt = (afterMs: number, side: -1 | 1): number =>
    (price * valueAt(base, afterMs, side)) / valueAt(quote, afterMs, side);
  const open = priceAt(fromMs, 1);
  const close = priceAt(toMs, -1);
  columns.open[at] = open;
  columns.close[at] = close;
  columns.high[at] = Math.max(open, close);
  columns.low[at] = Math.min(open, close);
  for (const bend of [...bendsBetween(base, fromMs, toMs), ...bendsBetween(quote, fromMs, toMs)]) {
    for (const side of [-1, 1] as const) {
      columns.high[at] = Math.max(columns.high[at] as number, priceAt(bend, side));
      columns.low[at] = Math.min(columns.low[at] as number, priceAt(bend, side));
    }
  }
};

/**
 * Turns the ways of two assets into bars of the price of one in the other: calm ones first, then the shock.
 *
 * A jump at the beginning of a bar is a gap: the bar opens where the one before did not close.
 */
export const priceBars = (options: PriceBarsOptions): BarSeries => {
  const { instrumentId, price, timeframeMs, startMs, calmBars, shockBars, calmVolume, shockVolume } = options;
  const length = calmBars + shockBars;
  const column = () => new Float64Array(length);
  const columns = {
    timeMs: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
  for (let at = 0; at < length; at++) {
    const shockBar = at - calmBars;
    columns.timeMs[at] = startMs + (shockBar + 1) * timeframeMs;
    columns.volume[at] = shockBar < 0 ? calmVolume : shockVolume;
    if (shockBar >= 0) {
      writeBar(columns, at, options, shockBar * timeframeMs, (shockBar + 1) * timeframeMs);
    } else {
      for (const field of ['open', 'high', 'low', 'close'] as const) columns[field][at] = price;
    }
  }
  return barSeries({ instrumentId, timeframeMs, ...columns, source: 'stress scenario', isSimulated: true });
};
