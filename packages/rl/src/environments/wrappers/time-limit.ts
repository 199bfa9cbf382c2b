import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environment';
import { episodeOver } from '../episode-errors';
import { wrapped } from './wrapped';

const schema = z.strictObject({ steps: z.int().positive() });

/**
 * Truncates every episode after `steps` steps; one that terminates in that step does both.
 *
 * @throws {InvalidOptionsError} `steps` is not a whole number above 0.
 * @example
 * ```ts
 * import { cartPole, timeLimit } from '@sigmax/rl';
 * const environment = timeLimit(cartPole(), { steps: 1 });
 * environment.reset(7);
 * environment.step(0).truncated; // => true
 * ```
 */
export const timeLimit = <Action>(
  environment: Environment<Action>,
  options: { readonly steps: number },
): Environment<Action> => {
  const { steps } = parseOptions(schema, options, 'timeLimit');
  let taken = 0;
  let isCut = false;
  return wrapped(environment, {
    reset: (seed) => {
      taken = 0;
      isCut = false;
      return environment.reset(seed);
    },
    step: (action) => {
      if (isCut) throw episodeOver(environment.name);
      const after = environment.step(action);
      taken += 1;
      if (after.truncated || taken < steps) return after;
      isCut = true;
      return { ...after, truncated: true };
    },
  });
};
