import { orderBookSnapshot } from '@sigmax/core';
import type { OrderBookSync } from './order-book-sync';
import type { SyncInput } from './sync-input';
import type { SyncState } from './sync-state';

/** Plays inputs one after the other, a millisecond apart, and shows outputs and the book as short texts. */
export const script = <State extends SyncState>(sync: OrderBookSync<State>) => {
  const state = sync.start();
  let timeMs = 0;
  const give = (input: SyncInput): string[] =>
    sync.next(state, input).map((output) => {
      if (output.type === 'refused') return `refused ${output.code}`;
      return 'reason' in output ? `${output.type} ${output.reason}` : output.type;
    });
  return {
    state,
    connect: () => give({ type: 'connected', timeMs: ++timeMs }),
    disconnect: () => give({ type: 'disconnected', timeMs: ++timeMs }),
    message: (text: string) => give({ type: 'message', text, timeMs: ++timeMs }),
    snapshot: (text: string) => give({ type: 'snapshot', text, timeMs: ++timeMs }),
    tick: (afterMs: number) => {
      timeMs += afterMs;
      return give({ type: 'tick', timeMs });
    },
    /** `undefined` while it is not synced. */
    book: () => {
      const served = sync.served(state);
      if (!served.synced) return undefined;
      const { bids, asks } = orderBookSnapshot(served.book);
      return { bids, asks, updateId: served.updateId };
    },
    why: () => {
      const served = sync.served(state);
      return served.synced ? 'synced' : served.reason;
    },
  };
};
