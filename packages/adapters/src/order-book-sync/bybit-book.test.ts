import { describe, expect, test } from 'vitest';
import { bybitAnswerFrame, bybitBookFrame } from '../testing/bybit-frames';
import type { TextLevel } from '../testing/text-level';
import { bybitBook } from '.';
import { script } from './sync-script.test-helper';

const frame = (type: 'snapshot' | 'delta', updateId: number, sequence: number, bids: readonly TextLevel[] = []) =>
  bybitBookFrame({
    symbol: 'BTCUSDT',
    depth: 2,
    type,
    timeMs: 1_000,
    updateId: String(updateId),
    sequence: String(sequence),
    bids,
    asks: type === 'snapshot' ? [['101', '1']] : [],
  });

/** A machine that is synced at u = 10, seq = 500. */
const synced = () => {
  const session = script(bybitBook({ instrumentId: 'bybit:BTC/USDT', symbol: 'BTCUSDT', depth: 2 }));
  session.connect();
  session.message(bybitAnswerFrame('subscribe'));
  expect(
    session.message(
      frame('snapshot', 10, 500, [
        ['99', '1'],
        ['98', '2'],
      ]),
    ),
  ).toEqual(['synced']);
  return session;
};

describe('a book of Bybit', () => {
  test('takes changes whose u is one more, and is cut to its depth', () => {
    const session = synced();
    expect(session.message(frame('delta', 11, 510, [['99.5', '3']]))).toEqual([]);
    expect(session.book()).toEqual({ bids: [99.5, 3, 99, 1], asks: [101, 1], updateId: '11' });
    expect(session.state.book.bids.knownTo).toBe(99);
  });

  test('misses what is missing', () => {
    const session = synced();
    expect(session.message(frame('delta', 12, 520))).toEqual(['unsynced gap']);
    expect(session.message(frame('delta', 11, 510))).toEqual(['synced']);
    expect(session.message(frame('delta', 12, 520))).toEqual(['ignored old-message']);
  });

  test.each(['snapshot', 'delta'] as const)('begins again with u = 1 in a %s', (type) => {
    const session = synced();
    expect(session.message(frame(type, 1, 600, [['97', '7']]))).toEqual([]);
    expect(session.book()).toMatchObject({ bids: [97, 7], updateId: '1' });
    // A change of the time before, which was held back, has a larger u and a smaller seq.
    expect(session.message(frame('delta', 11, 510, [['99', '9']]))).toEqual(['ignored old-message']);
    expect(session.message(frame('delta', 2, 610))).toEqual([]);
    expect(session.book()?.updateId).toBe('2');
  });

  test('is lost when the book with u = 1 was missed', () => {
    const session = synced();
    expect(session.message(frame('delta', 2, 610))).toEqual([
      'unsynced ids-restarted',
      'request-snapshot ids-restarted',
    ]);
    // A snapshot of the time before is no use, whatever its u.
    expect(session.message(frame('snapshot', 1, 490))).toEqual([
      'ignored old-snapshot',
      'request-snapshot ids-restarted',
    ]);
    expect(session.message(frame('snapshot', 1, 605, [['97', '7']]))).toEqual(['synced']);
    expect(session.book()?.updateId).toBe('2');
  });

  test('does not go on with a change that is later than one that waits and has a smaller u', () => {
    const session = synced();
    session.message(frame('snapshot', 1, 600, [['97', '7']]));
    expect(session.message(frame('delta', 3, 620))).toEqual(['unsynced gap']);
    // The numbers have started again, again: this 2 is not the one that is missing.
    expect(session.message(frame('delta', 2, 700))).toEqual(['request-snapshot ids-restarted']);
    expect(session.why()).toBe('ids-restarted');
  });

  test('is not synced by a snapshot that is older than a message which was forgotten with the old numbers', () => {
    const session = synced();
    session.message(frame('delta', 15, 560));
    session.message(frame('delta', 20, 720));
    expect(session.message(frame('delta', 3, 710))).toEqual(['request-snapshot ids-restarted']);
    expect(session.message(frame('snapshot', 3, 712))).toEqual([
      'ignored old-snapshot',
      'request-snapshot ids-restarted',
    ]);
    expect(session.message(frame('snapshot', 21, 730))).toEqual(['synced']);
  });

  test('is replaced by a newer snapshot and not by an older one', () => {
    const session = synced();
    session.message(frame('delta', 11, 510, [['99', '5']]));
    expect(session.message(frame('snapshot', 10, 500, [['99', '1']]))).toEqual(['ignored old-snapshot']);
    expect(session.message(frame('snapshot', 11, 510, [['99', '1']]))).toEqual(['ignored old-snapshot']);
    expect(session.book()?.bids).toEqual([99, 5, 98, 2]);
    expect(session.message(frame('snapshot', 14, 540, [['96', '4']]))).toEqual([]);
    expect(session.book()).toMatchObject({ bids: [96, 4], updateId: '14' });
  });

  test('of which the first snapshot was lost asks for one', () => {
    const session = script(bybitBook({ instrumentId: 'x', symbol: 'BTCUSDT', depth: 2, snapshotTimeoutMs: 1_000 }));
    session.connect();
    expect(session.message(frame('delta', 11, 510))).toEqual([]);
    expect(session.tick(1_100)).toEqual(['request-snapshot awaiting-snapshot']);
    expect(session.message(frame('snapshot', 11, 510, [['99', '1']]))).toEqual(['synced']);
  });

  test('is not synced by a snapshot that is older than what has been seen', () => {
    const session = script(bybitBook({ instrumentId: 'x', symbol: 'BTCUSDT', depth: 2 }));
    session.connect();
    session.message(frame('delta', 15, 550));
    expect(session.message(frame('snapshot', 10, 500))).toEqual(['request-snapshot gap']);
    expect(session.why()).toBe('gap');
  });
});

test('options are checked', () => {
  expect(() => bybitBook({ instrumentId: 'x', symbol: 'BTCUSDT', depth: 0 })).toThrow('bybitBook: depth was 0');
});
