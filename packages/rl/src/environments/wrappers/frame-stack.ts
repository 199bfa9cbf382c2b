import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { box } from '../../spaces/box';
import type { Environment } from '../environment';
import { mapObservation } from './map-observation';
import { wrapped } from './wrapped';

const schema = z.strictObject({ frames: z.int().positive() });

/**
 * Shows the last `frames` observations behind each other, the newest last. An episode begins with its first observation
 * repeated.
 *
 * @throws {InvalidOptionsError} `frames` is not a whole number above 0.
 * @example
 * ```ts
 * import { frameStack, mountainCar } from '@sigmax/rl';
 * const environment = frameStack(mountainCar(), { frames: 3 });
 * environment.reset(7).observation.length; // => 6
 * ```
 */
export const frameStack = <Action>(
  environment: Environment<Action>,
  options: { readonly frames: number },
): Environment<Action> => {
  const { frames } = parseOptions(schema, options, 'frameStack');
  const { low, high, width } = environment.observationSpace;
  const repeated = (bounds: readonly number[]) => Array.from({ length: frames }, () => bounds).flat();
  const space = box({ low: repeated(low), high: repeated(high) });
  let stack: Float64Array | undefined;
  const stacked = mapObservation(environment, space, (observation) => {
    const next = new Float64Array(frames * width);
    if (stack === undefined) for (let frame = 0; frame < frames; frame++) next.set(observation, frame * width);
    else {
      next.set(stack.subarray(width));
      next.set(observation, (frames - 1) * width);
    }
    stack = next;
    // The caller may write into what it gets.
    return next.slice();
  });
  return wrapped(stacked, {
    reset: (seed) => {
      stack = undefined;
      return stacked.reset(seed);
    },
  });
};
