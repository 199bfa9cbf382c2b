import { describe, expect, test } from 'vitest';
import { coinbaseBookFrame, coinbaseHeartbeatFrame } from '../testing/coinbase-frames';
import type { TextLevel } from '../testing/text-level';
import { coinbaseBook } from '.';
import { script } from './sync-script.test-helper';

const timestamp = (sequence: number) => `2026-01-01T00:00:${String(sequence).padStart(2, '0')}Z`;
const frame = (type: 'snapshot' | 'update', sequence: number, bids: readonly TextLevel[], product = 'BTC-USD') =>
  coinbaseBookFrame({ product, type, timestamp: timestamp(sequence), sequence, bids, asks: [] });

/** A machine that is synced at sequence number 1. */
const synced = () => {
  const session = script(coinbaseBook({ instrumentId: 'coinbase:BTC/USD', product: 'BTC-USD' }));
  session.connect();
  session.message('{"channel":"subscriptions","timestamp":"2026-01-01T00:00:00Z","sequence_num":0,"events":[]}');
  expect(session.message(frame('snapshot', 1, [['99', '1']]))).toEqual(['synced']);
  return session;
};

describe('a book of Coinbase', () => {
  test('counts every message of the connection', () => {
    const session = synced();
    expect(session.message(coinbaseHeartbeatFrame(timestamp(2), 2))).toEqual([]);
    expect(session.message(frame('update', 3, [['2', '2']], 'ETH-USD'))).toEqual([]);
    expect(session.message(frame('update', 4, [['98', '4']]))).toEqual([]);
    expect(session.book()).toEqual({ bids: [99, 1, 98, 4], asks: [], updateId: '4' });
    expect(session.state.book.timeMs).toBe(Date.UTC(2026, 0, 1, 0, 0, 4));
  });

  test('misses a message of another channel', () => {
    const session = synced();
    expect(session.message(frame('update', 3, [['98', '4']]))).toEqual(['unsynced gap']);
    expect(session.message(coinbaseHeartbeatFrame(timestamp(2), 2))).toEqual(['synced']);
  });

  test('keeps its time when a message has none', () => {
    const session = synced();
    expect(session.message('{"channel":"other","sequence_num":2}')).toEqual([]);
    expect(session.state.book.timeMs).toBe(Date.UTC(2026, 0, 1, 0, 0, 1));
  });

  test('takes a snapshot that was subscribed to anew on the same connection', () => {
    const session = synced();
    expect(session.message(frame('update', 30, [['98', '4']]))).toEqual(['unsynced gap', 'request-snapshot gap']);
    expect(session.message(frame('update', 31, [['98', '5']]))).toEqual([]);
    expect(session.message(frame('snapshot', 32, [['97', '7']]))).toEqual(['synced']);
    expect(session.message(frame('snapshot', 1, [['99', '1']]))).toEqual(['ignored old-snapshot']);
    expect(session.book()).toMatchObject({ bids: [97, 7], updateId: '32' });
  });
});

test('options are checked', () => {
  expect(() => coinbaseBook({ instrumentId: 'x', product: '' })).toThrow('coinbaseBook: product was ""');
});
