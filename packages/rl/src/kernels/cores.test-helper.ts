import type { LayerGraph } from '../network/layer-graph';
import type { CoreRows, NetworkCore } from '../network/network-core';
import { policyGraph } from '../network/policy-description';
import { pcg64 } from '../random/pcg64';

const policy = (
  observationSize: number,
  hiddenSizes: readonly number[],
  trunks: 'separate' | 'shared',
  activation: 'tanh' | 'relu' | 'elu',
  sizes: readonly number[],
): LayerGraph =>
  policyGraph({ observationSize, hiddenSizes, trunks, activation, head: { type: 'categorical', sizes } });

/** Graphs whose sizes are whole vectors and not, with trunks of every kind. */
export const graphs: Readonly<Record<string, LayerGraph>> = {
  'separate tanh 7-64-64-(3, 1)': policy(7, [64, 64], 'separate', 'tanh', [3]),
  'shared tanh 4-16-(2, 1)': policy(4, [16], 'shared', 'tanh', [2]),
  'shared elu 5-10-7-(5, 1)': policy(5, [10, 7], 'shared', 'elu', [3, 2]),
  'separate relu 1-9-(4, 1)': policy(1, [9], 'separate', 'relu', [4]),
  'linear 3-(6, 1)': policy(3, [], 'shared', 'tanh', [6]),
  'a head on a hidden layer and one on the input': {
    inputSize: 6,
    layers: [
      { name: 'a', from: -1, size: 12, activation: 'elu' },
      { name: 'b', from: 0, size: 33, activation: 'tanh' },
      { name: 'c', from: 0, size: 2, activation: 'relu' },
      { name: 'd', from: 1, size: 13, activation: 'linear' },
      { name: 'e', from: -1, size: 1, activation: 'linear' },
    ],
    free: [{ name: 'f', size: 3 }],
  },
};

/** The layers that no layer reads: where a loss begins. */
export const tops = ({ layers }: LayerGraph): number[] =>
  layers.flatMap((_, index) => (layers.some(({ from }) => from === index) ? [] : [index]));

const write = ({ values, stride }: CoreRows, width: number, rows: number, numbers: () => number): void => {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) values[row * stride + column] = numbers();
  }
};

/** Weights, inputs and gradients of the tops: single-precision numbers, the same for every core of one graph. */
export const fill = (core: NetworkCore, rows: number, seed: number): void => {
  const random = pcg64(seed);
  const { weights, graph, inputs, outputGradients } = core;
  for (let at = 0; at < weights.length; at++) weights[at] = Math.fround(0.5 * random.normal());
  write(inputs, graph.inputSize, rows, () => Math.fround(random.normal()));
  for (const top of tops(graph)) {
    const { size } = graph.layers[top] as (typeof graph.layers)[number];
    write(outputGradients[top] as CoreRows, size, rows, () => Math.fround(random.normal() / rows));
  }
};

/** The rows of a table without what lies between them. */
export const plain = ({ values, stride }: CoreRows, width: number, rows: number): number[] =>
  Array.from({ length: rows * width }, (_, at) => values[Math.floor(at / width) * stride + (at % width)] as number);

/** The largest distance of two columns, as a part of the largest number in them and at least 1. */
export const distance = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  let apart = 0;
  let size = 1;
  for (let at = 0; at < one.length; at++) {
    const gap = Math.abs((one[at] as number) - (other[at] as number));
    // NaN counts as far.
    apart = gap <= apart ? apart : Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
    size = Math.max(size, Math.abs(other[at] as number));
  }
  return one.length === other.length ? apart / size : Number.POSITIVE_INFINITY;
};
