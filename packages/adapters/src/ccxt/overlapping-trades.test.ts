import type { Trade } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { overlappingTrades } from './overlapping-trades';
import type { TradeJoinOutput } from './trade-join';

const trade = (id: string, timeMs: number): Trade => ({
  type: 'trade',
  instrumentId: 'demo:BTC/USDT',
  timeMs,
  id,
  price: 1,
  quantity: 1,
  side: undefined,
});
const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((id, index) => trade(id, 10 + index)) as [
  Trade,
  Trade,
  Trade,
  Trade,
  Trade,
];

const short = (outputs: readonly TradeJoinOutput[]): unknown[] =>
  outputs.map((output) => {
    if (output.type === 'trade') return output.trade.id;
    if (output.type === 'fetch') return `fetch from ${output.sinceMs} #${output.attempt}`;
    return output.type === 'hole' ? `hole ${output.fromMs}-${output.toMs}` : output.type;
  });

const join = overlappingTrades(undefined);

const running = () => {
  const state = join.start();
  expect(join.connected(state)).toEqual([]);
  expect(short(join.streamed(state, [a, a, b]))).toEqual(['a', 'b']);
  return state;
};

describe('overlappingTrades', () => {
  it('holds trades of a new connection back until an answer reaches from the old ones to them', () => {
    const state = running();
    expect(short(join.connected(state))).toEqual(['fetch from 11 #1']);
    expect(short(join.streamed(state, [e]))).toEqual([]);
    // The answer is a moment behind the stream.
    expect(short(join.fetched(state, [b, c], true))).toEqual(['c', 'fetch from 12 #1']);
    expect(short(join.fetched(state, [c, d, e], true))).toEqual(['d', 'e', 'backfilled']);
    expect(short(join.streamed(state, [e]))).toEqual([]);
  });

  it('asks again with the first trade of the connection, before which some may have been missed', () => {
    const state = running();
    join.connected(state);
    expect(short(join.fetched(state, [b, c], true))).toEqual(['c', 'backfilled']);
    expect(short(join.streamed(state, [e]))).toEqual(['fetch from 12 #1']);
    expect(short(join.fetched(state, [c, d, e], true))).toEqual(['d', 'e', 'backfilled']);
  });

  it('tells a hole where an answer does not reach back', () => {
    const state = running();
    join.connected(state);
    expect(short(join.fetched(state, [d, e], true))).toEqual(['hole 11-13', 'd', 'e', 'backfilled']);
  });

  it('tells a hole where six answers do not reach the stream', () => {
    const state = running();
    join.connected(state);
    join.streamed(state, [e]);
    for (const attempt of [2, 3, 4, 5, 6]) {
      expect(short(join.fetched(state, [b], true))).toEqual([`fetch from 11 #${attempt}`]);
    }
    expect(short(join.fetched(state, [b], true))).toEqual(['hole 11-14', 'e', 'backfilled']);
  });

  it('does not give one by one what the stream told as one', () => {
    const state = join.start();
    join.connected(state);
    expect(short(join.streamed(state, [trade('7', 10), trade('10', 10)], new Map([['10', 3]])))).toEqual(['7', '10']);
    join.connected(state);
    const answer = ['7', '8', '9', '10', '11'].map((id) => trade(id, 10));
    expect(short(join.fetched(state, answer, true))).toEqual(['11', 'backfilled']);
    // And not as one what an answer has given one by one.
    join.connected(state);
    expect(short(join.streamed(state, [trade('14', 11)], new Map([['14', 2]])))).toEqual([]);
    const later = ['11', '12', '13', '14'].map((id) => trade(id, 11));
    expect(short(join.fetched(state, later, true))).toEqual(['12', '13', '14', 'backfilled']);
    expect(state.groups.size).toBe(0);
  });

  it('begins with history', () => {
    const history = overlappingTrades(11);
    const state = history.start();
    expect(short(history.connected(state))).toEqual(['fetch from 11 #1']);
    expect(short(history.fetched(state, [a, b, c], true))).toEqual(['b', 'c', 'backfilled']);
  });

  it('remembers ten thousand ids and no more than twice as many', () => {
    const state = join.start();
    join.connected(state);
    for (let index = 0; index < 50_000; index++) join.streamed(state, [trade(`t${index}`, index + 1)]);
    expect(state.seen.size + state.seenBefore.size).toBeLessThanOrEqual(20_000);
    expect(short(join.streamed(state, [trade('t41000', 60_000)]))).toEqual([]);
  });
});
