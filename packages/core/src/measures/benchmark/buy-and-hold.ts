import type { RunResult } from '../../kernel/run-result';
import type { BarSeries } from '../../market/bar-series';
import { type AssetRate, assetRates, lastClosed } from '../returns/asset-rates';

/** What the same money would have become without a strategy. */
export interface BuyAndHold {
  /** Snapshot times of the run. */
  readonly timeMs: Float64Array;
  /** In the reporting asset, marked at each snapshot; deposits and withdrawals of the run are left out. */
  readonly equity: Float64Array;
  /** Instruments that were bought. */
  readonly instrumentIds: readonly string[];
  readonly takerFeeRate: number;
  readonly slippageRate: number;
  /** Fees and slippage of the purchases, in the reporting asset. */
  readonly costs: number;
  readonly definition: string;
}

const rateOption = (options: Readonly<Record<string, unknown>>, name: string): number => {
  const value = options[name];
  return typeof value === 'number' && value >= 0 && value < 1 ? value : 0;
};

interface Purchase {
  readonly series: BarSeries;
  readonly quote: string;
  /** Bar at whose open the units are bought: the one after the first that the run saw. */
  readonly bar: number;
  readonly units: number;
}

/**
 * Returns the curve of buying all instruments of a run in equal parts and holding them to the end.
 *
 * Each part is bought at the open of the bar after the instrument's first one, which is when an order of the strategy could
 * first have filled, and pays the broker's taker fee and slippage rate where its options have them. Until then it is cash.
 * Nothing is rebalanced or sold.
 *
 * - Units: reporting asset. `undefined` when the run kept no market or has no snapshot.
 * - Cost: O(snapshots · instruments).
 * @example
 * ```ts
 * import { buyAndHold, createBot, defineStrategy, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const result = bot.backtest({ market, broker });
 * buyAndHold(result)?.equity[0]; // => 10000
 * buyAndHold(result)?.takerFeeRate; // => 0.001
 * ```
 */
export const buyAndHold = (result: RunResult): BuyAndHold | undefined => {
  const { timeMs, initialEquity, broker } = result;
  if (timeMs.length === 0) return undefined;
  const takerFeeRate = rateOption(broker.options, 'takerFeeRate');
  const slippageRate = rateOption(broker.options, 'slippageRate');
  const rate = assetRates(result);
  const quotes = new Map(result.instruments.map(({ id, quote }) => [id, quote]));
  const held = result.market.filter(({ instrumentId, timeMs: times }) => {
    const quote = quotes.get(instrumentId);
    return quote !== undefined && rate(quote, times[0] ?? 0) !== undefined;
  });
  if (held.length === 0) return undefined;
  const share = initialEquity / held.length;
  let costs = 0;
  const purchases = held.map((series): Purchase => {
    const quote = quotes.get(series.instrumentId) as string;
    const bar = Math.max(lastClosed(series, timeMs[0] as number), 0) + 1;
    if (bar >= series.length) return { series, quote, bar, units: 0 };
    const worth = rate(quote, series.timeMs[bar - 1] as number) as number;
    const open = (series.open[bar] as number) * worth;
    const units = share / (open * (1 + slippageRate) * (1 + takerFeeRate));
    costs += share - units * open;
    return { series, quote, bar, units };
  });
  return {
    timeMs,
    takerFeeRate,
    slippageRate,
    costs,
    equity: markedCurve(timeMs, purchases, share, rate),
    instrumentIds: purchases.filter(({ units }) => units > 0).map(({ series }) => series.instrumentId),
    definition:
      `Equal parts of ${held.length === 1 ? 'the one instrument' : `all ${held.length} instruments`}, bought at the open ` +
      `after the first bar with a fee of ${takerFeeRate} and slippage of ${slippageRate}, then held.`,
  };
};

/** Σ units × last close, or the cash of a part that is not bought yet, at each snapshot. */
const markedCurve = (
  timeMs: Float64Array,
  purchases: readonly Purchase[],
  share: number,
  rate: AssetRate,
): Float64Array => {
  const equity = new Float64Array(timeMs.length);
  for (const { series, quote, bar, units } of purchases) {
    const times = series.timeMs;
    let at = -1;
    for (let index = 0; index < timeMs.length; index++) {
      const now = timeMs[index] as number;
      while (at + 1 < series.length && (times[at + 1] as number) <= now) at++;
      const isBought = units > 0 && at >= bar;
      const value = isBought ? units * (series.close[at] as number) * (rate(quote, now) ?? 0) : share;
      equity[index] = (equity[index] as number) + value;
    }
  }
  return equity;
};
