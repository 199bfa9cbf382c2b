import { seededRandom } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import { contests } from './contests.test-helper';
import { corpus, hostileFrame } from './hostile-frame.test-helper';
import type { SyncOutput } from './sync-output';

describe.each(Object.entries(contests))('%s', (_, contest) => {
  test('no frame throws, pollutes, ends the stream or brings in what is no number', () => {
    const seed = profileSeed();
    const sync = contest.sync();
    const count = share(4_000, 100_000);
    const outputs: Record<string, number> = {};
    let timeMs = 1_700_000_000_000;
    let syncedAfter = 0;

    for (let frames = 0, session = 0; frames < count; session++) {
      const random = seededRandom(seed + session);
      const venue = contest.venue(random.split('venue'));
      const state = sync.start();
      const give = (type: 'message' | 'snapshot', text: string): readonly SyncOutput[] => {
        timeMs += 10;
        const given = sync.next(state, { type, text, timeMs });
        for (const output of given) outputs[output.type] = (outputs[output.type] ?? 0) + 1;
        return given;
      };
      const heal = (): void => {
        sync.next(state, { type: 'connected', timeMs });
        for (const { text } of venue.connect(timeMs)) give('message', text);
        give('message', venue.publish(timeMs).text);
        if (venue.snapshots === 'requested') give('snapshot', venue.snapshot(timeMs).text);
        give('message', venue.publish(timeMs).text);
      };
      const check = (text: string): void => {
        const served = sync.served(state);
        const book = served.synced ? served.book : served.staleBook;
        for (const side of [book.bids, book.asks]) {
          side.walk((price, quantity) => {
            const isNumber = price > 0 && price <= 1e100 && quantity > 0 && quantity <= 1e100;
            if (!isNumber) expect.unreachable(`${price} × ${quantity} after ${text.slice(0, 300)}`);
            return true;
          });
        }
        if (served.synced && book.isCrossed) expect.unreachable(`crossed after ${text.slice(0, 300)}`);
      };

      heal();
      for (let turn = 0; turn < 40; turn++, frames++) {
        const isBody = venue.snapshots === 'requested' && random.integer(3) === 0;
        const good = isBody ? venue.snapshot(timeMs) : venue.publish(timeMs);
        const text = hostileFrame(good.text, random);
        give(isBody ? 'snapshot' : 'message', text);
        check(text);
        if (random.integer(3) === 0) {
          give('message', venue.publish(timeMs).text);
          check('a good message');
        }
      }
      // Whatever came, the stream lives on.
      heal();
      if (sync.served(state).synced) syncedAfter += 1;
      else expect.unreachable(`seed ${seed + session}: not synced after a new connection`);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    }
    expect(syncedAfter).toBeGreaterThan(0);
    expect(outputs.refused ?? 0).toBeGreaterThan(count / 4);
  });

  test('what is stored of hostile texts is refused or says nothing', () => {
    const sync = contest.sync();
    const state = sync.start();
    sync.next(state, { type: 'connected', timeMs: 0 });
    for (const text of corpus) {
      const outputs = sync.next(state, { type: 'message', text, timeMs: 0 });
      expect(
        outputs.every(({ type }) => type === 'refused'),
        text.slice(0, 100),
      ).toBe(true);
      expect(sync.served(state).synced).toBe(false);
    }
  });
});

test('ids stay exact, however long they are', () => {
  const { sync, venue } = contests['OKX v5'] as (typeof contests)[string];
  const machine = sync();
  const state = machine.start();
  machine.next(state, { type: 'connected', timeMs: 0 });
  const id = '90071992547409931234567890123456789';
  const snapshot = venue(seededRandom(1))
    .snapshot(0)
    .text.replace(/"seqId":\d+/, `"seqId":${id}`);
  machine.next(state, { type: 'message', text: snapshot, timeMs: 0 });
  expect(machine.served(state)).toMatchObject({ synced: true, updateId: id });
});
