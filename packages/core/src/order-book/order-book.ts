/** One price of one side: bids are what others would buy, asks what they would sell. */
export interface BookLevel {
  readonly price: number;
  readonly quantity: number;
}

/**
 * One side of an order book, read-only.
 *
 * A view of a book that lives: what it answers is true until the next event of that book. Copy what has to last.
 */
export interface BookSide {
  readonly side: 'bid' | 'ask';
  /** How many prices hold something. */
  readonly length: number;
  /** The price that others are offered first; `undefined` when the side is empty. O(1), as are the next two. */
  readonly bestPrice: number | undefined;
  readonly bestQuantity: number | undefined;
  readonly worstPrice: number | undefined;
  /** Levels beyond this price may exist unseen, since the venue told of no more; `undefined` when nothing is hidden. */
  readonly knownTo: number | undefined;
  /** What one price holds, 0 for nothing. */
  quantityAt(price: number): number;
  /** The text that came with a level, in a book that keeps it. */
  digitsAt(price: number): string | undefined;
  /** Calls `visit` for each level from the best outwards until it returns false. `visit` must not change the book. */
  walk(visit: (price: number, quantity: number) => boolean): void;
}

/**
 * The order book of one instrument, read-only.
 *
 * A view, valid during the call that it is handed to; `orderBookSnapshot` makes a copy that lasts.
 */
export interface OrderBook {
  readonly instrumentId: string;
  /** The venue's time of the last event in it; `undefined` before the first. */
  readonly timeMs: number | undefined;
  readonly bids: BookSide;
  readonly asks: BookSide;
  /** Whether the best bid is at or above the best ask, which no matching engine leaves standing: the book is wrong. */
  readonly isCrossed: boolean;
}
