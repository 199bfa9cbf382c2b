import { describe, expect, test } from 'vitest';
import { okxAnswerFrame, okxBookFrame } from '../testing/okx-frames';
import type { TextLevel } from '../testing/text-level';
import { okxBook } from '.';
import { script } from './sync-script.test-helper';

const frame = (previousId: number, id: number, timeMs: number, bids: readonly TextLevel[] = []) =>
  okxBookFrame({
    instrument: 'BTC-USDT',
    action: previousId === -1 ? 'snapshot' : 'update',
    timeMs,
    sequenceId: String(id),
    previousSequenceId: String(previousId),
    bids,
    asks: previousId === -1 ? [['101', '1']] : [],
  });

/** A machine that is synced at seqId 100, ts 1,000. */
const synced = () => {
  const session = script(okxBook({ instrumentId: 'okx:BTC/USDT', instrument: 'BTC-USDT', gaps: { wait: 20 } }));
  session.connect();
  session.message(okxAnswerFrame('BTC-USDT'));
  expect(session.message(frame(-1, 100, 1_000, [['99', '1']]))).toEqual(['synced']);
  return session;
};

describe('a book of OKX', () => {
  test('takes the change that names it, and messages without a change', () => {
    const session = synced();
    expect(session.message(frame(100, 107, 1_100, [['98', '2']]))).toEqual([]);
    expect(session.message(frame(107, 107, 61_100))).toEqual([]);
    expect(session.message('pong')).toEqual([]);
    expect(session.message(frame(107, 110, 61_200, [['98', '0']]))).toEqual([]);
    expect(session.book()).toEqual({ bids: [99, 1], asks: [101, 1], updateId: '110' });
  });

  test('misses what is missing, also when a message without a change tells of it', () => {
    const session = synced();
    expect(session.message(frame(107, 107, 61_100))).toEqual(['unsynced gap']);
    expect(session.message(frame(100, 107, 1_100))).toEqual(['synced']);
  });

  test('is not synced while another gap is open, also among messages of one time', () => {
    const session = synced();
    expect(session.message(frame(107, 110, 1_100))).toEqual(['unsynced gap']);
    expect(session.message(frame(112, 115, 1_100))).toEqual([]);
    expect(session.message(frame(100, 107, 1_100))).toEqual([]);
    expect(session.why()).toBe('gap');
    expect(session.message(frame(110, 112, 1_100))).toEqual(['synced']);
    expect(session.book()?.updateId).toBe('115');
  });

  test('goes on when the ids start again lower', () => {
    const session = synced();
    expect(session.message(frame(100, 3, 1_100, [['98', '2']]))).toEqual([]);
    expect(session.message(frame(3, 8, 1_200, [['98', '3']]))).toEqual([]);
    // A message of the time before was held back; its id is larger and its time is not.
    expect(session.message(frame(95, 99, 900, [['98', '9']]))).toEqual(['ignored old-message']);
    expect(session.message(frame(97, 101, 950, [['98', '9']]))).toEqual(['ignored old-message']);
    expect(session.book()).toMatchObject({ bids: [99, 1, 98, 3], updateId: '8' });
  });

  test('is lost when the message that starts the ids again was missed', () => {
    const session = synced();
    expect(session.message(frame(3, 8, 1_200))).toEqual(['unsynced ids-restarted', 'request-snapshot ids-restarted']);
    expect(session.message(frame(-1, 99, 990))).toEqual(['ignored old-snapshot', 'request-snapshot ids-restarted']);
    expect(session.message(frame(-1, 8, 1_210, [['97', '1']]))).toEqual(['synced']);
  });

  test('takes a snapshot as new as itself only when it needs one', () => {
    const session = synced();
    expect(session.message(frame(-1, 100, 1_000, [['97', '1']]))).toEqual(['ignored old-snapshot']);
    expect(session.book()?.bids).toEqual([99, 1]);
    session.message(frame(130, 140, 1_300));
    expect(session.why()).toBe('gap');
    expect(session.message(frame(-1, 140, 1_300, [['96', '6']]))).toEqual(['synced']);
    expect(session.book()).toMatchObject({ bids: [96, 6], updateId: '140' });
  });
});

test('options are checked', () => {
  expect(() => okxBook({ instrumentId: 'x', instrument: '' })).toThrow('okxBook: instrument was ""');
});
