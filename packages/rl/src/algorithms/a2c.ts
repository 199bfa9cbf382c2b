import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Algorithm } from '../training/algorithm';
import { startPpo } from './ppo';
import { type PpoOptions, parsePpoOptions } from './ppo-options';

/** Options of A2C: those of PPO that have a meaning when each row is learned from once, all rows together. */
export type A2cOptions = Omit<
  PpoOptions,
  'minibatchSize' | 'epochs' | 'clipRange' | 'valueClipRange' | 'valueClip' | 'targetKl' | 'targetKlRule'
>;

const none = z.undefined('no such option of a2c');

/** What is PPO's alone; the rest is checked as its options are. */
const schema = z.looseObject({
  minibatchSize: none.optional(),
  epochs: none.optional(),
  clipRange: none.optional(),
  valueClipRange: none.optional(),
  valueClip: none.optional(),
  targetKl: none.optional(),
  targetKlRule: none.optional(),
});

/**
 * Advantage actor-critic: one step along the gradient of −mean A ln π(a|s) − c_e mean H + c_v mean (R − V)² for each rollout.
 *
 * It is PPO with one epoch of one minibatch: the policy that learns is the one that acted, all ratios are exactly 1, and no clip
 * has an effect; a test compares the weights bit for bit. Defaults are Stable-Baselines3's (5 steps, rate 7e-4, λ = 1, advantages
 * as they are), but with Adam, which is its `use_rms_prop=False`. Source: Mnih et al. 2016; Huang et al. 2022, "A2C is a special
 * case of PPO".
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { a2c, cartPole, train } from '@sigmax/rl';
 * const { stepsDone } = await train({ algorithm: a2c(), environment: () => cartPole(), environments: 4, steps: 200, seed: 7 });
 * stepsDone; // => 200
 * ```
 */
export const a2c = (options: A2cOptions = {}): Algorithm => {
  parseOptions(schema, options, 'a2c');
  const { steps = 5, learningRate = 7e-4, lambda = 1, isAdvantageNormalised = false } = options;
  const settings = parsePpoOptions(
    {
      ...options,
      steps,
      learningRate,
      lambda,
      isAdvantageNormalised,
      epochs: 1,
      minibatchSize: Number.MAX_SAFE_INTEGER,
    },
    'a2c',
  );
  return { name: 'a2c', options: settings, start: (world, random) => startPpo(settings, world, random) };
};
