import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { exponential, naturalLogarithm } from '../portable-math';

/** One game between two: 1 the first won, 0 the second, 0.5 neither. */
export interface Game {
  readonly first: string;
  readonly second: string;
  readonly score: number;
}

/** The strength of one, in the units of Elo. */
export interface Rating {
  readonly name: string;
  /** 1500 + 400 / ln 10 × log strength; 400 more wins 10 of 11 games. */
  readonly rating: number;
  /** 95 % interval. `undefined` for Elo, which has none. */
  readonly interval: readonly [number, number] | undefined;
  readonly games: number;
  /** Wins and half of the draws. */
  readonly points: number;
}

const game = z.strictObject({ first: z.string().min(1), second: z.string().min(1), score: z.number().min(0).max(1) });

const schema = z.strictObject({
  games: z.array(game).min(1),
  prior: z.number().min(0).default(0.5),
});

/** Elo points of a factor e. */
const scale = 400 / naturalLogarithm(10);
const middle = 1_500;
const normal = 1.959963984540054;

const namesOf = (games: readonly Game[]): readonly string[] =>
  [...new Set(games.flatMap(({ first, second }) => [first, second]))].sort();

/** Inverse of a symmetric positive definite matrix. Gauss and Jordan; no pivots are needed. */
const inverse = (matrix: readonly (readonly number[])[]): number[][] => {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [...row, ...row.map((_, place) => (place === at ? 1 : 0))]);
  for (let at = 0; at < size; at++) {
    const row = rows[at] as number[];
    const pivot = row[at] as number;
    for (let place = 0; place < row.length; place++) row[place] = (row[place] as number) / pivot;
    for (const [other, target] of rows.entries()) {
      const factor = target[at] as number;
      if (other === at || factor === 0) continue;
      for (let place = 0; place < target.length; place++) {
        target[place] = (target[place] as number) - factor * (row[place] as number);
      }
    }
  }
  return rows.map((row) => row.slice(size));
};

/**
 * Estimates strengths from games: P(i beats j) = π_i / (π_i + π_j), draws as half a win each, by maximum likelihood.
 *
 * `prior` games of each against an average one, half of them won, keep who won all games finite; 0 leaves them out. Intervals are
 * rating ± 1.96 standard errors from the inverse Fisher information, against the mean of all.
 *
 * - Units: Elo points around 1500. Cost: O(pairs) an iteration, until strengths move by less than 1e-12; O(n³) for the intervals.
 * - Source: Bradley and Terry 1952; Hunter 2004, "MM algorithms for generalized Bradley–Terry models", equation 3.
 *
 * @throws {InvalidOptionsError} there are no games, or one has another form.
 * @example
 * ```ts
 * import { bradleyTerry } from '@sigmax/agents/evaluation';
 * const games = Array.from({ length: 11 }, (_, place) => ({ first: 'a', second: 'b', score: place < 10 ? 1 : 0 }));
 * const [best, other] = bradleyTerry(games, { prior: 0 });
 * Math.round((best?.rating ?? 0) - (other?.rating ?? 0)); // => 400
 * ```
 */
export const bradleyTerry = (
  games: readonly Game[],
  options: { readonly prior?: number | undefined } = {},
): readonly Rating[] => {
  const { prior } = parseOptions(schema, { games, ...options }, 'bradleyTerry');
  const names = namesOf(games);
  const places = new Map(names.map((name, place) => [name, place]));
  const played = names.map(() => names.map(() => 0));
  const points = names.map(() => 0);
  for (const { first, second, score } of games) {
    const [a, b] = [places.get(first) as number, places.get(second) as number];
    if (a === b) {
      throw new InvalidOptionsError({
        code: 'INVALID_OPTIONS',
        message: `bradleyTerry: ${first} plays against itself.`,
        remedy: 'Give games between two names.',
      });
    }
    const [rowA, rowB] = [played[a] as number[], played[b] as number[]];
    rowA[b] = (rowA[b] as number) + 1;
    rowB[a] = (rowB[a] as number) + 1;
    points[a] = (points[a] as number) + score;
    points[b] = (points[b] as number) + 1 - score;
  }
  if (
    prior === 0 &&
    points.some((won, at) => won === 0 || won === (played[at] as number[]).reduce((sum, n) => sum + n, 0))
  ) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: 'bradleyTerry: one won or lost all games, so that its strength has no bound.',
      remedy: 'Give a prior above 0, or more games.',
    });
  }
  let strengths = names.map(() => 1);
  for (let round = 0; round < 100_000; round++) {
    const before = strengths;
    const raw = before.map((own, at) => {
      let sum = prior / (own + 1);
      for (const [other, count] of (played[at] as number[]).entries()) {
        if (count > 0) sum += count / (own + (before[other] as number));
      }
      return ((points[at] as number) + prior / 2) / sum;
    });
    // With no prior the scale is free: it is held at a mean logarithm of 0.
    const shift = prior > 0 ? 0 : raw.reduce((sum, value) => sum + naturalLogarithm(value), 0) / raw.length;
    strengths = shift === 0 ? raw : raw.map((value) => value / exponential(shift));
    const moved = strengths.reduce(
      (most, value, at) => Math.max(most, Math.abs(value / (before[at] as number) - 1)),
      0,
    );
    if (moved < 1e-12) break;
  }
  const information = names.map((_, at) =>
    names.map((__, other) => {
      const chance = (a: number, b: number) => (a * b) / (a + b) ** 2;
      const own = strengths[at] as number;
      if (at !== other) return -((played[at] as number[])[other] as number) * chance(own, strengths[other] as number);
      const games_ = (played[at] as number[]).map(
        (count, against) => count * chance(own, strengths[against] as number),
      );
      return games_.reduce((sum, value) => sum + value, 0) + prior * chance(own, 1);
    }),
  );
  // Without a prior the mean is held, so that the matrix can be inverted: what all have in common says nothing about who is better.
  const free = prior > 0 ? 0 : 1 / names.length;
  const held = information.map((row) => row.map((value) => value + free));
  const covariance = inverse(held);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const common = mean(covariance.map(mean));
  const logs = strengths.map(naturalLogarithm);
  return names
    .map((name, at): Rating => {
      const rating = middle + scale * (logs[at] as number);
      const row = covariance[at] as number[];
      // Of the distance to the mean of all: what they have in common says nothing about who is better.
      const variance = Math.max(0, (row[at] as number) - 2 * mean(row) + common);
      const half = normal * scale * Math.sqrt(variance);
      const played_ = (played[at] as number[]).reduce((sum, count) => sum + count, 0);
      return { name, rating, interval: [rating - half, rating + half], games: played_, points: points[at] as number };
    })
    .sort((a, b) => b.rating - a.rating || (a.name < b.name ? -1 : 1));
};
