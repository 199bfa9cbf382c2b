/** What a perpetual's holders pay each other at a boundary: longs pay shorts when it is above 0. */
export interface FundingRate {
  readonly type: 'funding-rate';
  readonly instrumentId: string;
  /** When it was known. */
  readonly timeMs: number;
  /** Fraction of the position's value for one interval. */
  readonly rate: number;
  /** When it is paid. */
  readonly settlesAtMs: number;
  /** Price of which the value is counted; `undefined` where the venue does not say. */
  readonly markPrice?: number | undefined;
}
