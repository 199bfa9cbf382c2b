import { z } from 'zod';
import { DataError } from '../errors';
import { parseOptions } from '../options';
import { checkLevels } from './check-levels';
import type { OrderBook } from './order-book';
import type { OrderBookDelta, OrderBookSnapshot } from './order-book-event';
import { PriceLevels } from './price-levels';

export interface OrderBookOptions {
  /** `"venue:BASE/QUOTE"`. */
  readonly instrumentId: string;
  /**
   * Levels a side that the venue maintains. Worse ones are dropped after each event, since the venue says no more of them.
   * Defaults to no limit.
   */
  readonly maximumLevels?: number;
  /** Whether levels keep the text that `update` is given with them. Defaults to false. */
  readonly keepsDigits?: boolean;
}

/** An order book that events change. Who only reads gets it as an `OrderBook`. */
export interface MutableOrderBook extends OrderBook {
  /** Replaces everything by a snapshot. A snapshot that is refused leaves the book as it was, a crossed one empty. */
  load(snapshot: OrderBookSnapshot): void;
  /** Applies changes. A delta that is refused leaves the book as it was; one that crosses it leaves it crossed. */
  apply(delta: OrderBookDelta): void;
  /**
   * Sets levels of one side from the first `count` numbers of a flat list that may be longer and is only read; for readers
   * of feeds, which reuse their lists. `digits` holds a text for each level. Neither time nor crossing is checked.
   */
  update(side: 'bid' | 'ask', levels: ArrayLike<number>, count: number, digits?: readonly string[]): void;
  /** Ends a series of `update`: drops levels beyond the limit and stamps the book. */
  finish(timeMs: number): void;
  /** Empties the book. The arguments say up to which prices the levels that follow are all there are. */
  clear(bidsKnownTo?: number, asksKnownTo?: number): void;
}

const schema = z.strictObject({
  instrumentId: z.string().min(1),
  maximumLevels: z.int().positive().optional(),
  keepsDigits: z.boolean().default(false),
});

class Book implements MutableOrderBook {
  readonly instrumentId: string;
  readonly bids: PriceLevels;
  readonly asks: PriceLevels;
  timeMs: number | undefined;

  constructor({ instrumentId, maximumLevels, keepsDigits }: z.output<typeof schema>) {
    const options = { keepsDigits, ...(maximumLevels === undefined ? {} : { limit: maximumLevels }) };
    this.instrumentId = instrumentId;
    this.bids = new PriceLevels('bid', options);
    this.asks = new PriceLevels('ask', options);
  }

  get isCrossed(): boolean {
    const bid = this.bids.bestPrice;
    const ask = this.asks.bestPrice;
    return bid !== undefined && ask !== undefined && bid >= ask;
  }

  load(snapshot: OrderBookSnapshot): void {
    this.#check(snapshot, 'order-book-snapshot');
    this.clear(snapshot.bidsKnownTo, snapshot.asksKnownTo);
    this.#take(snapshot);
    if (!this.isCrossed) return;
    const crossed = this.#crossed(snapshot.timeMs);
    this.clear();
    throw crossed;
  }

  apply(delta: OrderBookDelta): void {
    this.#check(delta, 'order-book-delta');
    this.#take(delta);
    if (this.isCrossed) throw this.#crossed(delta.timeMs);
  }

  update(side: 'bid' | 'ask', levels: ArrayLike<number>, count: number, digits?: readonly string[]): void {
    (side === 'bid' ? this.bids : this.asks).update(levels, count, digits);
  }

  finish(timeMs: number): void {
    this.bids.truncate();
    this.asks.truncate();
    this.timeMs = timeMs;
  }

  clear(bidsKnownTo?: number, asksKnownTo?: number): void {
    this.bids.clear(bidsKnownTo);
    this.asks.clear(asksKnownTo);
    this.timeMs = undefined;
  }

  #take({ bids, asks, timeMs }: OrderBookDelta | OrderBookSnapshot): void {
    this.bids.update(bids, bids.length);
    this.asks.update(asks, asks.length);
    this.finish(timeMs);
  }

  #check(event: OrderBookDelta | OrderBookSnapshot, type: string): void {
    const { instrumentId, timeMs } = event;
    const fail = (code: string, message: string, remedy: string): never => {
      throw new DataError({
        code,
        message: `${this.instrumentId}: ${message}.`,
        remedy,
        context: { instrumentId: this.instrumentId, type: event.type, timeMs },
      });
    };
    if (event.type !== type) fail('WRONG_EVENT', `event was ${String(event.type)}`, `Give an ${type}.`);
    if (instrumentId !== this.instrumentId) {
      fail('WRONG_INSTRUMENT', `event was of ${instrumentId}`, 'Keep one book for each instrument.');
    }
    if (!Number.isFinite(timeMs)) fail('NOT_FINITE', `time was ${timeMs}`, 'Give milliseconds since the epoch.');
    if (this.timeMs !== undefined && timeMs < this.timeMs && type === 'order-book-delta') {
      fail('OUT_OF_ORDER', `time ${timeMs} came after ${this.timeMs}`, 'Apply changes in the order of their time.');
    }
    if (event.type === 'order-book-snapshot') {
      for (const knownTo of [event.bidsKnownTo, event.asksKnownTo]) {
        if (knownTo === undefined || (knownTo > 0 && knownTo < Infinity)) continue;
        fail('NOT_FINITE', `known to ${knownTo}`, 'Give a price, or leave it out when nothing is hidden.');
      }
    }
    checkLevels(event.bids, 'bid', instrumentId);
    checkLevels(event.asks, 'ask', instrumentId);
  }

  #crossed(timeMs: number): DataError {
    const bid = this.bids.bestPrice;
    const ask = this.asks.bestPrice;
    return new DataError({
      code: 'CROSSED_BOOK',
      message: `${this.instrumentId}: best bid ${bid} was not below best ask ${ask}.`,
      remedy: 'A change was lost: load a new snapshot.',
      context: { instrumentId: this.instrumentId, bid, ask, timeMs },
    });
  }
}

/**
 * Creates an empty order book: every price that holds something, bids and asks.
 *
 * - Units: prices in the quote asset, quantities in the base asset.
 * - State: prices of any decimal places; near the best price they are kept by tick, the others in sorted arrays.
 * - Cost: O(1) for the best prices and for a change near them, O(log n) to find and O(n) to move a level far away; 4 kB of
 *   memory for a small book, 64 KiB more for a side once it has 256 levels, and 16 bytes for each level far away.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} from `load` and `apply`: `NOT_FINITE`, `NOT_POSITIVE`, `TOO_LARGE`, `NEGATIVE_QUANTITY`, `ODD_LEVELS`,
 *   `CROSSED_BOOK`, `OUT_OF_ORDER`, `WRONG_INSTRUMENT`, `WRONG_EVENT`.
 * @example
 * ```ts
 * import { createOrderBook } from '@sigmax/core';
 * const instrumentId = 'binance:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99.5, 2, 99, 4], asks: [100, 1] });
 * book.apply({ type: 'order-book-delta', instrumentId, timeMs: 1, bids: [99.5, 0], asks: [99.9, 3] });
 * [book.bids.bestPrice, book.asks.bestPrice]; // => [99, 99.9]
 * ```
 */
export const createOrderBook = (options: OrderBookOptions): MutableOrderBook =>
  new Book(parseOptions(schema, options, 'createOrderBook'));
