import { LevelBuffer } from './level-buffer';

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
  /** Digits that rise with the venue's time; empty when the message has no time. */
  order = '';
  readonly bids = new KrakenSide();
  readonly asks = new KrakenSide();

  clear(): void {
    this.kind = 'other';
    this.checksum = 0;
    this.timeMs = undefined;
    this.order = '';
    this.bids.clear();
    this.asks.clear();
  }
}
