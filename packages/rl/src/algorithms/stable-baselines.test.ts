import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { distributionOf } from '../network/heads/distribution-of';
import { type PolicyNetwork, policyNetwork } from '../network/policy-network';
import { rolloutBuffer } from '../rollout/rollout-buffer';
import { ppoUpdate } from './ppo-update';

type Table = readonly (readonly number[])[];
type Tensors = Readonly<Record<string, Table | readonly number[]>>;

/** One call of Stable-Baselines3's `PPO.train()`: buffer, permutations, weights before and after, its log. */
interface Recorded {
  readonly before: Tensors;
  readonly after: Tensors;
  readonly last_obs: Table;
  readonly observations: readonly Table[];
  readonly actions: readonly Table[];
  readonly rewards: Table;
  readonly episode_starts: Table;
  readonly last_dones: readonly boolean[];
  readonly values: Table;
  readonly log_probs: Table;
  readonly advantages: Table;
  readonly returns: Table;
  readonly perms: Table;
  readonly log: Readonly<Record<string, number>>;
  readonly hyper: Readonly<Record<string, number>>;
}

const read = (path: string): Recorded | undefined => {
  const file = fileURLToPath(new URL(path, import.meta.url));
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded) : undefined;
};

/** Where our blocks are in PyTorch's names; kernels are transposed there. */
const torchNames: Readonly<Record<string, string>> = {
  'policy.0': 'mlp_extractor.policy_net.0',
  'policy.1': 'mlp_extractor.policy_net.2',
  'value.0': 'mlp_extractor.value_net.0',
  'value.1': 'mlp_extractor.value_net.2',
  'policy.head': 'action_net',
  'value.head': 'value_net',
};

const weightsOf = ({ layout }: PolicyNetwork, tensors: Tensors): Float64Array => {
  const weights = new Float64Array(layout.size);
  for (const { name, rows, columns, offset } of layout.blocks) {
    const layer = name.slice(0, name.lastIndexOf('.'));
    if (name === 'policy.logStandardDeviation') weights.set(tensors.log_std as readonly number[], offset);
    else if (name.endsWith('.bias')) weights.set(tensors[`${torchNames[layer]}.bias`] as readonly number[], offset);
    else {
      const table = tensors[`${torchNames[layer]}.weight`] as Table;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          weights[offset + row * columns + column] = table[column]?.[row] as number;
        }
      }
    }
  }
  return weights;
};

const largestDistance = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  let largest = 0;
  for (let at = 0; at < one.length; at++)
    largest = Math.max(largest, Math.abs((one[at] as number) - (other[at] as number)));
  return largest;
};

/** The recorded rollout in a buffer, its advantages computed by us. */
const rolloutOf = (recorded: Recorded, network: PolicyNetwork) => {
  const { n_envs: environments, n_steps: steps, gamma, gae_lambda } = recorded.hyper as Record<string, number>;
  const { observationSize } = network.description;
  const distribution = distributionOf(network);
  const buffer = rolloutBuffer({
    environments: environments as number,
    steps: steps as number,
    observationSize,
    actionWidth: distribution.width,
    maskSize: 0,
  });
  recorded.observations.forEach((all, step) => {
    all.forEach((observation, environment) => {
      const row = environment * (steps as number) + step;
      buffer.observations.set(observation, row * observationSize);
      buffer.actions.set(recorded.actions[step]?.[environment] as readonly number[], row * distribution.width);
      buffer.rewards[row] = recorded.rewards[step]?.[environment] as number;
      buffer.values[row] = recorded.values[step]?.[environment] as number;
      buffer.logProbabilities[row] = recorded.log_probs[step]?.[environment] as number;
      const isNew = recorded.episode_starts[step + 1]?.[environment] === 1;
      buffer.ends[row] = step + 1 === steps ? Number(recorded.last_dones[environment]) : Number(isNew);
    });
  });
  const out = {
    actions: new Float64Array((environments as number) * distribution.outputSize),
    values: new Float64Array(2),
  };
  network.forward(recorded.last_obs.flat(), environments as number, out);
  buffer.finish(out.values, gamma as number, gae_lambda as number);
  return { buffer, distribution };
};

const recordings = {
  'CartPole, a categorical head': {
    recorded: read('../../../../../shared/data/rl/sb3_ppo_cartpole.json'),
    head: { type: 'categorical', sizes: [2] },
  },
  'Pendulum, a Gaussian head': {
    recorded: read('./__fixtures__/stable-baselines-pendulum.json'),
    head: { type: 'gaussian', low: [-2], high: [2] },
  },
} as const;

describe.each(Object.entries(recordings))('%s', (_, { recorded, head }) => {
  it.skipIf(recorded === undefined).each([
    ['typescript', 1e-6],
    ['webassembly', 1e-5],
  ] as const)(
    'our update in %s ends with its weights, its log and its clip fraction (skipped where ../shared/data has no recording)',
    (implementation, within) => {
      const { hyper, before, after, perms, log, advantages } = recorded as Recorded;
      const network = policyNetwork(
        {
          observationSize: (recorded as Recorded).last_obs[0]?.length as number,
          hiddenSizes: [0, 2].map((layer) => before[`mlp_extractor.policy_net.${layer}.bias`]?.length as number),
          trunks: 'separate',
          activation: 'tanh',
          head,
        },
        { implementation, capacity: hyper.batch_size },
      );
      network.weights.set(weightsOf(network, before));
      const { buffer, distribution } = rolloutOf(recorded as Recorded, network);
      const theirs = Array.from({ length: buffer.size }, (_, row) => {
        const steps = hyper.n_steps as number;
        return advantages[row % steps]?.[Math.floor(row / steps)] as number;
      });
      // Theirs are in single precision.
      const largest = Math.max(...theirs.map(Math.abs));
      expect(largestDistance(buffer.advantages, theirs) / largest).toBeLessThan(1e-6);
      let epoch = 0;
      const { adamSteps, statistics } = ppoUpdate(
        network,
        distribution,
        buffer,
        (rows) => {
          rows.set(perms[epoch] as readonly number[]);
          epoch += 1;
        },
        0,
        {
          epochs: hyper.n_epochs as number,
          minibatchSize: hyper.batch_size as number,
          learningRate: hyper.lr as number,
          clipRange: hyper.clip_range as number,
          valueClipRange: hyper.clip_range_vf as number,
          valueClip: 'clipped',
          entropyCoefficient: hyper.ent_coef as number,
          valueCoefficient: hyper.vf_coef as number,
          maximumGradientNorm: hyper.max_grad_norm as number,
          adamEpsilon: hyper.adam_eps as number,
          isAdvantageNormalised: true,
          targetKl: undefined,
          targetKlRule: 'minibatch',
        },
      );
      expect(adamSteps).toBe(16);
      expect(largestDistance(network.weights, weightsOf(network, after))).toBeLessThan(within);
      expect(statistics.clipFraction).toBe(log['train/clip_fraction']);
      expect(statistics.policyLoss).toBeCloseTo(log['train/policy_gradient_loss'] as number, 6);
      expect((statistics.valueLoss as number) / (log['train/value_loss'] as number)).toBeCloseTo(1, 5);
      expect(-(statistics.entropy as number)).toBeCloseTo(log['train/entropy_loss'] as number, 6);
      expect(statistics.divergence).toBeCloseTo(log['train/approx_kl'] as number, 6);
      expect((statistics.loss as number) / (log['train/loss'] as number)).toBeCloseTo(1, 5);
      expect(statistics.explainedVariance).toBeCloseTo(log['train/explained_variance'] as number, 5);
    },
  );
});
