/** A trade of a loopback venue, in texts as it is sent and in whole units as it is counted. */
export interface VenueTrade {
  /** Whole number as text; ids rise by one. */
  readonly id: string;
  readonly timeMs: number;
  readonly price: string;
  readonly quantity: string;
  readonly ticks: number;
  readonly steps: number;
  /** Who took. */
  readonly side: 'buy' | 'sell';
  /** Number of what it is aggregated into: the trades of one taker at one price. */
  readonly aggregate: number;
  /** Counts the trades of its moment from 0. */
  readonly place: number;
}

/** Trades of one taker at one price, as some venues stream and list them. */
export interface AggregateTrade {
  readonly id: string;
  readonly firstId: string;
  readonly lastId: string;
  readonly timeMs: number;
  readonly price: string;
  readonly quantity: string;
  readonly side: 'buy' | 'sell';
}
