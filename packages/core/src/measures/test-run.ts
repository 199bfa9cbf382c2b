import type { CashMoved } from '../kernel/bot-event';
import type { RunResult } from '../kernel/run-result';
import { type BarSeries, barSeries } from '../market/bar-series';
import { spotInstrument } from '../market/instrument';
import type { Fill } from '../orders/order-events';
import type { Random } from '../random';

/** A test helper: runs made by hand, with books that balance. Not part of the package. */

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const startMs = Date.UTC(2025, 0, 1);

/** Bars whose open is the close before; `spread` widens high and low as a fraction of the price. */
export const testBars = (
  instrumentId: string,
  closes: ArrayLike<number>,
  options: { timeframeMs?: number; firstMs?: number; spread?: number; isSimulated?: boolean } = {},
): BarSeries => {
  const { timeframeMs = hourMs, spread = 0.001, isSimulated = true } = options;
  const { firstMs = startMs + timeframeMs } = options;
  const close = Float64Array.from(closes);
  const open = Float64Array.from(close, (value, index) => close[index - 1] ?? value);
  return barSeries({
    instrumentId,
    timeframeMs,
    isSimulated,
    timeMs: Float64Array.from(close, (_, index) => firstMs + index * timeframeMs),
    open,
    close,
    high: close.map((value, index) => Math.max(value, open[index] as number) * (1 + spread)),
    low: close.map((value, index) => Math.min(value, open[index] as number) * (1 - spread)),
    volume: new Float64Array(close.length).fill(10),
    source: isSimulated ? 'random walk, seed 7' : 'binance',
  });
};

/** Closes of a random walk around 100 with the given volatility per bar. */
export const randomWalk = (random: Random, length: number, { volatility = 0.01, drift = 0 } = {}): Float64Array => {
  let price = 100;
  return Float64Array.from({ length }, () => {
    price *= Math.exp(drift + volatility * random.normal());
    return price;
  });
};

/** Buys (positive) or sells `quantity` at the open of bar `bar` of its instrument. */
export interface TestTrade {
  readonly bar: number;
  readonly quantity: number;
  readonly instrumentId?: string;
  readonly tag?: string;
}

export interface TestRunOptions {
  readonly market: readonly BarSeries[];
  readonly trades?: readonly TestTrade[];
  readonly cash?: number;
  readonly feeRate?: number;
  readonly slippageRate?: number;
  readonly cashMoves?: readonly CashMoved[];
  readonly overrides?: Partial<RunResult>;
}

interface Holding {
  position: number;
  cost: number;
  realised: number;
}

/** One fill against a holding with average cost; returns the realised profit. */
const settle = (held: Holding, quantity: number, price: number): number => {
  const closing = held.position * quantity < 0 ? Math.min(Math.abs(quantity), Math.abs(held.position)) : 0;
  const realised = closing * Math.sign(held.position) * (price - held.cost);
  const after = held.position + quantity;
  if (closing === 0) held.cost = (held.cost * held.position + price * quantity) / after;
  else if (after * held.position < 0) held.cost = price;
  held.position = Math.abs(after) < 1e-12 ? 0 : after;
  held.realised += realised;
  return realised;
};

/** A run in which the given trades happened. Equity follows from cash, positions and closes. */
export const testRun = (options: TestRunOptions): RunResult => {
  const { market, trades = [], cash = 10_000, feeRate = 0.001, slippageRate = 0, cashMoves = [], overrides } = options;
  const timeMs = Float64Array.from(new Set(market.flatMap((series) => [...series.timeMs]))).sort();
  const holdings = new Map<string, Holding>(
    market.map(({ instrumentId }) => [instrumentId, { position: 0, cost: 0, realised: 0 }]),
  );
  const planned = trades
    .map((trade) => {
      const series = market.find(({ instrumentId }) => instrumentId === trade.instrumentId) ?? (market[0] as BarSeries);
      return { ...trade, series, atMs: series.timeMs[trade.bar] as number };
    })
    .sort((a, b) => a.atMs - b.atMs);
  const fills: Fill[] = [];
  const equity = new Float64Array(timeMs.length);
  const exposure = new Float64Array(timeMs.length);
  const marks = new Map<string, number>();
  let money = cash;
  let nextTrade = 0;
  let nextMove = 0;
  timeMs.forEach((now, index) => {
    for (; planned[nextTrade] !== undefined && (planned[nextTrade] as { atMs: number }).atMs <= now; nextTrade++) {
      const { series, quantity, bar, tag } = planned[nextTrade] as (typeof planned)[number];
      const held = holdings.get(series.instrumentId) as Holding;
      const open = series.open[bar] as number;
      const price = open * (1 + Math.sign(quantity) * slippageRate);
      const size = Math.abs(quantity);
      const realisedPnl = settle(held, quantity, price);
      const fee = size * price * feeRate;
      money -= quantity * price + fee;
      fills.push({
        type: 'fill',
        timeMs: now,
        clientOrderId: `test-${fills.length + 1}`,
        instrumentId: series.instrumentId,
        side: quantity > 0 ? 'buy' : 'sell',
        quantity: size,
        price,
        notional: size * price,
        fee,
        feeAsset: 'USDT',
        feeValue: fee,
        liquidity: 'taker',
        slippageCost: size * Math.abs(price - open),
        realisedPnl,
        positionAfter: held.position,
        ...(tag === undefined ? {} : { tag }),
      });
    }
    for (; cashMoves[nextMove] !== undefined && (cashMoves[nextMove] as CashMoved).timeMs <= now; nextMove++) {
      money += (cashMoves[nextMove] as CashMoved).amount;
    }
    let gross = 0;
    let value = 0;
    for (const series of market) {
      const at = series.timeMs.indexOf(now);
      if (at >= 0) marks.set(series.instrumentId, series.close[at] as number);
      const { position } = holdings.get(series.instrumentId) as Holding;
      const worth = position * (marks.get(series.instrumentId) ?? 0);
      value += worth;
      gross += Math.abs(worth);
    }
    equity[index] = money + value;
    exposure[index] = gross === 0 ? 0 : gross / (money + value);
  });
  return {
    runId: 'test',
    fillCount: fills.length,
    seed: 7,
    strategy: { name: 'test-strategy', params: { fast: 12, slow: 26 } },
    guards: [{ name: 'max-weight', options: { limit: 0.5 } }],
    broker: { name: 'simulated', options: { takerFeeRate: feeRate, makerFeeRate: feeRate, slippageRate } },
    reportingAsset: 'USDT',
    instruments: market.map(({ instrumentId }) => spotInstrument(instrumentId)),
    market,
    timeMs,
    equity,
    exposure,
    fills,
    cashMoves,
    barCount: market.reduce((count, { length }) => count + length, 0),
    initialEquity: cash,
    finalEquity: equity.at(-1) ?? cash,
    deniedCount: 0,
    rejectedCount: 0,
    liquidationCount: 0,
    fundingPnl: 0,
    halt: undefined,
    stops: [],
    balances: [{ asset: 'USDT', amount: money }],
    positions: [...holdings].map(([instrumentId, { position, cost, realised }]) => ({
      instrumentId,
      quantity: position,
      averagePrice: position === 0 ? undefined : cost,
      realisedPnl: realised,
      unrealisedPnl: position * ((marks.get(instrumentId) ?? cost) - cost),
    })),
    events: [],
    digest: 'd'.repeat(64),
    marketDigest: 'e'.repeat(64),
    ...overrides,
  };
};
