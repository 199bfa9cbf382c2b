import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '@sigmax/core';
import {
  box,
  cartPole,
  discrete,
  type Environment,
  networkPolicy,
  type PpoOptions,
  policyNetwork,
  ppo,
  train,
} from '@sigmax/rl';
import { type Bench, type Figure, median } from './bench';

type Implementation = NonNullable<PpoOptions['implementation']>;

/** Seconds of each iteration of one training, without the first `warmUp`. */
const iterationSeconds = async (
  options: PpoOptions,
  environment: () => Environment,
  environments: number,
  iterations: number,
  warmUp = 2,
): Promise<number[]> => {
  const seconds: number[] = [];
  let start = process.hrtime.bigint();
  await train({
    algorithm: ppo(options),
    environment,
    environments,
    steps: (options.steps ?? 0) * environments * (iterations + warmUp),
    seed: 1,
    callbacks: [
      {
        name: 'time',
        onIteration: () => {
          const now = process.hrtime.bigint();
          seconds.push(Number(now - start) / 1e9);
          start = now;
          return undefined;
        },
      },
    ],
  });
  return seconds.slice(warmUp);
};

/** Seven numbers and three choices, for nothing: what is measured is learning. */
const nothing = (): Environment => {
  const observation = Float64Array.of(0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7);
  return {
    name: 'nothing',
    observationSpace: box({ low: Array(7).fill(-Infinity), high: Array(7).fill(Infinity) }),
    actionSpace: discrete(3),
    reset: () => ({ observation, info: {} }),
    step: (action) => ({ observation, reward: action, terminated: false, truncated: false, info: {} }),
  };
};

const shapes = {
  /** 8 environments × 256 steps, 10 epochs, minibatches of 256. */
  steps_per_second: {
    pythonShape: 'sb3-shape',
    environments: 8,
    options: { steps: 256, minibatchSize: 256, epochs: 10 },
  },
  /** CleanRL's defaults: 4 × 128, 4 epochs, minibatches of 128. */
  steps_per_second_cleanrl: {
    pythonShape: 'cleanrl-shape',
    environments: 4,
    options: { steps: 128, minibatchSize: 128, epochs: 4 },
  },
} as const;

const peerScript = fileURLToPath(new URL('./peers/rl-peers.py', import.meta.url));

/** Steps per second of the trainers in Python, by name; those that cannot be run are left out, and standard error says why. */
const peerRates = (python: string, shape: string): Record<string, number> =>
  Object.fromEntries(
    ['sb3', 'cleanrl', 'jax'].flatMap((name) => {
      const { status, stdout } = spawnSync(python, [peerScript, name, shape], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return status === 0 ? [[name, Number(stdout.trim().split('\n').at(-1))]] : [];
    }),
  );

const training = async (name: keyof typeof shapes, rounds: number, python: string | undefined): Promise<Figure> => {
  const { environments, options, pythonShape } = shapes[name];
  const seconds: Record<Implementation, number[]> = { webassembly: [], typescript: [] };
  for (let round = 0; round < rounds; round++) {
    for (const implementation of Object.keys(seconds) as Implementation[]) {
      // The core in TypeScript takes seconds for each, and is warm after a part of the first.
      const [count, warmUp] = implementation === 'webassembly' ? [8, 2] : [1, 0];
      const make = { ...options, implementation };
      seconds[implementation].push(...(await iterationSeconds(make, () => cartPole(), environments, count, warmUp)));
    }
  }
  const rate = (implementation: Implementation): number =>
    (environments * options.steps) / median(seconds[implementation]);
  const peers = {
    typescript: rate('typescript'),
    ...(python === undefined ? {} : peerRates(python, pythonShape)),
  };
  return { bench: 'rl', metric: name, value: rate('webassembly'), unit: 'steps/s', peers };
};

const update = async (minibatchSize: number, trunks: 'separate' | 'shared', rounds: number): Promise<Figure> => {
  const epochs = 32;
  const options = { steps: minibatchSize, minibatchSize, epochs, trunks };
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) seconds.push(...(await iterationSeconds(options, nothing, 1, 2, 1)));
  const value = (median(seconds) / epochs) * 1e6;
  return { bench: 'rl', metric: `update_${minibatchSize}_${trunks}`, value, unit: 'µs', peers: {} };
};

/** Time and memory of single decisions on one observation: 7 → 64 → 64 → (3, 1). */
const prediction = (): Figure[] => {
  const description = {
    observationSize: 7,
    hiddenSizes: [64, 64],
    trunks: 'separate',
    activation: 'tanh',
    head: { type: 'categorical', sizes: [3] },
  } as const;
  const random = seededRandom(1);
  const weights = Array.from({ length: policyNetwork(description).layout.size }, () => 0.1 * random.normal());
  const act = networkPolicy({ description, weights, actionSpace: discrete(3) }).start(random);
  const observation = Float64Array.of(0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7);
  const times = new Float64Array(100_000);
  let sum = 0;
  for (let at = -20_000; at < times.length; at++) {
    observation[0] = at / times.length;
    const start = performance.now();
    sum += act(observation);
    const elapsed = performance.now() - start;
    if (at >= 0) times[at] = elapsed * 1e3;
  }
  times.sort();
  const bytes: number[] = [];
  for (let round = 0; round < 51; round++) {
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 10_000; at++) sum += act(observation);
    bytes.push((process.memoryUsage().heapUsed - before) / 10_000);
  }
  if (Number.isNaN(sum)) throw new Error('A prediction was NaN.');
  const figure = (metric: string, value: number, unit: string): Figure => ({
    bench: 'rl',
    metric,
    value,
    unit,
    peers: {},
  });
  return [
    figure('prediction_p50', times[times.length >> 1] as number, 'µs'),
    figure('prediction_p99', times[Math.floor(times.length * 0.99)] as number, 'µs'),
    figure('prediction_bytes', Math.max(0, median(bytes)), 'bytes'),
  ];
};

export const rlBench: Bench = {
  name: 'rl',
  what: 'PPO on CartPole: steps per second of training, time of an update, time and memory of a prediction',
  async measure({ hasPeers, python }): Promise<Figure[]> {
    const rounds = hasPeers ? 3 : 1;
    return [
      await training('steps_per_second', rounds, python),
      await training('steps_per_second_cleanrl', rounds, python),
      await update(64, 'separate', rounds),
      await update(256, 'separate', rounds),
      await update(256, 'shared', rounds),
      await update(2048, 'separate', rounds),
      ...prediction(),
    ];
  },
};
