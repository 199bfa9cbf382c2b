import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { bradleyTerry, type Game } from './bradley-terry';

const scale = 400 / Math.log(10);

const gamesOf = (wins: number, losses: number, first = 'a', second = 'b'): Game[] => [
  ...Array.from({ length: wins }, () => ({ first, second, score: 1 })),
  ...Array.from({ length: losses }, () => ({ first, second, score: 0 })),
];

it('is the logarithm of the odds for two', () => {
  const [a, b] = bradleyTerry(gamesOf(30, 10), { prior: 0 });
  expect(((a?.rating ?? 0) - (b?.rating ?? 0)) / scale).toBeCloseTo(Math.log(3), 9);
  // Each is half of the difference, whose variance is 1 / 30 + 1 / 10.
  const [low, high] = a?.interval ?? [0, 0];
  expect((high - low) / 2 / scale / 1.959963984540054).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10) / 2, 9);
});

it('gives the estimates published for the American League of 1987 (Agresti 2013, table 11.10)', () => {
  const names = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore'];
  const wins = [
    [0, 7, 9, 7, 7, 9, 11],
    [6, 0, 7, 5, 11, 9, 9],
    [4, 6, 0, 7, 7, 8, 12],
    [6, 8, 6, 0, 6, 7, 10],
    [6, 2, 6, 7, 0, 7, 12],
    [4, 4, 5, 6, 6, 0, 6],
    [2, 4, 1, 3, 1, 7, 0],
  ];
  const games = wins.flatMap((row, at) =>
    row.flatMap((count, other) => gamesOf(count, 0, names[at] as string, names[other] as string)),
  );
  const ratings = new Map(bradleyTerry(games, { prior: 0 }).map(({ name, rating }) => [name, rating / scale]));
  const base = ratings.get('Baltimore') ?? 0;
  const published = [1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0];
  for (const [at, name] of names.entries()) expect((ratings.get(name) ?? 0) - base).toBeCloseTo(published[at] ?? 0, 2);
});

it('has intervals that hold the truth in about 95 of 100 cases', () => {
  const random = seededRandom(4);
  const strengths = [0.6, 0.2, -0.3, -0.5];
  const names = ['a', 'b', 'c', 'd'];
  let held = 0;
  for (let time = 0; time < 150; time++) {
    const games: Game[] = [];
    for (let at = 0; at < 4; at++) {
      for (let other = at + 1; other < 4; other++) {
        const chance = 1 / (1 + Math.exp((strengths[other] as number) - (strengths[at] as number)));
        for (let count = 0; count < 30; count++) {
          games.push({
            first: names[at] as string,
            second: names[other] as string,
            score: random.uniform() < chance ? 1 : 0,
          });
        }
      }
    }
    for (const { name, interval } of bradleyTerry(games, { prior: 0 })) {
      const truth = 1_500 + scale * (strengths[names.indexOf(name)] as number);
      const [low, high] = interval ?? [0, 0];
      held += low <= truth && truth <= high ? 1 : 0;
    }
  }
  expect(held / 600).toBeGreaterThan(0.92);
  expect(held / 600).toBeLessThan(0.98);
});

it('keeps who won all games finite with a prior, and refuses it without', () => {
  const [best] = bradleyTerry(gamesOf(5, 0));
  expect(best?.rating).toBeLessThan(3_000);
  expect(() => bradleyTerry(gamesOf(5, 0), { prior: 0 })).toThrow('won or lost all games');
  expect(() => bradleyTerry([{ first: 'a', second: 'a', score: 1 }])).toThrow('against itself');
});
