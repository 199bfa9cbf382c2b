import { seededRandom } from '@sigmax/core';
import { createBundle, discrete, networkPolicy, policyNetwork } from '@sigmax/rl';
import { type Figure, median } from './bench';
import { type Goal, goalFigure } from './quantum/goal';
import { peerNumbers } from './rl-training';

/** Median and 99th percentile of the microseconds of `count` calls, after a fifth as many. */
const callTimes = (count: number, call: (part: number) => number): { readonly p50: number; readonly p99: number } => {
  const times = new Float64Array(count);
  let sum = 0;
  for (let at = -count / 5; at < count; at++) {
    const start = performance.now();
    sum += call(at / count);
    const elapsed = performance.now() - start;
    if (at >= 0) times[at] = elapsed * 1e3;
  }
  if (Number.isNaN(sum)) throw new Error('A prediction was NaN.');
  times.sort();
  return { p50: times[count >> 1] as number, p99: times[Math.floor(count * 0.99)] as number };
};

const description = {
  observationSize: 7,
  hiddenSizes: [64, 64],
  trunks: 'separate',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [3] },
} as const;

const figure = (goal: Goal, metric: string, value: number | undefined, unit: string, why?: string): Figure => ({
  ...goalFigure(goal, { metric, value, unit, ...(why && { why }) }),
  bench: 'rl',
});

/** Time of `LayersModel.predict` of the same weights, read out: median microseconds. */
const layersModelTime = async (weights: readonly number[]): Promise<number> => {
  const { setBackend, tensor2d } = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-wasm');
  const { toLayersModel } = await import('@sigmax/rl/tf');
  await setBackend('wasm');
  const featureNames = Array.from({ length: description.observationSize }, (_, at) => `feature ${at}`);
  const metadata = { name: 'bench', featureNames, seed: 1, steps: 0, algorithm: { name: 'none', options: {} } };
  const model = await toLayersModel(createBundle({ description, weights, metadata }));
  const { predict } = model as unknown as { predict(input: unknown): { dataSync(): Float32Array; dispose(): void }[] };
  return callTimes(1000, (part) => {
    const input = tensor2d([[part, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7]]);
    const outputs = predict.call(model, input);
    const sum = outputs.reduce((total, output) => total + (output.dataSync()[0] as number), 0);
    for (const output of outputs) output.dispose();
    input.dispose();
    return sum;
  }).p50;
};

/** Time and memory of single decisions on one observation, 7 → 64 → 64 → (3, 1), and how often others take as long. */
export const predictionFigures = async (python: string | undefined): Promise<Figure[]> => {
  const random = seededRandom(1);
  const weights = Array.from({ length: policyNetwork(description).layout.size }, () => 0.1 * random.normal());
  const act = networkPolicy({ description, weights, actionSpace: discrete(3) }).start(random);
  const observation = Float64Array.of(0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7);
  const decide = (part: number): number => {
    observation[0] = part;
    return act(observation);
  };
  const { p50, p99 } = callTimes(100_000, decide);
  const bytes: number[] = [];
  let sum = 0;
  for (let round = 0; round < 51; round++) {
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 10_000; at++) sum += decide(at / 10_000);
    bytes.push((process.memoryUsage().heapUsed - before) / 10_000);
  }
  if (Number.isNaN(sum)) throw new Error('A prediction was NaN.');
  const sb3 = python === undefined ? undefined : peerNumbers(python, 'sb3-predict')?.[0];
  const layersModel = await layersModelTime(weights);
  return [
    figure({ row: 'G5', limit: 5, sense: 'at most' }, 'prediction_p50', p50, 'µs'),
    figure({ row: 'G5', limit: 50, sense: 'at most' }, 'prediction_p99', p99, 'µs'),
    // What is left is what reading the heap's size allocates.
    figure({ row: 'G5', limit: 1, sense: 'at most' }, 'prediction_bytes', Math.max(0, median(bytes)), 'bytes'),
    figure(
      { row: 'G5', limit: 50, sense: 'at least' },
      'prediction_times_sb3',
      sb3 === undefined ? undefined : sb3 / p50,
      'x',
      sb3 === undefined ? 'see bench/peers/rl-peers.sh' : undefined,
    ),
    figure({ row: 'G5', limit: 30, sense: 'at least' }, 'prediction_times_layers_model', layersModel / p50, 'x'),
  ];
};
