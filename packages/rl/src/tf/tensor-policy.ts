import { EnvironmentError } from '../errors';
import { distributionOf } from '../network/heads/distribution-of';
import type { TrainableNetwork } from '../network/policy-network';
import type { Policy } from '../policy/policy';
import type { Space } from '../spaces/space';
import { type ObservationScaling, scaleRow } from '../training/normaliser';
import { notFinite } from '../training/training-error';

export interface TensorPolicyOptions {
  /** A network of its own, for one row, that nothing else changes. */
  readonly network: TrainableNetwork;
  readonly actionSpace: Space<unknown>;
  readonly scaling: ObservationScaling | undefined;
  readonly isRandom: boolean;
  readonly needsMask: boolean;
}

/**
 * A policy that acts as a network in tfjs says.
 *
 * @throws {TrainingError} when it acts: what the network gave is not finite (`NOT_FINITE`), or tfjs failed (`TFJS_FAILED`).
 * @throws {EnvironmentError} when it acts: a mask forbids everything (`NO_ACTION_ALLOWED`), or is missing (`MASK_NEEDED`).
 */
export const tensorPolicy = (options: TensorPolicyOptions): Policy<unknown> => {
  const { network, actionSpace, scaling, isRandom, needsMask } = options;
  const distribution = distributionOf(network);
  const { head, observationSize } = network.description;
  const seen = new Float64Array(observationSize);
  const out = { actions: new Float64Array(distribution.outputSize), values: new Float64Array(1) };
  const numbers = new Float64Array(distribution.width);
  return {
    name: 'network in tfjs',
    start: (random) => (observation, mask) => {
      if (needsMask && mask === undefined) {
        throw new EnvironmentError({
          code: 'MASK_NEEDED',
          message: 'The policy was trained with action masks and was asked without one.',
          remedy: 'Give the mask of the environment, environment.actionMask().',
        });
      }
      if (scaling === undefined) seen.set(observation);
      else scaleRow(scaling, observation, 0, seen, 0);
      network.forward(seen, 1, out);
      if (!out.actions.every(Number.isFinite)) {
        throw notFinite('What the network gave', { observation: [...observation] });
      }
      if (isRandom) distribution.sample(out.actions, 0, mask, 0, random, numbers, 0);
      else distribution.mode(out.actions, 0, mask, 0, numbers, 0);
      if (head.type === 'gaussian') {
        numbers.forEach((value, at) => {
          numbers[at] = Math.min(Math.max(value, head.low[at] as number), head.high[at] as number);
        });
      }
      return actionSpace.read(numbers, 0);
    },
  };
};
