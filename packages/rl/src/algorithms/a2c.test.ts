import { expect, it } from 'vitest';
import { cartPole } from '../environments/classic-control/cart-pole';
import { distributionOf } from '../network/heads/distribution-of';
import { initialiseWeights } from '../network/initialise-weights';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { policyNetwork } from '../network/policy-network';
import { pcg64 } from '../random/pcg64';
import { collectRollout } from '../rollout/collect-rollout';
import { rolloutBuffer } from '../rollout/rollout-buffer';
import { episodeReturns } from '../training/episode-returns';
import { train } from '../training/train';
import { trainingWorld } from '../training/training-world';
import { weightsDigest } from '../training/weights-digest';
import { a2c } from './a2c';

/** A2C as its paper has it: no ratio, no clip, no epochs. */
const plainA2c = (seed: number, iterations: number, implementation: NetworkCore['name']): string => {
  const [count, steps] = [4, 5];
  const world = trainingWorld(() => cartPole(), count, seed, undefined);
  const random = pcg64(seed);
  const network = policyNetwork(
    {
      observationSize: 4,
      hiddenSizes: [16],
      trunks: 'separate',
      activation: 'tanh',
      head: { type: 'categorical', sizes: [2] },
    },
    { implementation, capacity: count * steps },
  );
  initialiseWeights(network, random.split('weights'));
  const distribution = distributionOf(network);
  const size = count * steps;
  const buffer = rolloutBuffer({ environments: count, steps, observationSize: 4, actionWidth: 1, maskSize: 0 });
  const actions = random.split('actions');
  const { core } = network;
  const order = random.split('order');
  world.begin();
  for (let iteration = 1; iteration <= iterations; iteration++) {
    collectRollout(world, network, distribution, buffer, actions, { discount: 0.99, lambda: 1 });
    // The order of the rows is the order of the sums.
    const rows = Array.from({ length: size }, (_, row) => row);
    for (let at = size - 1; at > 0; at--) {
      const other = order.integer(at + 1);
      [rows[at], rows[other]] = [rows[other] as number, rows[at] as number];
    }
    rows.forEach((row, at) => {
      for (let one = 0; one < 4; one++) {
        core.inputs.values[at * core.inputs.stride + one] = buffer.observations[4 * row + one] as number;
      }
    });
    core.forward(size);
    const [logits, values] = core.outputs.slice(-2) as [CoreRows, CoreRows];
    const [logitSlopes, valueSlopes] = core.outputGradients.slice(-2) as [CoreRows, CoreRows];
    rows.forEach((row, at) => {
      distribution.evaluate(logits.values, at * logits.stride, undefined, 0, buffer.actions, row);
      const scale = -(buffer.advantages[row] as number) / size;
      distribution.differentiate(
        scale,
        -0.01 / size,
        logitSlopes.values,
        at * logitSlopes.stride,
        core.gradients.subarray(0, 0),
      );
      const error = (values.values[at * values.stride] as number) - (buffer.returns[row] as number);
      valueSlopes.values[at * valueSlopes.stride] = (0.5 * (2 * error)) / size;
    });
    core.backward(size);
    core.clipGradients(0.5);
    core.adamStep(iteration, 7e-4, { beta1: 0.9, beta2: 0.999, epsilon: 1e-5 });
  }
  return weightsDigest(network.weights);
};

it.each(['webassembly', 'typescript'] as const)(
  'is PPO with one epoch of one minibatch, bit for bit: %s',
  async (implementation) => {
    const { digest, iteration } = await train({
      algorithm: a2c({ hiddenSizes: [16], entropyCoefficient: 0.01, implementation }),
      environment: () => cartPole(),
      environments: 4,
      steps: 400,
      seed: 5,
    });
    expect(iteration).toBe(20);
    expect(digest).toBe(plainA2c(5, 20, implementation));
  },
);

it('learns', async () => {
  const { policy } = await train({
    algorithm: a2c({ hiddenSizes: [32], learningRate: 0.003 }),
    environment: () => cartPole(),
    steps: 40_000,
    seed: 1,
  });
  const returns = episodeReturns(policy, cartPole(), { episodes: 10, seed: 100 });
  expect(returns.reduce((sum, one) => sum + one, 0) / 10).toBeGreaterThan(150);
});
