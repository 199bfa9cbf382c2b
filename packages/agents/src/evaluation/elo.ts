import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { exponential } from '../portable-math';
import type { Game, Rating } from './bradley-terry';

const schema = z.strictObject({ factor: z.number().positive().max(400).default(16) });

/**
 * Rates players game by game: rating += factor × (score − expected), expected = 1 / (1 + 10^((other − own) / 400)).
 *
 * Depends on the order of the games and has no interval; `bradleyTerry` has neither flaw. For feeds that never end.
 *
 * - Units: Elo points, beginning at 1500; their sum stays. Cost: O(games).
 * - Source: Elo 1978, "The rating of chessplayers, past and present".
 *
 * @throws {InvalidOptionsError} the factor is out of range.
 * @example
 * ```ts
 * import { eloRatings } from '@sigmax/agents/evaluation';
 * eloRatings([{ first: 'a', second: 'b', score: 1 }]).map(({ name, rating }) => [name, rating]); // => [['a', 1508], ['b', 1492]]
 * ```
 */
export const eloRatings = (
  games: readonly Game[],
  options: { readonly factor?: number | undefined } = {},
): readonly Rating[] => {
  const { factor } = parseOptions(schema, options, 'eloRatings');
  const table = new Map<string, { rating: number; games: number; points: number }>();
  const of = (name: string) => {
    const known = table.get(name) ?? { rating: 1_500, games: 0, points: 0 };
    table.set(name, known);
    return known;
  };
  for (const { first, second, score } of games) {
    const [a, b] = [of(first), of(second)];
    const expected = 1 / (1 + exponential((Math.LN10 * (b.rating - a.rating)) / 400));
    const change = factor * (score - expected);
    a.rating += change;
    b.rating -= change;
    a.games += 1;
    b.games += 1;
    a.points += score;
    b.points += 1 - score;
  }
  return [...table]
    .map(
      ([name, { rating, games: count, points }]): Rating => ({
        name,
        rating,
        interval: undefined,
        games: count,
        points,
      }),
    )
    .sort((a, b) => b.rating - a.rating || (a.name < b.name ? -1 : 1));
};
