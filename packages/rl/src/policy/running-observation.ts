import { type BarSeries, macd, rsi, type Snapshot, sma } from '@sigmax/core';
import { naturalLogarithm } from '../portable-math';
import { type ExtraFeature, featureLimit, tradingFeatureNames } from '../trading/trading-features';
import type { TradingScaling } from '../trading/trading-scaling';

export interface RunningObservationOptions {
  readonly instrumentIds: readonly string[];
  readonly scaling: TradingScaling;
  readonly sentiment?: ExtraFeature['column'] | undefined;
  readonly features?: readonly ExtraFeature[] | undefined;
  /** Bars that extra features and sentiment are computed of. */
  readonly historyBars: number;
}

const clipped = (value: number): number => Math.min(Math.max(value, -featureLimit), featureLimit);

/** The last bars of one instrument, as a series for extra features. */
class History {
  private readonly rows: { timeMs: number; open: number; high: number; low: number; close: number; volume: number }[] =
    [];

  constructor(
    private readonly instrumentId: string,
    private readonly limit: number,
  ) {}

  add(row: History['rows'][number]): void {
    const { timeMs, open, high, low, close, volume } = row;
    this.rows.push({ timeMs, open, high, low, close, volume });
    if (this.rows.length > this.limit) this.rows.shift();
  }

  series(): BarSeries {
    const column = (name: keyof History['rows'][number]) => Float64Array.from(this.rows, (row) => row[name]);
    const timeMs = column('timeMs');
    const { length } = timeMs;
    return {
      instrumentId: this.instrumentId,
      timeframeMs: length > 1 ? (timeMs[length - 1] as number) - (timeMs[length - 2] as number) : 1,
      length,
      timeMs,
      open: column('open'),
      high: column('high'),
      low: column('low'),
      close: column('close'),
      volume: column('volume'),
      source: 'history',
      isSimulated: false,
    };
  }
}

/** The market features of one instrument, bar by bar, with the bits of `rawFeatures`. */
const runningMarket = (scaling: TradingScaling) => {
  const strength = rsi(14);
  const trend = macd();
  const usual = sma(scaling.volumeWindow);
  let before: number | undefined;
  return (close: number, volume: number): number[] | undefined => {
    const [rsiHere, macdHere, usualHere] = [strength.next(close), trend.next(close), usual.next(volume)];
    const last = before;
    before = close;
    if (last === undefined || rsiHere === undefined || macdHere === undefined || usualHere === undefined)
      return undefined;
    return [
      clipped(naturalLogarithm(close / last) / scaling.price),
      clipped(naturalLogarithm((1 + volume) / (1 + usualHere)) / scaling.volume),
      (rsiHere - 50) / 50,
      clipped(macdHere.histogram / close / scaling.macd),
    ];
  };
};

/**
 * The observations of `tradingEnvironment` from the snapshots of a running bot, bit for bit.
 *
 * Called once a snapshot: `undefined` while a feature is not known or an instrument has no bar; NaN stands for an extra feature that
 * is not finite. Extra features and sentiment are
 * computed anew of the last `historyBars` bars, so they equal those of the environment when they read no further back; the other
 * features keep running state. Cost: O(instruments), and O(historyBars) for each extra feature.
 */
export const runningObservation = (
  options: RunningObservationOptions,
): ((snapshot: Snapshot) => Float64Array | undefined) => {
  const { instrumentIds, scaling, sentiment, features = [], historyBars } = options;
  const width = tradingFeatureNames.length + features.length;
  const columns: (readonly [number, ExtraFeature])[] = [
    ...(sentiment === undefined ? [] : [[4, { name: 'sentiment', column: sentiment }] as const]),
    ...features.map((feature, index) => [tradingFeatureNames.length + index, feature] as const),
  ];
  const instruments = instrumentIds.map((id) => ({
    id,
    market: runningMarket(scaling),
    history: new History(id, historyBars),
  }));
  return (snapshot) => {
    const observation = new Float64Array(instruments.length * width);
    let isKnown = true;
    instruments.forEach(({ id, market, history }, place) => {
      const bar = snapshot.barOf(id);
      const known = bar === undefined ? undefined : market(bar.close, bar.volume);
      if (bar !== undefined && columns.length > 0) history.add(bar);
      if (known === undefined) {
        isKnown = false;
        return;
      }
      const at = place * width;
      observation.set(known, at);
      const { portfolio } = snapshot;
      const { equity } = portfolio;
      observation[at + 5] = portfolio.weight(id);
      const profit = equity > 0 ? (portfolio.unrealisedPnl(id) * portfolio.quoteValue(id, 1)) / equity : 0;
      observation[at + 6] = clipped(profit);
      const series = columns.length === 0 ? undefined : history.series();
      for (const [column, feature] of columns) {
        const value = feature.column(series as BarSeries).at((series as BarSeries).length - 1);
        if (value === undefined) isKnown = false;
        else observation[at + column] = Number.isFinite(value) ? clipped(value) : Number.NaN;
      }
    });
    return isKnown ? observation : undefined;
  };
};
