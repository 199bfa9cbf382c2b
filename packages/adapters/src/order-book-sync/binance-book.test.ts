import { describe, expect, test } from 'vitest';
import { binanceDepthFrame, binanceSnapshotBody } from '../testing/binance-frames';
import type { TextLevel } from '../testing/text-level';
import { binanceFuturesBook, binanceSpotBook } from '.';
import { script } from './sync-script.test-helper';

const options = { instrumentId: 'binance:BTC/USDT', symbol: 'BTCUSDT' };

const spotDelta = (firstId: number, lastId: number, bids: readonly TextLevel[] = [['99', '1']]) =>
  binanceDepthFrame({
    symbol: 'BTCUSDT',
    eventTimeMs: lastId,
    firstId: String(firstId),
    lastId: String(lastId),
    bids,
    asks: [],
  });
const snapshot = (id: number, bids: readonly TextLevel[] = [['98', '5']]) =>
  binanceSnapshotBody(String(id), bids, [['101', '2']]);

/** A machine that is synced at id 100. */
const synced = (more: Partial<Parameters<typeof binanceSpotBook>[0]> = {}) => {
  const session = script(binanceSpotBook({ ...options, ...more }));
  session.connect();
  session.message(spotDelta(98, 100));
  expect(session.snapshot(snapshot(99))).toEqual(['synced']);
  return session;
};

describe('the first change after a snapshot of Binance spot', () => {
  test.each([
    ['begins right after it', 101, 105, ['synced']],
    ['spans it', 95, 105, ['synced']],
    ['ends at it', 95, 100, ['synced']],
  ])('%s', (_, firstId, lastId, outputs) => {
    const session = script(binanceSpotBook(options));
    session.connect();
    expect(session.message(spotDelta(firstId, lastId))).toEqual(['request-snapshot awaiting-snapshot']);
    expect(session.snapshot(snapshot(100))).toEqual(outputs);
    expect(session.book()?.bids).toEqual(lastId > 100 ? [99, 1, 98, 5] : [98, 5]);
  });

  test('begins later: the snapshot is too old and another is asked for', () => {
    const session = script(binanceSpotBook(options));
    session.connect();
    session.message(spotDelta(102, 105));
    expect(session.snapshot(snapshot(100))).toEqual(['ignored old-snapshot', 'request-snapshot awaiting-snapshot']);
    expect(session.snapshot(snapshot(101))).toEqual(['synced']);
  });

  test('has yet to come: the book is not served until it does', () => {
    const session = script(binanceSpotBook(options));
    session.connect();
    session.message(spotDelta(90, 95));
    expect(session.snapshot(snapshot(100))).toEqual([]);
    expect(session.why()).toBe('awaiting-first-update');
    expect(session.message(spotDelta(96, 99))).toEqual(['ignored old-message']);
    expect(session.why()).toBe('awaiting-first-update');
    expect(session.message(spotDelta(100, 101))).toEqual(['synced']);
  });

  test('has yet to come, and a snapshot that is older still is no use', () => {
    const session = script(binanceSpotBook(options));
    session.connect();
    session.message(spotDelta(90, 95));
    session.snapshot(snapshot(100));
    expect(session.snapshot(snapshot(99))).toEqual(['ignored old-snapshot']);
    expect(session.snapshot(snapshot(105))).toEqual([]);
    expect(session.message(spotDelta(101, 105))).toEqual(['ignored old-message']);
  });

  test('has yet to come, and is not the first any more: another snapshot is asked for', () => {
    const session = script(binanceSpotBook(options));
    session.connect();
    session.message(spotDelta(90, 95));
    session.snapshot(snapshot(100));
    expect(session.message(spotDelta(102, 103))).toEqual(['request-snapshot gap']);
    expect(session.snapshot(snapshot(101))).toEqual(['synced']);
  });

  test('is followed by a gap among those that waited: another snapshot is asked for', () => {
    const session = script(binanceSpotBook(options));
    session.connect();
    session.message(spotDelta(101, 102));
    session.message(spotDelta(105, 106));
    expect(session.snapshot(snapshot(100))).toEqual(['request-snapshot gap']);
    expect(session.why()).toBe('gap');
    // The missing one comes late and spares the snapshot.
    expect(session.message(spotDelta(103, 104))).toEqual(['synced']);
    expect(session.snapshot(snapshot(106))).toEqual(['ignored snapshot-not-needed']);
  });
});

describe('a synced book of Binance spot', () => {
  test('takes changes, also those that overlap, and drops those that it has', () => {
    const session = synced();
    expect(session.message(spotDelta(101, 103, [['99', '0.00']]))).toEqual([]);
    expect(session.message(spotDelta(102, 104, [['97', '3']]))).toEqual([]);
    expect(session.message(spotDelta(102, 104, [['97', '3']]))).toEqual(['ignored old-message']);
    expect(session.book()).toEqual({ bids: [98, 5, 97, 3], asks: [101, 2], updateId: '104' });
  });

  test('removes what is not there without a word', () => {
    const session = synced();
    expect(session.message(spotDelta(101, 101, [['50', '0.00']]))).toEqual([]);
    expect(session.book()?.bids).toEqual([99, 1, 98, 5]);
  });

  test('waits in a small gap, for messages in any order', () => {
    const session = synced({ gaps: { wait: 10 } });
    expect(session.message(spotDelta(105, 106, [['95', '4']]))).toEqual(['unsynced gap']);
    expect(session.message(spotDelta(103, 104, [['95', '3']]))).toEqual([]);
    expect(session.message(spotDelta(103, 104, [['95', '3']]))).toEqual(['ignored duplicate']);
    expect(session.message(spotDelta(101, 102))).toEqual(['synced']);
    expect(session.book()).toMatchObject({ bids: [99, 1, 98, 5, 95, 4], updateId: '106' });
  });

  test('asks for a snapshot when a small gap stays open', () => {
    const session = synced({ gaps: { wait: 10 }, waitMs: 500 });
    session.message(spotDelta(105, 106));
    expect(session.tick(400)).toEqual([]);
    expect(session.tick(200)).toEqual(['request-snapshot gap']);
    expect(session.snapshot(snapshot(104))).toEqual(['synced']);
  });

  test('asks for a snapshot in a medium gap, and for a new connection in a large one', () => {
    const gaps = { wait: 10, snapshot: 100 };
    // Ids 101 to 110 are ten; the eleventh makes the gap a medium one.
    expect(synced({ gaps }).message(spotDelta(111, 111))).toEqual(['unsynced gap']);
    expect(synced({ gaps }).message(spotDelta(112, 112))).toEqual(['unsynced gap', 'request-snapshot gap']);
    expect(synced({ gaps }).message(spotDelta(201, 201))).toEqual(['unsynced gap', 'request-snapshot gap']);
    const session = synced({ gaps });
    expect(session.message(spotDelta(202, 202))).toEqual(['unsynced gap', 'reconnect gap']);
    expect(session.message(spotDelta(101, 101))).toEqual(['ignored not-connected']);
    expect(session.snapshot(snapshot(300))).toEqual(['ignored not-connected']);
    expect(session.connect()).toEqual([]);
    expect(session.why()).toBe('awaiting-snapshot');
  });

  test('asks again for a snapshot that is lost, malformed or crossed, and gives up in the end', () => {
    const session = synced({ gaps: { wait: 0 }, snapshotTimeoutMs: 1_000, maximumAttempts: 4 });
    session.message(spotDelta(102, 102));
    expect(session.tick(1_001)).toEqual(['request-snapshot gap']);
    expect(session.snapshot('{"lastUpdateId":101')).toEqual(['refused NOT_JSON', 'request-snapshot gap']);
    expect(session.snapshot(snapshot(101, [['101', '1']]))).toEqual([
      'refused CROSSED_SNAPSHOT',
      'request-snapshot crossed-book',
    ]);
    expect(session.tick(1_001)).toEqual(['reconnect attempts-exhausted']);
  });

  test('is lost when it crosses, and comes back with a snapshot of at least that id', () => {
    const session = synced();
    expect(session.message(spotDelta(101, 102, [['101', '1']]))).toEqual([
      'unsynced crossed-book',
      'request-snapshot crossed-book',
    ]);
    expect(session.snapshot(snapshot(101))).toEqual(['ignored old-snapshot', 'request-snapshot crossed-book']);
    expect(session.message(spotDelta(103, 103, [['101', '0.00']]))).toEqual([]);
    expect(session.snapshot(snapshot(101))).toEqual(['ignored old-snapshot', 'request-snapshot crossed-book']);
    expect(session.snapshot(snapshot(102))).toEqual(['synced']);
    expect(session.book()?.updateId).toBe('103');
  });

  test('is lost when ids go back while time goes on', () => {
    const session = synced();
    const restarted = spotDelta(5, 7).replace('"E":7', '"E":500');
    expect(session.message(restarted)).toEqual(['unsynced ids-restarted', 'request-snapshot ids-restarted']);
    expect(session.snapshot(snapshot(6))).toEqual(['synced']);
  });

  test('is not synced when a later message was forgotten with the old ids', () => {
    const session = synced();
    const at = (text: string, timeMs: number): string => text.replace(/"E":\d+/, `"E":${timeMs}`);
    expect(session.message(at(spotDelta(105, 106), 106))).toEqual(['unsynced gap']);
    expect(session.message(at(spotDelta(110, 111), 900))).toEqual([]);
    expect(session.message(at(spotDelta(5, 7), 500))).toEqual(['request-snapshot ids-restarted']);
    expect(session.message(at(spotDelta(8, 9), 600))).toEqual([]);
    expect(session.snapshot(snapshot(6))).toEqual(['request-snapshot gap']);
    expect(session.message(at(spotDelta(10, 10), 901))).toEqual(['synced']);
  });

  test('is lost when only old messages come', () => {
    const session = synced({ maximumOldMessages: 3 });
    for (let count = 0; count < 3; count++)
      expect(session.message(spotDelta(98, 100))).toEqual(['ignored old-message']);
    expect(session.message(spotDelta(98, 100))).toEqual([
      'ignored old-message',
      'unsynced stale-stream',
      'reconnect stale-stream',
    ]);
  });

  test('is lost in silence, which a message of any kind ends', () => {
    const session = synced({ silenceMs: 1_000 });
    session.tick(900);
    expect(session.message('{"result":null,"id":1}')).toEqual([]);
    expect(session.tick(900)).toEqual([]);
    expect(session.tick(200)).toEqual(['unsynced silent', 'reconnect silent']);
  });

  test('is lost with its connection', () => {
    const session = synced();
    expect(session.disconnect()).toEqual(['unsynced not-connected']);
    expect(session.book()).toBeUndefined();
    expect(session.message(spotDelta(101, 101))).toEqual(['ignored not-connected']);
    session.connect();
    expect(session.message(spotDelta(101, 101))).toEqual(['request-snapshot awaiting-snapshot']);
  });

  test('lives on when messages are malformed: their ids are missed by the next', () => {
    const session = synced({ gaps: { wait: 10 } });
    expect(session.message(spotDelta(101, 101).replace('"b":[["99","1"]]', '"b":null'))).toEqual([
      'refused WRONG_TYPE',
    ]);
    expect(session.why()).toBe('synced');
    expect(session.message(spotDelta(102, 102))).toEqual(['unsynced gap']);
  });

  test('keeps no more messages for later than it may', () => {
    const session = script(binanceSpotBook({ ...options, maximumPending: 3 }));
    session.connect();
    for (let id = 1; id <= 3; id++) session.message(spotDelta(id, id));
    expect(session.message(spotDelta(4, 4))).toEqual(['reconnect overflow']);
  });

  test('refuses a message that is too long unread', () => {
    const session = synced({ maximumFrameLength: 200 });
    expect(session.message(' '.repeat(201))).toEqual(['refused TOO_LONG']);
  });
});

test('a snapshot that was cut at its limit is known to its last price', () => {
  const session = script(binanceSpotBook({ ...options, snapshotLevels: 1 }));
  session.connect();
  session.message(spotDelta(101, 101, [['90', '1']]));
  session.snapshot(snapshot(100));
  const { bids, asks } = session.state.book;
  expect([bids.knownTo, asks.knownTo, bids.worstPrice]).toEqual([98, 101, 90]);
});

describe('Binance futures', () => {
  const delta = (previousId: number, firstId: number, lastId: number, price = '99') =>
    binanceDepthFrame({
      symbol: 'BTCUSDT',
      eventTimeMs: lastId,
      firstId: String(firstId),
      lastId: String(lastId),
      previousLastId: String(previousId),
      bids: [[price, '1']],
      asks: [],
    });
  const started = (...messages: string[]) => {
    const session = script(binanceFuturesBook({ ...options, gaps: { wait: 10 } }));
    session.connect();
    for (const text of messages) session.message(text);
    return session;
  };

  test('the first change has pu ≤ L ≤ u', () => {
    expect(started(delta(90, 95, 105)).snapshot(snapshot(100))).toEqual(['synced']);
    // Between pu and U nothing of this symbol happened, so a snapshot from there goes with it too.
    expect(started(delta(98, 102, 105)).snapshot(snapshot(100))).toEqual(['synced']);
    expect(started(delta(101, 102, 105)).snapshot(snapshot(100))[0]).toBe('ignored old-snapshot');
  });

  test('each further change has pu equal to the u before, not just below', () => {
    const session = started(delta(90, 95, 105));
    session.snapshot(snapshot(100));
    expect(session.message(delta(105, 300, 310))).toEqual([]);
    expect(session.message(delta(309, 312, 320))).toEqual(['unsynced gap']);
    expect(session.message(delta(310, 311, 309 + 1))).toEqual(['refused BAD_ID']);
    expect(session.book()).toBeUndefined();
  });
});

test('options are checked', () => {
  expect(() => binanceSpotBook({ ...options, symbol: '' })).toThrow('binanceSpotBook: symbol was ""');
  expect(() => binanceSpotBook({ ...options, snapshotLevels: 5_001 })).toThrow('snapshotLevels was 5001');
  expect(() => binanceFuturesBook({ ...options, snapshotLevels: 1_001 })).toThrow('snapshotLevels was 1001');
  expect(() => binanceSpotBook({ ...options, waitMs: 0 })).toThrow('waitMs was 0');
  expect(() => binanceSpotBook({ ...options, gaps: { wait: -1 } })).toThrow('gaps.wait was -1');
  expect(() => binanceSpotBook({ ...options, depth: 5 } as never)).toThrow('no such option');
});
