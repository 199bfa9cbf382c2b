import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import type { PolicyDescription } from './policy-description';
import { policyNetwork } from './policy-network';

const description: PolicyDescription = {
  observationSize: 2,
  hiddenSizes: [3],
  trunks: 'separate',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [2, 2] },
};

it('names its weights in one vector without gaps', () => {
  const { layout } = policyNetwork(description);
  let end = 0;
  for (const { rows, columns, offset } of layout.blocks) {
    expect(offset).toBe(end);
    end += rows * columns;
  }
  expect(end).toBe(layout.size);
  expect(layout.blocks.map(({ name }) => name)).toEqual([
    'policy.0.kernel',
    'policy.0.bias',
    'value.0.kernel',
    'value.0.bias',
    'policy.head.kernel',
    'policy.head.bias',
    'value.head.kernel',
    'value.head.bias',
  ]);
});

it('computes what the formula says, however many rows there are at once', () => {
  const weights = Array.from({ length: 3 * 3 * 2 + 16 + 4 }, (_, index) => Math.sin(index + 1));
  const observations = Array.from({ length: 10 }, (_, index) => Math.cos(index));
  const dense = (x: readonly number[], at: number, size: number): number[] =>
    Array.from(
      { length: size },
      (_, column) =>
        x.reduce((sum, value, row) => sum + value * (weights[at + row * size + column] as number), 0) +
        (weights[at + x.length * size + column] as number),
    );
  const expected = Array.from({ length: 5 }, (_, row) => {
    const x = observations.slice(2 * row, 2 * row + 2);
    return {
      actions: dense(dense(x, 0, 3).map(Math.tanh), 18, 4),
      value: dense(dense(x, 9, 3).map(Math.tanh), 34, 1)[0] as number,
    };
  });
  for (const capacity of [1, 2, 5, 64]) {
    const network = policyNetwork(description, { weights, capacity, implementation: 'typescript' });
    const out = { actions: new Float64Array(20), values: new Float64Array(5) };
    network.forward(observations, 5, out);
    expected.forEach(({ actions, value }, row) => {
      actions.forEach((one, column) => {
        expect(out.actions[4 * row + column]).toBeCloseTo(one, 13);
      });
      expect(out.values[row]).toBeCloseTo(value, 13);
    });
  }
});

it('a Gaussian head has free parameters at the end of the weights', () => {
  const network = policyNetwork({ ...description, head: { type: 'gaussian', low: [-1, -1], high: [1, 1] } });
  network.logStandardDeviations[1] = 0.5;
  expect(network.weights.at(-1)).toBe(0.5);
  expect(network.layout.blocks.at(-1)?.name).toBe('policy.logStandardDeviation');
});

it.each([
  [{ ...description, observationSize: 0 }, 'observationSize'],
  [{ ...description, activation: 'linear' }, 'activation'],
  [{ ...description, head: { type: 'gaussian', low: [0], high: [1, 1] } }, 'low and high must have one length'],
  [{ ...description, colour: 'red' }, 'colour'],
])('refuses a description that is none: %j', (wrong, words) => {
  expect(() => policyNetwork(wrong as PolicyDescription)).toThrow(InvalidOptionsError);
  expect(() => policyNetwork(wrong as PolicyDescription)).toThrow(words);
});

it('refuses weights of another length', () => {
  expect(() => policyNetwork(description, { weights: [1, 2] })).toThrow('2 weights were given. Give 38');
});
