import { type BarSeries, barSeries, createBot, simulatedBroker } from '@sigmax/core';
import { type ModelBundle, type Prediction, policyStrategy } from '@sigmax/rl';

/** Bars as plain data. */
export interface PlainBars {
  readonly instrumentId: string;
  readonly timeframeMs: number;
  readonly isSimulated: boolean;
  readonly columns: Readonly<Record<'timeMs' | 'open' | 'high' | 'low' | 'close' | 'volume', readonly number[]>>;
}

export interface TradingCosts {
  readonly cash: number;
  readonly feeRate: number;
  readonly slippageRate: number;
}

export const plainBars = (series: BarSeries): PlainBars => ({
  instrumentId: series.instrumentId,
  timeframeMs: series.timeframeMs,
  isSimulated: series.isSimulated,
  columns: {
    timeMs: [...series.timeMs],
    open: [...series.open],
    high: [...series.high],
    low: [...series.low],
    close: [...series.close],
    volume: [...series.volume],
  },
});

export const barsOf = ({ instrumentId, timeframeMs, isSimulated, columns }: PlainBars): BarSeries => {
  const { timeMs, open, high, low, close, volume } = columns;
  return barSeries({
    instrumentId,
    timeframeMs,
    isSimulated,
    source: 'the page',
    timeMs: Float64Array.from(timeMs),
    open: Float64Array.from(open),
    high: Float64Array.from(high),
    low: Float64Array.from(low),
    close: Float64Array.from(close),
    volume: Float64Array.from(volume),
  });
};

/** What a bot with this policy did over the bars, and what the policy said on each; its digest is that of all events. */
export const tradingRun = (
  bundle: ModelBundle,
  bars: PlainBars,
  { cash, feeRate, slippageRate }: TradingCosts,
): { readonly predictions: readonly Prediction[]; readonly digest: string; readonly finalEquity: number } => {
  const predictions: Prediction[] = [];
  const strategy = policyStrategy({ models: [bundle], onPrediction: (one) => void predictions.push(one) });
  const broker = simulatedBroker({ takerFeeRate: feeRate, makerFeeRate: feeRate, slippageRate });
  const { digest, finalEquity } = createBot({ strategy, cash: { USDT: cash } }).backtest({
    market: barsOf(bars),
    broker,
    seed: 1,
  });
  return { predictions, digest, finalEquity };
};
