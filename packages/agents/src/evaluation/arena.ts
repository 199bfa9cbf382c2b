import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { AgentForecasts } from './ablation';
import { bradleyTerry, type Game, type Rating } from './bradley-terry';
import { eloRatings } from './elo';
import type { Forecast } from './forecasts';
import { type Leaderboard, leaderboard } from './leaderboard';

export interface ArenaOptions {
  readonly contestants: readonly AgentForecasts[];
  /** Moments of a round: each two contestants play one game in it. */
  readonly roundMoments: number;
  /** What a change of the signal by 1 costs, a fraction. Money: no default. */
  readonly costRate: number;
  /** Rounds whose results differ by no more are drawn. Defaults to 0. */
  readonly drawWithin?: number | undefined;
}

export interface Arena {
  readonly games: readonly Game[];
  readonly rounds: number;
  readonly ratings: readonly Rating[];
  /** Round after round, for the course of time. */
  readonly elo: readonly Rating[];
  readonly leaderboard: Leaderboard;
}

const schema = z.strictObject({
  contestants: z.array(z.strictObject({ name: z.string().min(1), forecasts: z.array(z.custom<Forecast>()) })).min(2),
  roundMoments: z.int().positive(),
  costRate: z.number().min(0).max(1),
  drawWithin: z.number().min(0).default(0),
});

/** Σ signal × return − cost × |change of the signal|, for each round; instruments change their signals by themselves. */
const resultsOf = (
  forecasts: readonly Forecast[],
  roundMoments: number,
  rounds: number,
  costRate: number,
): number[] => {
  const results = Array.from({ length: rounds }, () => 0);
  const before = new Map<string, number>();
  for (const [at, { instrumentId, signal, forwardReturn }] of forecasts.entries()) {
    const round = Math.floor(at / roundMoments);
    if (round >= rounds) break;
    const change = Math.abs(signal - (before.get(instrumentId) ?? 0));
    results[round] = (results[round] as number) + signal * forwardReturn - costRate * change;
    before.set(instrumentId, signal);
  }
  return results;
};

/**
 * Lets agents compete on one feed: in every round each two play a game, won by the larger result after costs, and strengths are
 * estimated from all games with intervals.
 *
 * Result of a round = Σ signal × forward return − `costRate` × |change of the signal|, signal = score × confidence. Take a horizon of one
 * bar, so that returns of neighbours do not overlap. Games of one round share its market, so that intervals are somewhat too narrow.
 *
 * - Cost: contestants² × rounds. State: none: the same forecasts give the same table.
 *
 * @throws {InvalidOptionsError} contestants speak of other moments, two have one name, or there is no whole round.
 * @example
 * ```ts
 * import { arena } from '@sigmax/agents/evaluation';
 * const forecast = (place: number, signal: number) =>
 *   ({ timeMs: place, instrumentId: 'demo:BTC/USDT', signal, score: signal, confidence: 1, isAbstention: false, forwardReturn: 0.01 });
 * const always = (name: string, signal: number) => ({ name, forecasts: Array.from({ length: 40 }, (_, at) => forecast(at, signal)) });
 * const { ratings, rounds } = arena({ contestants: [always('bear', -1), always('bull', 1)], roundMoments: 10, costRate: 0.001 });
 * rounds; // => 4
 * ratings.map(({ name }) => name); // => ['bull', 'bear']
 * ```
 */
export const arena = (options: ArenaOptions): Arena => {
  const { contestants, roundMoments, costRate, drawWithin } = parseOptions(schema, options, 'arena');
  const count = contestants[0]?.forecasts.length ?? 0;
  const rounds = Math.floor(count / roundMoments);
  const isOther = contestants.some(
    ({ forecasts }) =>
      forecasts.length !== count ||
      forecasts.some(({ timeMs, instrumentId }, at) => {
        const first = contestants[0]?.forecasts[at];
        return timeMs !== first?.timeMs || instrumentId !== first.instrumentId;
      }),
  );
  const hasTwins = new Set(contestants.map(({ name }) => name)).size < contestants.length;
  if (rounds < 1 || isOther || hasTwins) {
    const problem = hasTwins
      ? 'two contestants have one name'
      : isOther
        ? 'contestants speak of other moments'
        : `${count} moments make no round of ${roundMoments}`;
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `arena: ${problem}.`,
      remedy: 'Ask all at the same moments, as answersOf does, with names of their own.',
    });
  }
  const results = contestants.map(({ forecasts }) => resultsOf(forecasts, roundMoments, rounds, costRate));
  const games: Game[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let a = 0; a < contestants.length; a++) {
      for (let b = a + 1; b < contestants.length; b++) {
        const difference = (results[a]?.[round] ?? 0) - (results[b]?.[round] ?? 0);
        const score = Math.abs(difference) <= drawWithin ? 0.5 : difference > 0 ? 1 : 0;
        games.push({ first: contestants[a]?.name ?? '', second: contestants[b]?.name ?? '', score });
      }
    }
  }
  const ratings = bradleyTerry(games);
  return { games, rounds, ratings, elo: eloRatings(games), leaderboard: leaderboard(ratings) };
};
