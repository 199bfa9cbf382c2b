import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environments/environment';
import type { Policy } from '../policy/policy';
import { pcg64 } from '../random/pcg64';

const schema = z.strictObject({ episodes: z.int().positive(), seed: z.int() });

/**
 * Plays episodes and returns the sum of rewards of each. Episode i begins with seed `seed` + i.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 */
export const episodeReturns = <Action>(
  policy: Policy<Action>,
  environment: Environment<Action>,
  options: { readonly episodes: number; readonly seed: number },
): number[] => {
  const { episodes, seed } = parseOptions(schema, options, 'episodeReturns');
  return Array.from({ length: episodes }, (_, episode) => {
    let { observation } = environment.reset(seed + episode);
    const act = policy.start(pcg64(seed).split(`episode ${episode}`));
    let sum = 0;
    for (;;) {
      const after = environment.step(act(observation, environment.actionMask?.()));
      observation = after.observation;
      sum += after.reward;
      if (after.terminated || after.truncated) return sum;
    }
  });
};
