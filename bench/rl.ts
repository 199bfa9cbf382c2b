import { box, discrete, type Environment, type PpoOptions, ppo, train } from '@sigmax/rl';
import { type Bench, type Figure, median } from './bench';
import { goalFigure } from './quantum/goal';
import { predictionFigures } from './rl-prediction';
import { type Rates, shapes, trainingFigures, trainingRates } from './rl-training';

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

/** Microseconds of one update of a minibatch, its share of the rollout included. */
const update = async (minibatchSize: number, trunks: 'separate' | 'shared', rounds: number): Promise<Figure> => {
  const epochs = 32;
  const options: PpoOptions = { steps: minibatchSize, minibatchSize, epochs, trunks };
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let start = process.hrtime.bigint();
    await train({
      algorithm: ppo(options),
      environment: nothing,
      environments: 1,
      steps: minibatchSize * 16,
      seed: 1,
      callbacks: [
        {
          name: 'time',
          onIteration: ({ iteration }) => {
            const now = process.hrtime.bigint();
            if (iteration > 8) seconds.push(Number(now - start) / 1e9);
            start = now;
            return undefined;
          },
        },
      ],
    });
  }
  const value = (median(seconds) / epochs) * 1e6;
  return { bench: 'rl', metric: `update_${minibatchSize}_${trunks}`, value, unit: 'µs', peers: {} };
};

/** PPO whose network is in tfjs, beside Stable-Baselines3. */
const tensorflowFigure = async (sb3: Rates | undefined): Promise<Figure> => {
  await import('@tensorflow/tfjs-backend-wasm');
  const { tfPpo } = await import('@sigmax/rl/tf');
  const algorithm = await tfPpo({ ...shapes.sb3.options, backend: 'wasm' });
  const rates = await trainingRates(algorithm, { ...shapes.sb3, warmUp: 1, group: 1, groups: 3 });
  algorithm.dispose();
  const goal = { row: 'G4', limit: 0.9, sense: 'at least' } as const;
  const value = sb3 === undefined ? undefined : rates.processor / sb3.processor;
  const why = sb3 === undefined ? 'see bench/peers/rl-peers.sh' : undefined;
  const peers = { steps_per_second: rates.processor };
  return { ...goalFigure(goal, { metric: 'tfjs_times_sb3', value, peers, ...(why && { why }) }), bench: 'rl' };
};

export const rlBench: Bench = {
  name: 'rl',
  what: 'PPO on CartPole beside the peers of bench/peers/rl-peers.sh (--python): training, updates, predictions, goals G1 to G5',
  async measure({ hasPeers, python }): Promise<Figure[]> {
    const rounds = hasPeers ? 3 : 1;
    const { figures, rates } = await trainingFigures('sb3', rounds, python);
    return [
      ...figures,
      ...(await trainingFigures('cleanrl', rounds, python)).figures,
      await update(64, 'separate', rounds),
      await update(256, 'separate', rounds),
      await update(256, 'shared', rounds),
      await update(2048, 'separate', rounds),
      ...(hasPeers ? [await tensorflowFigure(rates.sb3), ...(await predictionFigures(python))] : []),
    ];
  },
};
