import { parseOptions, type Random } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environments/environment';
import type { Policy } from '../policy/policy';

/** What was done in an episode and what came of it. */
export interface PlayedEpisode<Action> {
  readonly actions: readonly Action[];
  readonly rewards: Float64Array;
  /** Sum of the rewards. */
  readonly sum: number;
  /** Steps that were taken. */
  readonly length: number;
  readonly terminated: boolean;
}

const schema = z.strictObject({
  seed: z.int(),
  random: z.custom<Random>(
    (value) => typeof (value as Partial<Random> | undefined)?.uniform === 'function',
    'expected a Random',
  ),
});

/**
 * Plays one episode to its end, with masks where the environment has them.
 *
 * @throws {EnvironmentError} the policy returned an action that the environment refuses.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { cartPole, statelessPolicy } from '@sigmax/rl';
 * import { playEpisode } from '@sigmax/rl/evaluation';
 * const leaning = statelessPolicy('leaning', ([, , angle = 0, speed = 0]) => (angle + speed > 0 ? 1 : 0));
 * playEpisode(cartPole(), leaning, { seed: 7, random: seededRandom(7) }).length; // => 500
 * ```
 */
export const playEpisode = <Action>(
  environment: Environment<Action>,
  policy: Policy<Action>,
  options: { readonly seed: number; readonly random: Random },
): PlayedEpisode<Action> => {
  const { seed, random } = parseOptions(schema, options, 'playEpisode');
  const act = policy.start(random);
  let { observation } = environment.reset(seed);
  const actions: Action[] = [];
  const rewards: number[] = [];
  let terminated = false;
  for (let isOver = false; !isOver; ) {
    const action = act(observation, environment.actionMask?.());
    const after = environment.step(action);
    actions.push(action);
    rewards.push(after.reward);
    ({ observation, terminated } = after);
    isOver = terminated || after.truncated;
  }
  const sum = rewards.reduce((total, reward) => total + reward, 0);
  return { actions, rewards: Float64Array.from(rewards), sum, length: actions.length, terminated };
};
