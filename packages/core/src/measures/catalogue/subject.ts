import type { RunResult } from '../../kernel/run-result';
import type { Fill } from '../../orders/order-events';
import { type BuyAndHold, buyAndHold } from '../benchmark/buy-and-hold';
import { type Drawdowns, drawdowns, drawdownsOfPath } from '../drawdown/drawdowns';
import { type DrawdownEpisode, drawdownEpisodes } from '../drawdown/episodes';
import { falling } from '../drawdown/tail';
import { type AssetRate, assetRates } from '../returns/asset-rates';
import { type CalendarReturn, calendarReturns } from '../returns/calendar-returns';
import { simpleReturns } from '../returns/returns';
import { type RunPerformance, timeWeighted } from '../returns/time-weighted';
import { mapColumn } from '../statistics/map-column';
import { sorted } from '../statistics/quantile';
import { type TradingCosts, tradingCosts } from '../trades/costs';
import type { RoundTrip } from '../trades/round-trip';
import { roundTrips } from '../trades/round-trips';
import type { MeasureSettings } from './settings';

/** What only an account that trades has. */
export interface TradingRecord {
  readonly trips: readonly RoundTrip[];
  readonly closed: readonly RoundTrip[];
  readonly fillCount: number;
  readonly costs: TradingCosts;
  readonly exposure: Float64Array;
  readonly averageEquity: number;
  readonly initialEquity: number;
  readonly finalEquity: number;
  readonly netDeposits: number;
  /** Worth of the quote asset of a fill in the reporting asset; `undefined` when it had no price. */
  readonly quoteRate: (fill: Fill) => number | undefined;
  /** Instruments whose quote asset had no price; their fills are left out. */
  readonly unpriced: readonly string[];
}

/** A path of wealth and what the measures read from it; each part is computed when first asked for. */
export class MeasureSubject {
  readonly performance: RunPerformance;
  readonly settings: MeasureSettings;
  readonly trading: TradingRecord | undefined;
  readonly benchmark: RunPerformance | undefined;
  readonly #cache = new Map<string, unknown>();

  constructor(
    settings: MeasureSettings,
    performance: RunPerformance,
    benchmark: RunPerformance | undefined,
    trading: TradingRecord | undefined,
  ) {
    this.settings = settings;
    this.performance = performance;
    this.benchmark = benchmark;
    this.trading = trading;
  }

  #once<Value>(name: string, compute: () => Value): Value {
    if (!this.#cache.has(name)) this.#cache.set(name, compute());
    return this.#cache.get(name) as Value;
  }

  get returns(): Float64Array {
    return this.performance.returns;
  }

  get periodsPerYear(): number | undefined {
    return this.performance.periodsPerYear;
  }

  get sorted(): Float64Array {
    return this.#once('sorted', () => sorted(this.returns));
  }

  get falls(): Drawdowns {
    return this.#once('falls', () => drawdownsOfPath(this.performance.wealth, 1, true));
  }

  get fallsUncompounded(): Drawdowns {
    return this.#once('uncompounded', () => drawdowns(this.returns, { compounded: false }));
  }

  get sortedFalls(): Float64Array {
    return this.#once('sortedFalls', () => falling(this.falls).sort());
  }

  get episodes(): readonly DrawdownEpisode[] {
    return this.#once('episodes', () => drawdownEpisodes(this.falls));
  }

  get months(): readonly CalendarReturn[] {
    return this.#once('months', () => calendarReturns(this.performance, 'month'));
  }

  get profits(): readonly number[] | undefined {
    return this.trading?.closed.map(({ netPnl }) => netPnl);
  }

  /** A yearly rate for one period: (1 + R)^(1 / periodsPerYear) − 1. */
  perPeriod(rate: number): number {
    return rate === 0 || this.periodsPerYear === undefined ? 0 : (1 + rate) ** (1 / this.periodsPerYear) - 1;
  }
}

/** Worth of the quote asset of a fill: by the market, or by the fee where it was paid in quote; `undefined` if unknown. */
const rateOfQuote = (result: RunResult, rate: AssetRate) => {
  const quotes = new Map(result.instruments.map(({ id, quote }) => [id, quote]));
  return ({ instrumentId, timeMs, fee, feeAsset, feeValue }: Fill): number | undefined => {
    const quote = quotes.get(instrumentId) ?? '';
    const known = rate(quote, timeMs);
    if (known !== undefined) return known;
    return quote === feeAsset && fee !== 0 ? feeValue / fee : undefined;
  };
};

const tradingRecord = (result: RunResult, { netDeposits }: RunPerformance): TradingRecord => {
  const rate = rateOfQuote(result, assetRates(result));
  const priced = result.fills.filter((fill) => rate(fill) !== undefined);
  const quoteRate = (fill: Fill) => rate(fill) as number;
  // Less than an order may have cannot be sold any more.
  const smallest = new Map(result.instruments.map((one) => [one.id, Math.max(one.minimumQuantity, one.quantityStep)]));
  const trips = roundTrips(priced, { quoteRate, flatBelow: (id) => smallest.get(id) ?? 0 });
  let total = 0;
  for (const value of result.equity) total += value;
  return {
    trips,
    closed: trips.filter(({ isOpen }) => !isOpen),
    quoteRate: rate,
    fillCount: result.fills.length,
    costs: tradingCosts(priced, { quoteRate }),
    exposure: result.exposure,
    averageEquity: result.equity.length === 0 ? result.initialEquity : total / result.equity.length,
    initialEquity: result.initialEquity,
    finalEquity: result.finalEquity,
    netDeposits,
    unpriced: [...new Set(result.fills.filter((fill) => rate(fill) === undefined).map((fill) => fill.instrumentId))],
  };
};

export interface RunSubjects {
  readonly strategy: MeasureSubject;
  readonly benchmark: MeasureSubject | undefined;
  readonly buyAndHold: BuyAndHold | undefined;
}

/** A run and buying and holding on the same bars, ready to be measured in the same way. */
export const runSubjects = (result: RunResult, settings: MeasureSettings): RunSubjects => {
  const { daysPerYear, periodsPerYear } = settings;
  const performance = timeWeighted(result, { daysPerYear, periodsPerYear });
  const held = buyAndHold(result);
  const benchmark: RunPerformance | undefined = held && {
    ...performance,
    wealth: mapColumn(held.equity, (value) => value / result.initialEquity),
    returns: simpleReturns(held.equity),
    netDeposits: 0,
    unpricedMoves: [],
  };
  return {
    strategy: new MeasureSubject(settings, performance, benchmark, tradingRecord(result, performance)),
    benchmark: benchmark && new MeasureSubject(settings, benchmark, undefined, undefined),
    buyAndHold: held,
  };
};
