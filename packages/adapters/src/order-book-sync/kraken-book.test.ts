import { describe, expect, test } from 'vitest';
import { krakenBookChecksum, krakenBookFrame, krakenHeartbeatFrame } from '../testing/kraken-frames';
import type { TextLevel } from '../testing/text-level';
import { krakenBook } from '.';
import { script } from './sync-script.test-helper';

const bids: readonly TextLevel[] = [
  ['99.0', '1.00000000'],
  ['98.0', '2.00000000'],
];
const asks: readonly TextLevel[] = [['101.0', '0.50000000']];
const timestamp = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000Z`;
const snapshot = (second: number | undefined, of = bids) =>
  krakenBookFrame({
    symbol: 'BTC/USD',
    type: 'snapshot',
    checksum: krakenBookChecksum(of, asks),
    ...(second === undefined ? {} : { timestamp: timestamp(second) }),
    bids: of,
    asks,
  });
/** A change of bids, after which the bids are `after`. */
const update = (second: number, changed: readonly TextLevel[], after: readonly TextLevel[]) =>
  krakenBookFrame({
    symbol: 'BTC/USD',
    type: 'update',
    checksum: krakenBookChecksum(after, asks),
    timestamp: timestamp(second),
    bids: changed,
    asks: [],
  });
const options = { instrumentId: 'kraken:BTC/USD', symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 };

const synced = () => {
  const session = script(krakenBook(options));
  session.connect();
  expect(session.message(snapshot(1))).toEqual(['synced']);
  return session;
};
const more: TextLevel = ['98.5', '3.00000000'];
const withMore = [bids[0] as TextLevel, more, bids[1] as TextLevel];

describe('a book of Kraken', () => {
  test('takes changes whose checksum fits', () => {
    const session = synced();
    expect(session.message(krakenHeartbeatFrame())).toEqual([]);
    expect(session.message(update(2, [more], withMore))).toEqual([]);
    expect(session.book()).toEqual({ bids: [99, 1, 98.5, 3, 98, 2], asks: [101, 0.5], updateId: undefined });
    expect(session.message(update(3, [['98.5', '0.00000000']], bids))).toEqual([]);
    expect(session.book()?.bids).toEqual([99, 1, 98, 2]);
  });

  test('is lost at the first change whose checksum does not fit', () => {
    const session = synced();
    expect(session.message(update(3, [['97.0', '1.00000000']], [...withMore, ['97.0', '1.00000000']]))).toEqual([
      'unsynced checksum-mismatch',
      'request-snapshot checksum-mismatch',
    ]);
    expect(session.message(update(4, [], withMore))).toEqual([]);
    expect(session.message(snapshot(5, withMore))).toEqual(['synced']);
  });

  test('does not go back to an old book whose old checksum fits', () => {
    const session = synced();
    const first = update(2, [['98.0', '7.00000000']], [bids[0] as TextLevel, ['98.0', '7.00000000']]);
    session.message(first);
    session.message(update(3, [['98.0', '2.00000000']], bids));
    // It would fit: the book is as it was before it.
    expect(session.message(first)).toEqual(['ignored old-message']);
    expect(session.book()?.bids).toEqual([99, 1, 98, 2]);
  });

  test('tells messages of one time apart by their text', () => {
    const session = synced();
    const first = update(2, [['98.0', '7.00000000']], [bids[0] as TextLevel, ['98.0', '7.00000000']]);
    const second = update(2, [['98.0', '2.00000000']], bids);
    expect([first, second, first].map(session.message)).toEqual([[], [], ['ignored old-message']]);
    expect(session.book()?.bids).toEqual([99, 1, 98, 2]);
  });

  test('takes no snapshot that is older than what it has seen, nor one that it did not ask for', () => {
    const session = synced();
    session.message(update(3, [more], withMore));
    expect(session.message(snapshot(2))).toEqual(['ignored old-snapshot']);
    expect(session.message(snapshot(undefined))).toEqual(['ignored snapshot-not-needed']);
    expect(session.message(snapshot(3))).toEqual(['ignored snapshot-not-needed']);
    expect(session.book()?.bids).toEqual([99, 1, 98.5, 3, 98, 2]);
    // A newer one says what the book is now.
    expect(session.message(snapshot(4))).toEqual([]);
    expect(session.book()?.bids).toEqual([99, 1, 98, 2]);
  });

  test('believes a snapshot without a time when a change after it has fitted', () => {
    const session = script(krakenBook(options));
    session.connect();
    expect(session.message(snapshot(undefined))).toEqual([]);
    expect(session.why()).toBe('awaiting-first-update');
    expect(session.message(update(2, [more], withMore))).toEqual(['synced']);
  });

  test('finds out that a snapshot without a time was old', () => {
    const session = script(krakenBook(options));
    session.connect();
    session.message(snapshot(undefined));
    expect(session.message(update(2, [['97.0', '1.00000000']], [...withMore, ['97.0', '1.00000000']]))).toEqual([
      'request-snapshot checksum-mismatch',
    ]);
  });

  test('asks again for a snapshot whose own checksum does not fit', () => {
    const session = script(krakenBook(options));
    session.connect();
    expect(session.message(snapshot(1).replace('2.00000000', '2.00000001'))).toEqual([
      'request-snapshot checksum-mismatch',
    ]);
    expect(session.message(snapshot(2))).toEqual(['synced']);
  });

  test('sees a point that moved, which the digits of the checksum do not show', () => {
    const session = synced();
    const text = update(2, [['98.0', '0.50000000']], [bids[0] as TextLevel, ['98.0', '0.50000000']]);
    // 5.0000000 has the digits of 0.50000000; with all its places it has not.
    expect(session.message(text.replace('"qty":0.50000000', '"qty":5.0000000'))).toEqual([
      'unsynced checksum-mismatch',
      'request-snapshot checksum-mismatch',
    ]);
  });

  test('is cut to ten levels after a message', () => {
    const eleven: TextLevel[] = Array.from({ length: 11 }, (_, index) => [`${99 - index}.0`, '1.00000000']);
    const session = script(krakenBook(options));
    session.connect();
    session.message(snapshot(1, eleven.slice(1)));
    expect(session.message(update(2, eleven.slice(0, 1), eleven.slice(0, 10)))).toEqual([]);
    expect(session.book()?.bids.length).toBe(20);
    expect(session.state.book.bids.knownTo).toBe(90);
  });

  test('is lost when it crosses, in silence, and with its connection', () => {
    const session = synced();
    const crossed = update(2, [['102.0', '1.00000000']], [['102.0', '1.00000000'], ...bids]);
    expect(session.message(crossed)).toEqual(['unsynced crossed-book', 'request-snapshot crossed-book']);
    session.message(snapshot(3));
    expect(session.tick(90_001)).toEqual(['unsynced silent', 'reconnect silent']);
    expect(session.message(snapshot(4))).toEqual(['ignored not-connected']);
    session.connect();
    session.message(snapshot(5));
    expect(session.disconnect()).toEqual(['unsynced not-connected']);
    expect(session.snapshot('{}')).toEqual(['ignored not-connected']);
  });

  test('lives on when a message is malformed', () => {
    const session = synced();
    expect(session.message('{"channel":"book"')).toEqual(['refused NOT_JSON']);
    expect(session.message(' '.repeat(20_000_000))).toEqual(['refused TOO_LONG']);
    expect(session.snapshot('{}')).toEqual(['ignored snapshot-not-needed']);
    expect(session.why()).toBe('synced');
  });
});

test('options are checked', () => {
  expect(() => krakenBook({ ...options, priceDecimals: -1 })).toThrow('krakenBook: priceDecimals was -1');
  expect(() => krakenBook({ ...options, depth: 25 } as never)).toThrow('no such option');
});
