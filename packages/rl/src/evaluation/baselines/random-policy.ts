import { InvalidOptionsError } from '@sigmax/core';
import type { Policy } from '../../policy/policy';

const keyOf = (action: unknown): string =>
  typeof action === 'number' ? String(action) : Array.from(action as ArrayLike<number>).join(' ');

/**
 * A policy that trades as often as recorded actions did and at random moments: what timing is worth is the distance to it.
 *
 * Each step it draws anew among the recorded actions with probability p = c / (1 − Σ qₐ²), else it repeats its last one; c is the
 * share of steps at which the recorded action changed and qₐ how often action a was taken. So it changes as often, and takes
 * each action as often, on average. A record that alternates faster than chance is drawn anew at every step.
 *
 * @throws {InvalidOptionsError} no action was recorded.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { randomPolicyLike } from '@sigmax/rl/evaluation';
 * const act = randomPolicyLike([2, 2, 2]).start(seededRandom(1));
 * act(new Float64Array(7)); // => 2
 * ```
 */
export const randomPolicyLike = <Action>(recorded: readonly Action[]): Policy<Action> => {
  if (recorded.length === 0) {
    throw new InvalidOptionsError({
      code: 'NO_ACTIONS',
      message: 'randomPolicyLike: no action was recorded.',
      remedy: 'Give the actions of an episode.',
    });
  }
  const keys = recorded.map(keyOf);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let same = 0;
  for (const count of counts.values()) same += (count / keys.length) ** 2;
  const changes = keys.filter((key, index) => index > 0 && key !== keys[index - 1]).length;
  const rate = keys.length > 1 ? changes / (keys.length - 1) : 0;
  const redraw = same < 1 ? Math.min(rate / (1 - same), 1) : 0;
  return {
    name: 'random, same turnover',
    start: (random) => {
      let action = recorded[random.integer(recorded.length)] as Action;
      return () => {
        if (random.uniform() < redraw) action = recorded[random.integer(recorded.length)] as Action;
        return action;
      };
    },
  };
};
