import type { OrderBook, OrderBookDelta, OrderBookSnapshot } from '@sigmax/core';

/** What an engine is told: see `SyncInput` of `@sigmax/adapters/order-book-sync`. */
export type BookInput =
  | { readonly type: 'connected' | 'disconnected' | 'tick'; readonly timeMs: number }
  | { readonly type: 'message' | 'snapshot'; readonly text: string; readonly timeMs: number };

/** What an engine asks for or tells: see `SyncOutput` there. */
export type BookOutput =
  | {
      readonly type: 'request-snapshot';
      readonly reason: string;
      readonly attempt: number;
      readonly levels: number | undefined;
    }
  | { readonly type: 'reconnect'; readonly reason: string }
  | { readonly type: 'synced'; readonly timeMs: number }
  | { readonly type: 'unsynced'; readonly reason: string; readonly timeMs: number }
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  | { readonly type: 'ignored'; readonly reason: string }
  | { readonly type: 'event'; readonly event: OrderBookSnapshot | OrderBookDelta };

/** A book, if it can be believed, or why not: see `ServedBook` there. */
export type BookAnswer =
  | {
      readonly synced: true;
      readonly book: OrderBook;
      readonly updateId: string | undefined;
      readonly confirmedMs: number;
    }
  | { readonly synced: false; readonly reason: string; readonly staleBook: OrderBook };

/** What `binanceSpotBook`, `bybitBook`, `okxBook`, `krakenBook` and others of `@sigmax/adapters/order-book-sync` make. */
export interface BookEngine {
  start(): unknown;
  next(state: never, input: BookInput): readonly BookOutput[];
  served(state: never): BookAnswer;
}
