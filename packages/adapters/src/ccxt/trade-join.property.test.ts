import { type Random, seededRandom, type Trade } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { consecutiveTrades } from './consecutive-trades';
import { overlappingTrades } from './overlapping-trades';
import type { TradeJoin, TradeJoinOutput } from './trade-join';

const trade = (number: number, id: string): Trade => ({
  type: 'trade',
  instrumentId: 'demo:BTC/USDT',
  // Several trades share a millisecond.
  timeMs: 1_000 + Math.floor(number / 3),
  id,
  price: 100,
  quantity: 1 + number,
  side: 'buy',
});

interface Shape {
  readonly idOf: (number: number) => string;
  /** Whether the stream may lose a message while the connection stands. */
  readonly losesMessages: boolean;
  /** How many trades back an answer reaches that is not asked by id. */
  readonly reach: number;
  readonly page: number;
}

/** Plays a link that breaks, answers that come late and do not yet have the last trades, and messages that come twice. */
const play = <State>(seed: number, join: TradeJoin<State>, { idOf, losesMessages, reach, page }: Shape) => {
  const random: Random = seededRandom(seed);
  const state = join.start();
  const all: Trade[] = [];
  const given: Trade[] = [];
  const others: TradeJoinOutput[] = [];
  let asked: Extract<TradeJoinOutput, { type: 'fetch' }> | undefined;
  let isConnected = false;
  let sent = 0;
  let lags = 0;

  const follow = (outputs: readonly TradeJoinOutput[]): void => {
    for (const output of outputs) {
      if (output.type === 'trade') given.push(output.trade);
      else if (output.type === 'fetch') asked = output;
      else others.push(output);
    }
  };

  const answer = (isCalm: boolean): void => {
    if (asked === undefined) return;
    const { afterId, sinceMs } = asked;
    asked = undefined;
    // Answers are behind the stream, but not for long.
    lags += 1;
    const lag = isCalm || lags % 4 === 0 ? 0 : random.integer(3);
    const known = all.slice(0, Math.max(0, all.length - lag));
    const from = afterId === undefined ? -1 : all.findIndex(({ id }) => id === afterId);
    const later = losesMessages
      ? known.slice(from + 1)
      : known.slice(Math.max(0, all.length - reach)).filter(({ timeMs }) => timeMs >= sinceMs);
    follow(join.fetched(state, later.slice(0, page), later.length <= page));
  };

  const step = (isCalm: boolean): void => {
    for (let count = random.integer(4); count > 0; count--) all.push(trade(all.length, idOf(all.length)));
    if (isConnected && !isCalm && random.integer(10) === 0) {
      isConnected = false;
      asked = undefined;
    } else if (!isConnected && (isCalm || random.integer(3) === 0)) {
      isConnected = true;
      // What was missed meanwhile is never streamed; some of what comes now may have been seen before.
      sent = Math.max(0, all.length - random.integer(3));
      follow(join.connected(state));
    }
    if (isConnected) {
      const news = all.slice(sent);
      sent = all.length;
      const isLost = losesMessages && !isCalm && random.integer(6) === 0;
      if (!isLost && news.length > 0) follow(join.streamed(state, news));
    }
    if (random.integer(3) > 0) answer(isCalm);
  };

  for (let steps = 0; steps < 150; steps++) step(false);
  all.push(trade(all.length, idOf(all.length)));
  for (let steps = 0; steps < 60; steps++) step(true);
  return { all, given, others };
};

const expectWhole = ({ all, given, others }: ReturnType<typeof play>): void => {
  expect(others.filter(({ type }) => type !== 'backfilled')).toEqual([]);
  const first = all.findIndex(({ id }) => id === given[0]?.id);
  expect(first).toBeGreaterThanOrEqual(0);
  expect(given.map(({ id }) => id)).toEqual(all.slice(first, first + given.length).map(({ id }) => id));
  // The last one of the stream may not have come yet.
  expect(first + given.length).toBeGreaterThan(all.length - 20);
  expect(given.length).toBeGreaterThan(30);
};

/** Ids beyond 2^53, one after the other. */
const counted = (number: number): string => String(9_007_199_254_740_990n + BigInt(number));

/** Ids that tell nothing. */
const opaque = (number: number): string => `${((number * 7_919) % 100_003).toString(36)}-${number}`;

describe('trades of a link that breaks, each once', () => {
  it('at venues that count them, also when messages are lost', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shape = { idOf: counted, losesMessages: true, reach: 0, page: 7 };
        expectWhole(play(seed, consecutiveTrades(undefined), shape));
      }),
      profile(300, 6_000),
    );
  });

  it('at venues whose ids tell nothing', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shape = { idOf: opaque, losesMessages: false, reach: 1_000, page: 1_000 };
        expectWhole(play(seed, overlappingTrades(undefined), shape));
      }),
      profile(300, 6_000),
    );
  });

  it('never lets through a gap without a word where answers reach back a few trades only', () => {
    let holes = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shape = { idOf: opaque, losesMessages: false, reach: 6, page: 6 };
        const { all, given, others } = play(seed, overlappingTrades(undefined), shape);
        expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
        const places = given.map(({ id }) => all.findIndex((one) => one.id === id));
        const gaps = places.filter((place, index) => index > 0 && place !== (places[index - 1] as number) + 1).length;
        const told = others.filter(({ type }) => type === 'hole').length;
        expect(told).toBeGreaterThanOrEqual(gaps);
        holes += gaps;
      }),
      profile(200, 4_000),
    );
    expect(holes).toBeGreaterThan(0);
  });
});
