import type { Random } from '@sigmax/core';
import { decimalText } from '../decimal-text';
import { type MarketChange, type MarketTake, SimulatedMarket } from '../simulated-market';
import { BarTape } from './bar-tape';
import { type BookMoment, BookTimeline } from './book-timeline';
import { TradeTape } from './trade-tape';
import type { VenueInstrument } from './venue-instrument';
import type { AggregateTrade, VenueTrade } from './venue-trade';

/** What happened in one market at one moment. */
export interface MarketStep {
  readonly market: VenueMarket;
  readonly timeMs: number;
  /** When the step before was. */
  readonly previousMs: number;
  /** Levels that changed, with what they hold now. */
  readonly change: MarketChange;
  /** Numbers of the first and the last change in it; `undefined` when nothing changed. */
  readonly updates:
    | { readonly first: bigint; readonly last: bigint; readonly previous: bigint; readonly version: number }
    | undefined;
  readonly trades: readonly VenueTrade[];
  readonly aggregates: readonly AggregateTrade[];
}

export interface VenueMarketOptions {
  readonly instrument: VenueInstrument;
  readonly random: Random;
  readonly startMs: number;
  /** How far trades and bars reach back from the start. */
  readonly historyMs: number;
  /** Of the first trade, and of the first change of the book. */
  readonly firstTradeId: bigint;
  readonly firstUpdateId: bigint;
}

/** How far apart the best prices are at most, in ticks. */
const spreadTicks = 60;
const levelsAtLeast = 10;
/** Time between two moments of the history, which has trades and no book. */
const historyStepMs = 2_000;

/** One instrument of a loopback venue: its book, trades and bars, all from one stream of random numbers. */
export class VenueMarket {
  readonly instrument: VenueInstrument;
  readonly #takers: Random;
  readonly #book: SimulatedMarket;
  readonly #tape: TradeTape;
  readonly #timeline = new BookTimeline();
  readonly #bars = new Map<number, BarTape>();
  #timeMs: number;
  #steppedMs: number;
  #updateId: bigint;
  #version = 0;
  /** What has changed since the last step. */
  #changed = { bids: new Map<string, string>(), asks: new Map<string, string>() };
  #steppedTrades = 0;
  #steppedAggregates = 0;

  constructor({ instrument, random, startMs, historyMs, firstTradeId, firstUpdateId }: VenueMarketOptions) {
    this.instrument = instrument;
    this.#takers = random.split('takers');
    this.#book = new SimulatedMarket(
      {
        priceDecimals: instrument.priceDecimals,
        quantityDecimals: instrument.quantityDecimals,
        middleTicks: instrument.startTicks,
        levels: 12,
        lot: instrument.lot,
      },
      random.split('book'),
    );
    this.#tape = new TradeTape(firstTradeId, instrument.quantityDecimals);
    this.#updateId = firstUpdateId;
    this.#timeMs = startMs - historyMs;
    for (; this.#timeMs < startMs; this.#timeMs += historyStepMs) this.#act(0.5);
    this.#timeMs = startMs;
    this.#steppedMs = startMs;
    this.#changed = { bids: new Map(), asks: new Map() };
    this.#steppedTrades = this.#tape.trades.length;
    this.#steppedAggregates = this.#tape.aggregates.length;
    this.#timeline.add(startMs, this.#updateId, { bids: [], asks: [] }, () => this.#book.texts());
  }

  get timeMs(): number {
    return this.#timeMs;
  }

  get trades(): readonly VenueTrade[] {
    return this.#tape.trades;
  }

  get aggregates(): readonly AggregateTrade[] {
    return this.#tape.aggregates;
  }

  /** Best prices in ticks. */
  get touch(): { readonly bid: number; readonly ask: number } {
    return this.#book.touch;
  }

  get updateId(): bigint {
    return this.#updateId;
  }

  /** Counts the changes of the book. */
  get version(): number {
    return this.#version;
  }

  /** The book as it is now, as it was at a time, or after a change. */
  book(at: { readonly timeMs?: number; readonly updateId?: bigint } = {}): BookMoment {
    if (at.timeMs !== undefined) return this.#timeline.atTime(at.timeMs);
    if (at.updateId !== undefined) return this.#timeline.atUpdate(at.updateId);
    return { timeMs: this.#timeMs, updateId: this.#updateId, version: this.#version, ...this.#book.texts() };
  }

  /** Bars of a length; the last is unfinished. */
  bars(lengthMs: number): BarTape {
    let tape = this.#bars.get(lengthMs);
    if (tape === undefined) {
      tape = new BarTape(lengthMs);
      for (const trade of this.trades) tape.add(trade);
      tape.passTo(this.#timeMs);
      this.#bars.set(lengthMs, tape);
    }
    return tape;
  }

  /** Time passes and the others in the market act. */
  step(timeMs: number): MarketStep {
    this.#timeMs = timeMs;
    this.#act(0.3);
    return this.#commit();
  }

  /** The client takes from the book now; no worse than `worstTicks`. */
  take(side: 'buy' | 'sell', steps: number, worstTicks?: number): MarketStep {
    this.#take(side, steps, worstTicks, () => 1);
    return this.#commit();
  }

  #act(takeRate: number): void {
    const random = this.#takers;
    this.#note(this.#book.change());
    if (random.uniform() < takeRate) {
      const side = random.integer(2) === 0 ? 'buy' : 'sell';
      this.#take(side, 1 + random.integer(this.instrument.lot * 6), undefined, () => 1 + random.integer(2));
    }
    this.#note(this.#book.refill(spreadTicks, levelsAtLeast));
  }

  #take(side: 'buy' | 'sell', steps: number, worstTicks: number | undefined, makers: () => number): void {
    const changed = side === 'buy' ? this.#changed.asks : this.#changed.bids;
    for (const take of this.#book.take(side, steps, worstTicks)) {
      const [price, left] = this.#book.text(take.ticks, take.leftSteps);
      changed.set(price, left);
      this.#tape.add({ timeMs: this.#timeMs, price, ticks: take.ticks, side }, sharesOf(take, makers()));
    }
  }

  #note({ bids, asks }: MarketChange): void {
    for (const [price, quantity] of bids) this.#changed.bids.set(price, quantity);
    for (const [price, quantity] of asks) this.#changed.asks.set(price, quantity);
  }

  #commit(): MarketStep {
    const { bids, asks } = this.#changed;
    const change = { bids: [...bids], asks: [...asks] };
    const previous = this.#updateId;
    const count = bids.size + asks.size;
    if (count > 0) {
      this.#changed = { bids: new Map(), asks: new Map() };
      this.#updateId += BigInt(count);
      this.#version += 1;
      this.#timeline.add(this.#timeMs, this.#updateId, change, () => this.#book.texts());
    }
    const trades = this.trades.slice(this.#steppedTrades);
    const aggregates = this.aggregates.slice(this.#steppedAggregates);
    this.#steppedTrades = this.trades.length;
    this.#steppedAggregates = this.aggregates.length;
    for (const tape of this.#bars.values()) {
      for (const trade of trades) tape.add(trade);
      tape.passTo(this.#timeMs);
    }
    const previousMs = this.#steppedMs;
    this.#steppedMs = this.#timeMs;
    const updates = { first: previous + 1n, last: this.#updateId, previous, version: this.#version };
    return {
      market: this,
      timeMs: this.#timeMs,
      previousMs,
      change,
      updates: count === 0 ? undefined : updates,
      trades,
      aggregates,
    };
  }
}

/** What each of one or two makers at a level sells or buys. */
const sharesOf = ({ steps }: MarketTake, makers: number): number[] => {
  const first = makers === 1 ? steps : Math.ceil(steps / 2);
  return first === steps ? [steps] : [first, steps - first];
};

/** The last price, or the middle of the book where nothing has been traded. */
export const lastTicks = (market: VenueMarket): number =>
  market.trades.at(-1)?.ticks ?? Math.round((market.touch.bid + market.touch.ask) / 2);

/** A price of a market as it is written. */
export const priceText = ({ instrument }: VenueMarket, ticks: number): string =>
  decimalText(ticks, instrument.priceDecimals);

export const quantityText = ({ instrument }: VenueMarket, steps: number): string =>
  decimalText(steps, instrument.quantityDecimals);
