import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { arena } from './arena';
import { eloRatings } from './elo';
import type { Forecast } from './forecasts';
import { leaderboard } from './leaderboard';

const contestants = (seed: number) => {
  const random = seededRandom(seed);
  const returns = Array.from({ length: 1_000 }, () => 0.01 * random.normal());
  const player = (name: string, chance: number) => ({
    name,
    forecasts: returns.map((forwardReturn, timeMs): Forecast => {
      const score = random.uniform() < chance ? Math.sign(forwardReturn) : -Math.sign(forwardReturn);
      const signal = score;
      return {
        timeMs,
        instrumentId: 'demo:BTC/USDT',
        signal,
        score,
        confidence: 1,
        isAbstention: false,
        forwardReturn,
      };
    }),
  });
  return [player('coin', 0.5), player('good', 0.6), player('<b>best</b>', 0.75), player('other coin', 0.5)];
};

const options = { contestants: contestants(1), roundMoments: 4, costRate: 0.0005 };

it('ranks by skill, the same every time', () => {
  const { ratings, leaderboard: board, rounds, games } = arena(options);
  expect(rounds).toBe(250);
  expect(games).toHaveLength(1_500);
  expect(ratings.slice(0, 2).map(({ name }) => name)).toEqual(['<b>best</b>', 'good']);
  const ranks = board.rows.map(({ rank }) => rank);
  expect(ranks.slice(0, 2)).toEqual([1, 2]);
  expect(arena(options).leaderboard.toSvg()).toBe(board.toSvg());
});

it('gives one rank to those whose intervals reach the better one', () => {
  const row = (name: string, rating: number, half: number) => ({
    name,
    rating,
    interval: [rating - half, rating + half] as const,
    games: 1,
    points: 1,
  });
  const { rows } = leaderboard([row('c', 1_400, 20), row('a', 1_600, 20), row('b', 1_590, 20), row('d', 1_390, 20)]);
  expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 3],
    ['d', 3],
  ]);
});

it('escapes names in the picture and shows everyone in the table', () => {
  const { leaderboard: board } = arena(options);
  expect(board.toSvg()).toContain('&lt;b&gt;best');
  expect(board.toSvg()).not.toContain('<b>');
  for (const name of ['coin', 'good', 'other coin']) expect(board.toString()).toContain(name);
});

it('takes costs off: who changes at every moment loses to who stays', () => {
  const forecasts = (signalAt: (at: number) => number) =>
    Array.from({ length: 40 }, (_, timeMs): Forecast => {
      const signal = signalAt(timeMs);
      return { timeMs, instrumentId: 'x', signal, score: signal, confidence: 1, isAbstention: false, forwardReturn: 0 };
    });
  const nervous = { name: 'nervous', forecasts: forecasts((at) => (at % 2 === 0 ? 1 : -1)) };
  const calm = { name: 'calm', forecasts: forecasts(() => 1) };
  const { ratings } = arena({ contestants: [nervous, calm], roundMoments: 10, costRate: 0.001 });
  expect(ratings[0]?.name).toBe('calm');
  const free = arena({ contestants: [nervous, calm], roundMoments: 10, costRate: 0 });
  expect(free.games.map(({ score }) => score)).toEqual([0.5, 0.5, 0.5, 0.5]);
});

it('refuses what cannot be compared', () => {
  const [one, two] = options.contestants;
  if (one === undefined || two === undefined) throw new Error('There are two.');
  expect(() => arena({ ...options, contestants: [one, one] })).toThrow('one name');
  expect(() => arena({ ...options, roundMoments: 2_000 })).toThrow('no round');
  const moved = { ...two, forecasts: two.forecasts.map((each) => ({ ...each, timeMs: each.timeMs + 1 })) };
  expect(() => arena({ ...options, contestants: [one, moved] })).toThrow('other moments');
});

it('Elo keeps its sum', () => {
  const { games } = arena(options);
  const sum = eloRatings(games).reduce((total, { rating }) => total + rating, 0);
  expect(sum).toBeCloseTo(6_000, 6);
  expect(leaderboard(eloRatings(games)).rows[0]?.name).toBe('<b>best</b>');
});
