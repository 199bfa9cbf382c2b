import {
  createOrderBook,
  DataError,
  InvalidOptionsError,
  type OrderBook,
  type OrderBookDelta,
  type OrderBookSnapshot,
  type SigmaxError,
} from '@sigmax/core';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { bookDialect } from './book-dialect';
import type { BookEngine, BookInput, BookOutput } from './book-engine';
import type { CcxtExchange } from './exchange-shape';
import { type CcxtLiveOptions, contractSizeOf, readLiveOptions } from './live-options';
import { type LiveContext, type LiveSession, liveStream } from './live-stream';
import { readBook } from './read-book';

export interface CcxtOrderBookOptions extends CcxtLiveOptions {
  /**
   * The machine that keeps the book from the venue's own messages and knows whether it is right: `binanceSpotBook(…)`,
   * `bybitBook(…)`, … of `@sigmax/adapters/order-book-sync`. Without one ccxt keeps the book, and it is never served as synced.
   */
  readonly sync?: BookEngine | undefined;
  /** Levels a side to subscribe to, where the venue lets choose. Bybit's must be those of its machine, Kraken's are 10. */
  readonly levels?: number | undefined;
  /** Is given each change of a synced book as a market event, if the machine has `emitEvents`. */
  readonly events?: { next(event: OrderBookSnapshot | OrderBookDelta): void } | undefined;
}

/** A book at a moment, with its word on whether it can be believed. */
export type CcxtBook =
  | {
      readonly type: 'book';
      readonly instrumentId: string;
      readonly timeMs: number;
      readonly synced: true;
      /** A view, valid during the call; `orderBookSnapshot` of core makes a copy. */
      readonly book: OrderBook;
      /** Number of the last change in it, as the venue writes it. */
      readonly updateId: string | undefined;
    }
  | {
      readonly type: 'book';
      readonly instrumentId: string;
      readonly timeMs: number;
      readonly synced: false;
      /** Why not: `gap`, `silent`, `not-connected`, …; `not-verified` without a machine. */
      readonly reason: string;
      /** What the book was, for eyes and not for orders. */
      readonly staleBook: OrderBook;
    };

const methods = ['start', 'next', 'served'];

const fields = {
  sync: z
    .custom<BookEngine>(
      (value) => methods.every((name) => typeof Reflect.get(Object(value), name) === 'function'),
      'expected a machine of @sigmax/adapters/order-book-sync',
    )
    .optional(),
  levels: z.int().positive().optional(),
  events: z
    .custom<{ next(event: OrderBookSnapshot | OrderBookDelta): void }>(
      (value) => typeof Reflect.get(Object(value), 'next') === 'function',
      'expected a Subject, or an object with next',
    )
    .optional(),
};

/** Levels that are shown of a book of ccxt. */
const shownLevels = 50;

const outOfStep = (instrumentId: string, reason: string): SigmaxError =>
  new DataError({
    code: 'BOOK_OUT_OF_STEP',
    message: `${instrumentId}: the order book is out of step: ${reason}.`,
    remedy: 'It is connected again, and the book loaded anew.',
    isRetryable: true,
    context: { instrumentId, reason },
  });

/** A book that a machine keeps from the messages of the venue; ccxt connects, subscribes and keeps alive. */
const verified = (
  context: LiveContext<CcxtBook>,
  engine: BookEngine,
  { symbol, levels, events, exchange: name }: Used,
): LiveSession => {
  const dialect = bookDialect(name);
  if (dialect === undefined) throw noDialect(name);
  const state = engine.start() as never;
  let exchange: CcxtExchange | undefined;
  let latestMs = 0;
  let isTold = false;

  // The machine wants a time that does not run backwards.
  const now = (): number => {
    latestMs = Math.max(latestMs, context.nowMs());
    return latestMs;
  };

  const emit = (): void => {
    const { instrumentId } = context;
    const served = engine.served(state);
    const about = { type: 'book', instrumentId, timeMs: latestMs } as const;
    if (served.synced) context.emit({ ...about, synced: true, book: served.book, updateId: served.updateId });
    else context.emit({ ...about, synced: false, reason: served.reason, staleBook: served.staleBook });
  };

  const requestSnapshot = (reason: string, attempt: number, count: number): void => {
    const { snapshot } = dialect;
    if (snapshot === undefined) {
      context.reconnect(outOfStep(context.instrumentId, reason));
      return;
    }
    context.request(
      'fetchOrderBook',
      (one) => snapshot(one, context.market(), count),
      (text) => feed({ type: 'snapshot', text, timeMs: now() }),
      attempt > 1 ? Math.min(5_000, 100 * 2 ** attempt) : 0,
    );
  };

  const follow = (output: BookOutput): void => {
    switch (output.type) {
      case 'request-snapshot':
        requestSnapshot(output.reason, output.attempt, output.levels ?? 1_000);
        break;
      case 'reconnect':
        context.reconnect(outOfStep(context.instrumentId, output.reason));
        break;
      case 'synced':
        context.tell({ type: 'book-synced' });
        break;
      case 'unsynced':
        context.tell({ type: 'book-unsynced', reason: output.reason });
        break;
      case 'refused':
        context.refuse({ code: output.code, problem: output.message });
        break;
      case 'event':
        events?.next(output.event);
        break;
      case 'ignored':
        break;
    }
  };

  const feed = (input: BookInput): void => {
    const wasSynced = engine.served(state).synced;
    const outputs = engine.next(state, input);
    for (const output of outputs) follow(output);
    const isSynced = engine.served(state).synced;
    const isIgnored = outputs.some(({ type }) => type === 'ignored');
    const hasChanged = input.type === 'message' && isSynced && !isIgnored;
    if (!hasChanged && isSynced === wasSynced && isTold) return;
    isTold = true;
    emit();
  };

  return {
    connected: () => feed({ type: 'connected', timeMs: now() }),
    disconnected: () => feed({ type: 'disconnected', timeMs: now() }),
    frame: (text) => {
      if (!dialect.isBook(text)) return false;
      feed({ type: 'message', text, timeMs: now() });
      return true;
    },
    tick: () => {
      if (exchange !== undefined) feed({ type: 'tick', timeMs: now() });
    },
    watch: async (one) => {
      if (exchange !== one) {
        exchange = one;
        // ccxt requests a snapshot of its own at each subscription, for a book that nobody reads here.
        if ('fetchOrderBookSnapshot' in one) Reflect.set(one, 'fetchOrderBookSnapshot', () => Promise.resolve());
      }
      await one.watchOrderBook(symbol, levels);
    },
  };
};

/** A book as ccxt keeps it. */
const unverified = (context: LiveContext<CcxtBook>, { symbol, levels }: Used): LiveSession => {
  const { instrumentId } = context;
  const book = createOrderBook({ instrumentId });
  const emit = (reason: string): void =>
    context.emit({ type: 'book', instrumentId, timeMs: context.nowMs(), synced: false, reason, staleBook: book });
  return {
    connected: () => undefined,
    disconnected: () => emit('not-connected'),
    watch: async (exchange) => {
      const row = await exchange.watchOrderBook(symbol, levels);
      const size = contractSizeOf(context.market(), symbol);
      const snapshot = readBook(row, instrumentId, size, context.nowMs(), levels ?? shownLevels);
      if (snapshot.type === 'refused') {
        context.refuse(snapshot);
        return;
      }
      book.load(snapshot);
      emit('not-verified');
    },
  };
};

interface Used {
  readonly exchange: string;
  readonly symbol: string;
  readonly levels: number | undefined;
  readonly events: CcxtOrderBookOptions['events'];
}

const noDialect = (exchange: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'NO_BOOK_MACHINE',
    message: `exchange was ${JSON.stringify(exchange)}, whose raw messages are not known here.`,
    remedy:
      'Leave sync out; the book is then never served as synced. Binance, Bybit, OKX and Kraken can have a machine.',
    context: { exchange },
  });

/**
 * Streams the order book of a market over ccxt, and with every book whether it can be believed.
 *
 * With `sync` the venue's own messages go to a machine that follows its ids or checksum; ccxt connects, subscribes and keeps the
 * connection alive. A book goes out as `synced` only when that machine says so, after each of its changes; what breaks it is
 * told at once with its reason, and it is loaded anew: by a request where the venue has one (Binance), by a new connection
 * elsewhere. Without `sync` it is the book of ccxt 4.5.84, which follows no ids at Bybit and no checksum at Kraken: never `synced`.
 *
 * - Units: prices in the quote asset; quantities as the venue sends them with `sync`, otherwise in the base asset.
 * - State: cold; each subscription connects, and unsubscribing closes its sockets, timers and requests.
 * - Cost: one connection; one request for each snapshot.
 * - Errors: as `ccxtBars`, without holes.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong; `NO_BOOK_MACHINE`.
 * @example
 * ```ts no-run
 * import { ccxtOrderBook } from '@sigmax/adapters/ccxt';
 * import { binanceSpotBook } from '@sigmax/adapters/order-book-sync';
 * import { midPrice } from '@sigmax/core';
 * const sync = binanceSpotBook({ instrumentId: 'binance:BTC/USDT', symbol: 'BTCUSDT' });
 * ccxtOrderBook({ exchange: 'binance', symbol: 'BTC/USDT', sync }).subscribe((served) => {
 *   console.log(served.synced ? midPrice(served.book) : served.reason);
 * });
 * ```
 */
export const ccxtOrderBook = (options: CcxtOrderBookOptions): Observable<CcxtBook> => {
  const { own, ...settings } = readLiveOptions(fields, options, 'ccxtOrderBook');
  const { sync, levels, events } = own;
  const { venue, symbol } = settings;
  if (sync !== undefined && bookDialect(venue.exchange) === undefined) throw noDialect(venue.exchange);
  const used: Used = { exchange: venue.exchange, symbol, levels, events };
  return liveStream<CcxtBook>(settings, 'order-book', (context) =>
    sync === undefined ? unverified(context, used) : verified(context, sync, used),
  );
};
