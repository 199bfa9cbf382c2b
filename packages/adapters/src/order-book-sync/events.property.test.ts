import { createOrderBook, orderBookSnapshot, seededRandom } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import { contests } from './contests.test-helper';
import { runSession } from './faulty-session.test-helper';
import type { OrderBookSync } from './order-book-sync';
import type { SyncState } from './sync-state';

describe.each(Object.entries(contests))('%s', (_, contest) => {
  test('whoever applies the events has the served book', () => {
    const seed = profileSeed();
    const inner = contest.sync({ emitEvents: true });
    const mirror = createOrderBook({ instrumentId: 'demo:BTC/USDT', maximumLevels: contest.depth });
    let deltas = 0;
    let snapshots = 0;
    const sync: OrderBookSync<SyncState> = {
      ...inner,
      next: (state, input) => {
        const outputs = inner.next(state, input);
        for (const output of outputs) {
          if (output.type !== 'event') continue;
          if (output.event.type === 'order-book-snapshot') {
            snapshots += 1;
            mirror.load(output.event);
          } else {
            deltas += 1;
            mirror.apply(output.event);
          }
        }
        const served = inner.served(state);
        if (served.synced) {
          const { bids, asks } = orderBookSnapshot(served.book);
          expect(orderBookSnapshot(mirror)).toMatchObject({ bids, asks });
        }
        return outputs;
      },
    };
    for (let session = 0; session < share(3, 200); session++) {
      const random = seededRandom(seed + session);
      runSession({
        sync,
        venue: contest.venue(random.split('venue')),
        random: random.split('session'),
        faultyFrames: 300,
        healthyFrames: 40,
      });
    }
    expect(deltas).toBeGreaterThan(100);
    expect(snapshots).toBeGreaterThan(10);
  });
});
