import { LevelBuffer } from './level-buffer';
import type { VenueId } from './venue-id';

/** What one message says about one book; filled anew by each parse. */
export class BookFrame {
  /** `other` is any message that says nothing about the book: answers, heartbeats, other instruments. */
  kind: 'other' | 'delta' | 'snapshot' = 'other';
  /** A delta leads from the book of `previousId` to that of `lastId`. */
  previousId: VenueId = -1;
  /** Id of the book after a delta, or of a snapshot. */
  lastId: VenueId = -1;
  /** Rises with the venue's time, also where ids start again; `undefined` when the message has none. */
  order: VenueId | undefined;
  timeMs = 0;
  readonly bids = new LevelBuffer();
  readonly asks = new LevelBuffer();

  clear(): void {
    this.kind = 'other';
    this.previousId = -1;
    this.lastId = -1;
    this.order = undefined;
    this.timeMs = 0;
    this.bids.clear();
    this.asks.clear();
  }
}

/**
 * Reads a message into a frame, which it finds cleared.
 *
 * It must throw a `FrameFault` for every text that is not what the venue documents, and nothing else.
 */
export type ReadFrame = (text: string, frame: BookFrame) => void;
