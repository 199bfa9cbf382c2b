import type { Random } from '@sigmax/core';
import type { ActionDistribution } from '../network/heads/action-distribution';
import type { TrainableNetwork } from '../network/policy-network';
import type { TrainingWorld } from '../training/training-world';
import type { RolloutBuffer } from './rollout-buffer';

/**
 * Fills a rollout with the policy's random actions and computes advantages.
 *
 * Numbers outside of a Gaussian head's bounds are told to the environment clipped and kept as drawn. The value of a truncated
 * episode's final observation enters its last step.
 */
export const collectRollout = (
  world: TrainingWorld,
  network: TrainableNetwork,
  distribution: ActionDistribution,
  buffer: RolloutBuffer,
  random: Random,
  options: { readonly discount: number; readonly lambda: number },
): void => {
  const { count, observations } = world;
  const { steps, observationSize, actionWidth, maskSize } = buffer;
  const { head } = network.description;
  const out = { actions: new Float64Array(count * distribution.outputSize), values: new Float64Array(count) };
  const finals = { actions: new Float64Array(count * distribution.outputSize), values: new Float64Array(count) };
  const told = new Float64Array(count * actionWidth);
  for (let step = 0; step < steps; step++) {
    const masks = world.actionMasks();
    network.memory?.keep(step);
    network.forward(observations, count, out);
    network.memory?.advance();
    for (let environment = 0; environment < count; environment++) {
      const row = environment * steps + step;
      const at = environment * observationSize;
      for (let one = 0; one < observationSize; one++) {
        buffer.observations[row * observationSize + one] = observations[at + one] as number;
      }
      if (masks !== undefined) {
        buffer.masks.set(masks.subarray(environment * maskSize, (environment + 1) * maskSize), row * maskSize);
      }
      buffer.values[row] = out.values[environment] as number;
      buffer.logProbabilities[row] = distribution.sample(
        out.actions,
        environment * distribution.outputSize,
        masks,
        environment * maskSize,
        random,
        buffer.actions,
        row * actionWidth,
      );
      for (let one = 0; one < actionWidth; one++) {
        const drawn = buffer.actions[row * actionWidth + one] as number;
        told[environment * actionWidth + one] =
          head.type === 'gaussian'
            ? Math.min(Math.max(drawn, head.low[one] as number), head.high[one] as number)
            : drawn;
      }
    }
    const after = world.step(told);
    if (after.truncated.includes(1)) network.forward(after.finalObservations, count, finals);
    for (let environment = 0; environment < count; environment++) {
      const row = environment * steps + step;
      const isTerminated = after.terminated[environment] === 1;
      const isTruncated = after.truncated[environment] === 1;
      buffer.rewards[row] = after.rewards[environment] as number;
      buffer.ends[row] = isTerminated || isTruncated ? 1 : 0;
      if (isTerminated || isTruncated) network.memory?.forget(environment);
      buffer.nextValues[row] = isTruncated && !isTerminated ? (finals.values[environment] as number) : 0;
    }
  }
  network.forward(observations, count, out);
  buffer.finish(out.values, options.discount, options.lambda);
};
