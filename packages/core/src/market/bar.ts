/**
 * Open, high, low, close and volume of one instrument over one interval.
 *
 * `timeMs` is the **close** of the interval (milliseconds since the epoch, UTC): the first moment at which the bar is
 * known. Prices are in the quote asset, volume in the base asset.
 */
export interface Bar {
  readonly type: 'bar';
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}
