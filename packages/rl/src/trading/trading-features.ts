import { type BarSeries, DataError } from '@sigmax/core';
import { rawFeatures } from './raw-features';
import type { TradingScaling } from './trading-scaling';

/** A feature of the user, by name. */
export interface ExtraFeature {
  readonly name: string;
  /**
   * One value for each bar, of that bar and those before it; `undefined` while nothing is known. `checkNoLookAhead` finds
   * one that reads further.
   */
  column(series: BarSeries): { at(index: number): number | undefined };
}

/** The features of every instrument, in this order; extra ones follow. Position and P&L are the account's. */
export const tradingFeatureNames = ['price', 'volume', 'rsi', 'macd', 'sentiment', 'position', 'pnl'] as const;

/** No scaled feature leaves ±10, so that one bad print does not drown the others. */
export const featureLimit = 10;

const clipped = (value: number): number => Math.min(Math.max(value, -featureLimit), featureLimit);

/** Features of one instrument as rows of `width` numbers, 0 where the account's belong. */
export interface FeatureRows {
  readonly firstKnown: number;
  readonly width: number;
  readonly rows: Float64Array;
}

/** Computes all rows of one series at once; row i reads bars 0 to i only. */
export const featureRows = (
  series: BarSeries,
  scaling: TradingScaling,
  sentiment: ExtraFeature['column'] | undefined,
  extra: readonly ExtraFeature[],
): FeatureRows => {
  const raw = rawFeatures(series, scaling.volumeWindow);
  const width = tradingFeatureNames.length + extra.length;
  const rows = new Float64Array(series.length * width);
  for (let index = raw.firstKnown; index < series.length; index++) {
    const at = index * width;
    rows[at] = clipped((raw.price[index] as number) / scaling.price);
    rows[at + 1] = clipped((raw.volume[index] as number) / scaling.volume);
    rows[at + 2] = raw.rsi[index] as number;
    rows[at + 3] = clipped((raw.macd[index] as number) / scaling.macd);
  }
  let firstKnown = raw.firstKnown;
  const put = (name: string, compute: ExtraFeature['column'], place: number): void => {
    const column = compute(series);
    let known = series.length;
    for (let index = series.length - 1; index >= 0; index--) {
      const value = column.at(index);
      if (value === undefined) break;
      if (!Number.isFinite(value)) throw notFinite(series, name, index, value);
      rows[index * width + place] = clipped(value);
      known = index;
    }
    firstKnown = Math.max(firstKnown, known);
  };
  if (sentiment !== undefined) put('sentiment', sentiment, 4);
  extra.forEach(({ name, column }, index) => {
    put(name, column, tradingFeatureNames.length + index);
  });
  return { firstKnown, width, rows };
};

const notFinite = ({ instrumentId }: BarSeries, name: string, index: number, value: number): DataError =>
  new DataError({
    code: 'NOT_FINITE',
    message: `Feature ${name} of ${instrumentId} was ${value} at bar ${index}.`,
    remedy: 'Return undefined while nothing is known, and finite numbers afterwards.',
    context: { instrumentId, feature: name, index },
  });
