import { LevelBuffer } from './level-buffer';
import type { VenueId } from './venue-id';

/** One side of a Kraken message: levels, and for each its digits as the checksum wants them. */
export class KrakenSide {
  readonly levels = new LevelBuffer();
  readonly digits: string[] = [];

  clear(): void {
    this.levels.clear();
    this.digits.length = 0;
  }
}

/** What one message says about one book; filled anew by each parse. */
export class KrakenFrame {
  kind: 'other' | 'update' | 'snapshot' = 'other';
  /** CRC-32 of the book after the message. */
  checksum = 0;
  timeMs: number | undefined;
  /** Rises with the venue's time; `undefined` when the message has none. */
  order: VenueId | undefined;
  readonly bids = new KrakenSide();
  readonly asks = new KrakenSide();

  clear(): void {
    this.kind = 'other';
    this.checksum = 0;
    this.timeMs = undefined;
    this.order = undefined;
    this.bids.clear();
    this.asks.clear();
  }
}
