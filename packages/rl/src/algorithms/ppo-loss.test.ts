import { describe, expect, it } from 'vitest';
import type { ActionHead } from '../network/policy-description';
import { lossOptions, madeRollout, noFigures } from './made-rollout.test-helper';
import { type PpoLossOptions, ppoLoss } from './ppo-loss';

const heads: Readonly<Record<string, { readonly head: ActionHead; readonly isMasked?: boolean }>> = {
  categorical: { head: { type: 'categorical', sizes: [3] } },
  'categorical with masks': { head: { type: 'categorical', sizes: [4] }, isMasked: true },
  'several categorical': { head: { type: 'categorical', sizes: [3, 2] } },
  'several categorical with masks': { head: { type: 'categorical', sizes: [4, 5] }, isMasked: true },
  Gaussian: { head: { type: 'gaussian', low: [-1, -1], high: [1, 1] } },
};

const variants: Readonly<Record<string, Partial<PpoLossOptions>>> = {
  'as it is': {},
  'advantages as they are': { isAdvantageNormalised: false },
  'values clipped': { valueClipRange: 0.2 },
  'the larger of both value errors': { valueClipRange: 0.2, valueClip: 'larger' },
  'much entropy': { entropyCoefficient: 2, valueCoefficient: 0 },
};

describe.each(Object.entries(heads))('%s', (_, made) => {
  it.each(Object.entries(variants))('the gradient agrees with differences of the loss: %s', (__, variant) => {
    for (const trunks of ['separate', 'shared'] as const) {
      const { network, distribution, buffer, rows } = madeRollout({ ...made, trunks });
      const options = { ...lossOptions, ...variant };
      const figures = noFigures();
      const loss = (): number => {
        ppoLoss(network, distribution, buffer, rows, 0, rows.length, options, figures);
        return figures.loss;
      };
      loss();
      expect(figures.clipFraction).toBeGreaterThan(0.1);
      const gradient = network.core.gradients.slice();
      gradient.forEach((value, at) => {
        const width = 1e-6;
        const weight = network.weights[at] as number;
        network.weights[at] = weight + width;
        const above = loss();
        network.weights[at] = weight - width;
        const below = loss();
        network.weights[at] = weight;
        const difference = (above - below) / (2 * width);
        if (!(Math.abs(value - difference) < 2e-8)) expect.fail(`weight ${at}: ${value} and ${difference}`);
      });
    }
  });

  it('WebAssembly has the gradient of double precision', () => {
    const gradients = (['webassembly', 'typescript'] as const).map((implementation) => {
      const { network, distribution, buffer, rows } = madeRollout({ ...made, implementation, size: 33 });
      network.weights.set(network.weights.map(Math.fround));
      ppoLoss(network, distribution, buffer, rows, 0, rows.length, lossOptions, noFigures());
      return network.core.gradients;
    });
    const [fast, exact] = gradients as [Float32Array, Float64Array];
    exact.forEach((value, at) => {
      expect(Math.abs(value - (fast[at] as number))).toBeLessThan(1e-5);
    });
  });
});

it('a row of the gradient does not depend on where its minibatch lies', () => {
  const { network, distribution, buffer } = madeRollout({ head: { type: 'categorical', sizes: [3] } });
  const rows = Int32Array.of(9, 9, 4, 7, 2);
  ppoLoss(network, distribution, buffer, rows, 2, 3, lossOptions, noFigures());
  const gradient = network.core.gradients.slice();
  ppoLoss(network, distribution, buffer, Int32Array.of(4, 7, 2), 0, 3, lossOptions, noFigures());
  expect(network.core.gradients).toEqual(gradient);
});

it('one row is not normalised: its deviation would be nothing', () => {
  const { network, distribution, buffer, rows } = madeRollout({ head: { type: 'categorical', sizes: [3] } });
  const figures = noFigures();
  ppoLoss(network, distribution, buffer, rows, 0, 1, lossOptions, figures);
  expect(figures.loss).not.toBeNaN();
});
