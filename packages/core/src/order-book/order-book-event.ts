/**
 * Levels of one side of a book in one list: price, quantity, price, quantity, …
 *
 * One flat list in place of pairs costs one allocation a side however many levels it has.
 */
export type FlatLevels = readonly number[];

/**
 * Changes of an order book: the quantity that each named price holds from now on.
 *
 * Quantities are absolute, in the base asset; 0 takes the price out of the book, and taking out what is not there is
 * normal. Prices are in the quote asset. `timeMs` is the venue's time of the change.
 */
export interface OrderBookDelta {
  readonly type: 'order-book-delta';
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly bids: FlatLevels;
  readonly asks: FlatLevels;
  /** The venue's number of the change, as text, since such numbers may exceed 2^53. */
  readonly updateId?: string;
}

/** A whole order book: what is not in it holds nothing, up to the prices to which it is known. */
export interface OrderBookSnapshot {
  readonly type: 'order-book-snapshot';
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly bids: FlatLevels;
  readonly asks: FlatLevels;
  readonly updateId?: string;
  /** The lowest bid price of which the snapshot speaks; absent when it has every bid there is. */
  readonly bidsKnownTo?: number;
  /** The highest ask price of which the snapshot speaks; absent when it has every ask there is. */
  readonly asksKnownTo?: number;
}
