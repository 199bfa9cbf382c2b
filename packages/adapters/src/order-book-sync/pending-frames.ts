import type { BookFrame } from './book-frame';
import type { VenueId } from './venue-id';

/** A change that waits for what comes before it: a copy, since the frame it was in is used again. */
export interface PendingFrame {
  readonly previousId: VenueId;
  readonly lastId: VenueId;
  readonly order: VenueId | undefined;
  readonly timeMs: number;
  readonly bids: Float64Array;
  readonly asks: Float64Array;
}

export const pendingFrame = ({ previousId, lastId, order, timeMs, bids, asks }: BookFrame): PendingFrame => ({
  previousId,
  lastId,
  order,
  timeMs,
  bids: bids.values.slice(0, bids.length),
  asks: asks.values.slice(0, asks.length),
});

/** Whether the same change waits already. */
export const isPending = (pending: readonly PendingFrame[], { previousId, lastId, order }: BookFrame): boolean =>
  pending.some((frame) => frame.lastId === lastId && frame.previousId === previousId && frame.order === order);
