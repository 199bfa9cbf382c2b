import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { BundleDescription } from '../bundle/bundle-description';
import { invalidObservation } from '../environments/episode-errors';
import { EnvironmentError } from '../errors';
import type { NetworkCore } from '../network/network-core';
import { actingNetwork } from '../policy/acting-network';
import type { Policy } from '../policy/policy';
import type { Space } from '../spaces/space';
import { type ObservationScaling, scaleRow } from './normaliser';
import { notFinite } from './training-error';

export interface NetworkPolicyOptions<Action> {
  readonly description: BundleDescription;
  /** Copied. */
  readonly weights: ArrayLike<number>;
  readonly actionSpace: Space<Action>;
  /** How observations are scaled, as it was when training ended; left out where they are not. */
  readonly scaling?: ObservationScaling | undefined;
  /** Whether actions are drawn; otherwise the likeliest is taken. Defaults to false. */
  readonly isRandom?: boolean | undefined;
  /** Whether the environments have masks, so that acting without one is an error. Defaults to false. */
  readonly needsMask?: boolean | undefined;
  readonly implementation?: NetworkCore['name'] | undefined;
}

const numbers = z.array(z.number()).readonly();

const schema = z.strictObject({
  description: z.unknown(),
  weights: z.unknown(),
  actionSpace: z.custom<Space<never>>(
    (value) => typeof (value as Space<never> | undefined)?.read === 'function',
    'expected a space',
  ),
  scaling: z
    .strictObject({ mean: numbers, variance: numbers, count: z.number(), clip: z.number().positive() })
    .optional(),
  isRandom: z.boolean().default(false),
  needsMask: z.boolean().default(false),
  implementation: z.enum(['webassembly', 'typescript']).optional(),
});

const maskMissing = (): EnvironmentError =>
  new EnvironmentError({
    code: 'MASK_NEEDED',
    message: 'The policy was trained with action masks and was asked without one.',
    remedy: 'Give the mask of the environment, environment.actionMask().',
  });

/**
 * A policy that acts as a network says: the likeliest action, or one that is drawn. What a recurrent network remembers begins anew
 * with each episode.
 *
 * @throws {InvalidOptionsError} an option, the description or the weights are wrong.
 * @throws {TrainingError} when it acts: what the network gave is not finite (`NOT_FINITE`).
 * @throws {EnvironmentError} when it acts: a mask forbids everything (`NO_ACTION_ALLOWED`), or is missing (`MASK_NEEDED`), or the
 * observation has another length than those of training (`INVALID_OBSERVATION`).
 */
export const networkPolicy = <Action>(options: NetworkPolicyOptions<Action>): Policy<Action> => {
  const { scaling, isRandom, needsMask, implementation } = parseOptions(schema, options, 'networkPolicy');
  const { description, weights, actionSpace } = options;
  const network = actingNetwork(description, weights, implementation);
  const { law, states } = network;
  const { observationSize, head } = description;
  const seen = new Float64Array(observationSize);
  const out = { actions: new Float64Array(law.outputSize), values: new Float64Array(1) };
  const numbers = new Float64Array(law.width);
  return {
    name: 'network',
    start: (random) => {
      // Each episode remembers for itself, whichever is asked next.
      const remembered = new Float64Array(states.length);
      return (observation, mask) => {
        if (needsMask && mask === undefined) throw maskMissing();
        if (observation.length !== observationSize)
          throw invalidObservation('The policy', observation.length, observationSize);
        if (scaling === undefined) seen.set(observation);
        else scaleRow(scaling, observation, 0, seen, 0);
        states.set(remembered);
        network.forward(seen, out);
        remembered.set(states);
        for (let at = 0; at < out.actions.length; at++) {
          if (!Number.isFinite(out.actions[at]))
            throw notFinite('What the network gave', { observation: [...observation] });
        }
        if (isRandom) law.sample(out.actions, 0, mask, 0, random, numbers, 0);
        else law.mode(out.actions, 0, mask, 0, numbers, 0);
        if (head.type !== 'categorical') {
          for (let at = 0; at < numbers.length; at++) {
            numbers[at] = Math.min(Math.max(numbers[at] as number, head.low[at] as number), head.high[at] as number);
          }
        }
        return actionSpace.read(numbers, 0);
      };
    },
  };
};
