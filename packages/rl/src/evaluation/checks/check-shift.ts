import { parseOptions, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../../environments/environment';
import { delayObservations } from '../../environments/wrappers/delay-observations';
import type { Policy } from '../../policy/policy';
import { playEpisode } from '../play-episode';

export interface ShiftOptions<Action> {
  readonly make: () => Environment<Action>;
  readonly policy: Policy<Action>;
  readonly seed: number;
  /** Episodes of each kind, with seeds from `seed` on. Defaults to 1. */
  readonly episodes?: number;
  /** Below this share of the sum of rewards left, the edge was made of what is not known yet. Defaults to 0.2. */
  readonly leastKept?: number;
}

export interface ShiftResult {
  /** Mean sum of rewards of an episode. */
  readonly earned: number;
  /** The same, with every observation one step late. */
  readonly earnedLate: number;
  /** earnedLate / earned; `undefined` when nothing was earned. */
  readonly kept: number | undefined;
  readonly findings: readonly { readonly code: 'EDGE_COLLAPSES'; readonly message: string }[];
}

const schema = z.strictObject({
  make: z.unknown(),
  policy: z.unknown(),
  seed: z.int(),
  episodes: z.int().positive().default(1),
  leastKept: z.number().min(0).max(1).default(0.2),
});

/**
 * Plays a policy with observations as they come and one step late, and compares what it earns.
 *
 * An honest edge shrinks: on `autoregressiveMarket` the correlation with the next return falls from φ to φ². One that collapses
 * lived on a bar that was not closed yet, or is too quick for the road to a venue. A policy that earns nothing gives no finding.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { mountainCar, statelessPolicy } from '@sigmax/rl';
 * import { checkShift } from '@sigmax/rl/evaluation';
 * const policy = statelessPolicy('swing', ([, speed = 0]) => (speed >= 0 ? 2 : 0));
 * const { earned, findings } = checkShift({ make: mountainCar, policy, seed: 1 });
 * earned > -200; // => true
 * findings; // => []
 * ```
 */
export const checkShift = <Action>(options: ShiftOptions<Action>): ShiftResult => {
  const { seed, episodes, leastKept } = parseOptions(schema, options, 'checkShift');
  const { make, policy } = options;
  const meanOf = (environment: Environment<Action>): number => {
    let sum = 0;
    for (let episode = 0; episode < episodes; episode++) {
      const random = seededRandom(seed + episode);
      sum += playEpisode(environment, policy, { seed: seed + episode, random }).sum;
    }
    return sum / episodes;
  };
  const earned = meanOf(make());
  const earnedLate = meanOf(delayObservations(make()));
  const kept = earned > 0 ? earnedLate / earned : undefined;
  const isCollapsed = kept !== undefined && !(kept >= leastKept);
  return {
    earned,
    earnedLate,
    kept,
    findings: isCollapsed
      ? [
          {
            code: 'EDGE_COLLAPSES',
            message: `One step late, ${policy.name} keeps ${(100 * kept).toFixed(0)} % of what it earns; look for a feature that reads a bar before its close.`,
          },
        ]
      : [],
  };
};
