import type { BarSeries } from '../../market/bar-series';
import { lastClosed } from '../../measures/returns/asset-rates';
import type { Fill } from '../../orders/order-events';
import type { RunAnalysis } from '../analysis/analysis';
import { type Candles, candlesOf, curveParts, differences, lowAndHigh, parts, short, timesOfParts } from './downsample';

/** Points in time of the curves, and candles of all instruments together. Keeps a report of a million bars small. */
const mostParts = 4_000;
const mostCandles = 24_000;

/** Fills of one side within one candle. */
type Marker = readonly [candle: number, price: number, quantity: number, fills: number];

interface PriceChart extends Candles {
  readonly id: string;
  readonly barsPerCandle: number;
  readonly buys: readonly Marker[];
  readonly sells: readonly Marker[];
}

/** What the charts of a report draw; written into the page as JSON. */
export interface ChartData {
  readonly asset: string;
  readonly barsPerPart: number;
  readonly time: readonly number[];
  readonly equity: readonly number[];
  readonly held: readonly number[] | undefined;
  readonly drawdown: readonly number[];
  readonly exposure: readonly number[];
  readonly fees: readonly number[];
  readonly slippage: readonly number[];
  readonly haltTime: number | undefined;
  readonly prices: readonly PriceChart[];
}

const markers = (fills: readonly Fill[], series: BarSeries, borders: Int32Array): Marker[] => {
  const byCandle = new Map<number, { value: number; quantity: number; fills: number }>();
  const count = borders.length - 1;
  for (const { timeMs, price, quantity } of fills) {
    // A fill carries the close time of its bar.
    const closed = lastClosed(series, timeMs);
    const bar = Math.min(series.timeMs[closed] === timeMs ? closed : closed + 1, series.length - 1);
    let candle = Math.min(Math.floor((bar * count) / series.length), count - 1);
    while ((borders[candle + 1] as number) <= bar) candle++;
    const entry = byCandle.get(candle) ?? { value: 0, quantity: 0, fills: 0 };
    entry.value += price * quantity;
    entry.quantity += quantity;
    entry.fills++;
    byCandle.set(candle, entry);
  }
  return [...byCandle].map(([candle, { value, quantity, fills: number }]) => [
    candle,
    short(value / quantity),
    short(quantity),
    number,
  ]);
};

const priceCharts = ({ result }: RunAnalysis): PriceChart[] => {
  const each = Math.max(Math.floor(mostCandles / Math.max(result.market.length, 1)), 60);
  return result.market
    .filter(({ length }) => length > 0)
    .map((series) => {
      const borders = parts(series.length, each);
      const own = result.fills.filter(({ instrumentId }) => instrumentId === series.instrumentId);
      const candles = candlesOf(series, borders);
      return {
        id: series.instrumentId,
        barsPerCandle: Math.ceil(series.length / (borders.length - 1)),
        ...candles,
        time: differences(candles.time),
        buys: markers(
          own.filter(({ side }) => side === 'buy'),
          series,
          borders,
        ),
        sells: markers(
          own.filter(({ side }) => side === 'sell'),
          series,
          borders,
        ),
      };
    });
};

/** What fees and slippage had come to by each time, in seconds. */
const paidBy = ({ result, strategy }: RunAnalysis, time: readonly number[]): { fees: number[]; slippage: number[] } => {
  const { fills } = result;
  const rate = strategy.trading?.quoteRate;
  const fees: number[] = [];
  const slippage: number[] = [];
  let next = 0;
  let feeTotal = 0;
  let slippageTotal = 0;
  for (const now of time) {
    for (; next < fills.length && Math.round((fills[next] as Fill).timeMs / 1_000) <= now; next++) {
      const fill = fills[next] as Fill;
      feeTotal += fill.feeValue;
      slippageTotal += fill.slippageCost * (rate?.(fill) ?? 0);
    }
    fees.push(short(feeTotal));
    slippage.push(short(slippageTotal));
  }
  return { fees, slippage };
};

export const chartData = (analysis: RunAnalysis): ChartData => {
  const { result, strategy, buyAndHold } = analysis;
  const { timeMs, initialEquity, exposure } = result;
  const borders = curveParts(timeMs.length, mostParts);
  const time = timesOfParts(timeMs, borders);
  const scaled = (values: readonly number[]) => values.map((value) => short(value * initialEquity));
  return {
    asset: result.reportingAsset,
    barsPerPart: timeMs.length === 0 ? 1 : Math.ceil(timeMs.length / (borders.length - 1)),
    time: differences(time),
    equity: scaled(lowAndHigh(strategy.performance.wealth, borders)),
    held: buyAndHold && lowAndHigh(buyAndHold.equity, borders),
    drawdown: lowAndHigh(strategy.falls.depths, borders).map((depth) => (depth === 0 ? 0 : -depth)),
    exposure: lowAndHigh(exposure, borders),
    ...paidBy(analysis, time),
    haltTime: result.halt && Math.round(result.halt.timeMs / 1_000),
    prices: priceCharts(analysis),
  };
};
