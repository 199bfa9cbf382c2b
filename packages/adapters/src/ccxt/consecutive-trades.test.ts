import type { Trade } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { consecutiveTrades } from './consecutive-trades';
import type { TradeJoinOutput } from './trade-join';

const trade = (id: number | string, timeMs = Number(id)): Trade => ({
  type: 'trade',
  instrumentId: 'demo:BTC/USDT',
  timeMs,
  id: String(id),
  price: 1,
  quantity: 1,
  side: undefined,
});

const short = (outputs: readonly TradeJoinOutput[]): unknown[] =>
  outputs.map((output) => {
    switch (output.type) {
      case 'trade':
        return output.trade.id;
      case 'fetch':
        return `fetch after ${output.afterId} from ${output.sinceMs} #${output.attempt}`;
      case 'hole':
        return `hole ${output.fromMs}-${output.toMs} ${output.missing}`;
      case 'backfilled':
        return `backfilled ${output.count}`;
      default:
        return output.code;
    }
  });

const join = consecutiveTrades(undefined);

const running = () => {
  const state = join.start();
  expect(short(join.connected(state))).toEqual([]);
  expect(short(join.streamed(state, [trade(10), trade(11)]))).toEqual(['10', '11']);
  return state;
};

describe('consecutiveTrades', () => {
  it('drops what came before and asks for what is missing', () => {
    const state = running();
    expect(short(join.streamed(state, [trade(11), trade(14)]))).toEqual(['fetch after 11 from 11 #1']);
    expect(short(join.streamed(state, [trade(15)]))).toEqual([]);
    expect(short(join.fetched(state, [trade(13), trade(12)], true))).toEqual(['12', '13', '14', '15', 'backfilled 2']);
  });

  it('asks at each new connection, page after page', () => {
    const state = running();
    expect(short(join.connected(state))).toEqual(['fetch after 11 from 11 #1']);
    expect(short(join.fetched(state, [trade(12), trade(13)], false))).toEqual([
      '12',
      '13',
      'fetch after 13 from 13 #1',
    ]);
    expect(short(join.fetched(state, [], true))).toEqual(['backfilled 2']);
  });

  it('tells a hole once six answers do not have it', () => {
    const state = running();
    expect(short(join.streamed(state, [trade(14)]))).toEqual(['fetch after 11 from 11 #1']);
    for (const attempt of [2, 3, 4, 5, 6]) {
      expect(short(join.fetched(state, [trade(14)], true))).toEqual([`fetch after 11 from 11 #${attempt}`]);
    }
    expect(short(join.fetched(state, [trade(14)], true))).toEqual(['hole 11-14 2', '14', 'backfilled 0']);
  });

  it('does not follow a number that is none of the venue', () => {
    const state = running();
    expect(short(join.streamed(state, [trade(999_999, 12)]))).toEqual(['fetch after 11 from 11 #1']);
    for (let next = 12; next < 17; next++) {
      expect(short(join.streamed(state, [trade(next)]))).toEqual([String(next)]);
      expect(short(join.fetched(state, [], true))).toEqual([`fetch after ${next} from ${next} #${next - 10}`]);
    }
    expect(short(join.fetched(state, [], true))).toEqual(['INVALID_ID', 'backfilled 0']);
    expect(short(join.streamed(state, [trade(17)]))).toEqual(['17']);
  });

  it('goes on, with a word, when the venue counts anew', () => {
    const state = running();
    expect(short(join.streamed(state, [trade(3, 11), trade(3, 20), trade(4, 20)]))).toEqual([
      'hole 11-20 undefined',
      '3',
      '4',
    ]);
  });

  it('begins with the first trade of the time that was asked for', () => {
    const history = consecutiveTrades(5);
    const state = history.start();
    expect(short(history.connected(state))).toEqual(['fetch after undefined from 5 #1']);
    expect(short(history.streamed(state, [trade(9)]))).toEqual([]);
    expect(short(history.fetched(state, [trade(4), trade(5), trade(6)], false))).toEqual([
      '5',
      '6',
      'fetch after 6 from 6 #1',
    ]);
    expect(short(history.fetched(state, [trade(7), trade(8)], true))).toEqual(['7', '8', '9', 'backfilled 4']);
  });

  it('refuses ids that do not count and times that step back', () => {
    const state = running();
    expect(short(join.streamed(state, [trade('a', 12), trade(12, 3), trade(13)]))).toEqual([
      'INVALID_ID',
      'OUT_OF_ORDER',
      '13',
    ]);
  });
});
