/** One trade of a market. */
export interface Trade {
  readonly type: 'trade';
  readonly instrumentId: string;
  readonly timeMs: number;
  /** The venue's id, exact as text: it exceeds 2^53. */
  readonly id: string;
  /** In quote per base. */
  readonly price: number;
  /** In base. */
  readonly quantity: number;
  /** Who took: a `buy` lifted the ask. `undefined` where the venue does not say. */
  readonly side: 'buy' | 'sell' | undefined;
}
