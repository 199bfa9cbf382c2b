/** Which stream a status is about. */
export type CcxtStream = 'bars' | 'trades' | 'quotes' | 'order-book' | 'funding';

/** What every status says. */
interface About {
  readonly exchange: string;
  readonly stream: CcxtStream;
  readonly instrumentId: string;
  /** The venue's time, as far as it is measured. */
  readonly timeMs: number;
}

/** The parts of a status that its stream knows. */
export type CcxtStatusPart =
  /** A WebSocket connection is open; `connection` counts from 1. */
  | { readonly type: 'connected'; readonly connection: number }
  /** The connection is gone: cut, silent, or given up. */
  | { readonly type: 'disconnected'; readonly code: string; readonly message: string }
  /** A connection failed and is tried again after `delayMs`. */
  | { readonly type: 'retrying'; readonly code: string; readonly attempt: number; readonly delayMs: number }
  /** Requests have brought what was missed: so many bars or trades, 0 when nothing was. */
  | { readonly type: 'backfilled'; readonly count: number }
  /** The venue has later data and not this. `missing` is `undefined` where nothing tells how much it is. */
  | { readonly type: 'hole'; readonly fromMs: number; readonly toMs: number; readonly missing: number | undefined }
  /** Nothing brings back quotes and rates of this time: no connection was open. */
  | { readonly type: 'missed'; readonly fromMs: number; readonly toMs: number }
  /** Something the venue sent was no data; `count` is how often so far. */
  | { readonly type: 'refused'; readonly code: string; readonly problem: string; readonly count: number }
  /** A request failed and is made again after `delayMs`. */
  | {
      readonly type: 'request-failed';
      readonly operation: string;
      readonly code: string;
      readonly attempt: number;
      readonly delayMs: number;
    }
  /** The venue's clock was measured: its time is that of the clock plus `offsetMs`. */
  | { readonly type: 'clock-measured'; readonly offsetMs: number; readonly uncertaintyMs: number }
  | { readonly type: 'book-synced' }
  | { readonly type: 'book-unsynced'; readonly reason: string };

/** What happens to a stream beside its data. */
export type CcxtStatus = About & CcxtStatusPart;

/**
 * Where statuses go: a `Subject<CcxtStatus>`, or anything with `next`.
 *
 * An implementer guarantees: `next` returns without waiting. What it throws ends the stream with that error.
 */
export interface CcxtStatusSink {
  next(status: CcxtStatus): void;
}
