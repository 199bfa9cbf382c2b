import { expect, it } from 'vitest';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { type AngleDepth, optimizeAngles } from './optimize-angles';
import { ringMixer } from './ring-mixer';
import { selectionSubspace } from './sector-subspace';
import { subspaceAnsatz } from './subspace-ansatz';
import { subspaceCosts } from './subspace-costs';

const ansatzOf = (seed: number) => {
  const qubo = randomQubo(8, seed);
  const subspace = selectionSubspace({ assets: qubo.names, choose: 3 });
  return subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: ringMixer(subspace) });
};

it('ends where the gradient is flat, and no depth is worse than the one before', () => {
  const ansatz = ansatzOf(4);
  const seen: AngleDepth[] = [];
  const { angles, value, depths, evaluations } = optimizeAngles(ansatz, {
    layers: 3,
    seed: 9,
    onDepth: (depth) => seen.push(depth),
  });
  const gradient = new Float64Array(6);
  expect(ansatz.valueAndGradientAt(angles, gradient)).toBe(value);
  expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-2);
  expect(depths.map((depth) => depth.angles.length)).toEqual([2, 4, 6]);
  expect(depths).toEqual(seen);
  expect(depths.at(-1)).toEqual({ layers: 3, angles, value, evaluations });
  depths.slice(1).forEach((depth, index) => {
    expect(depth.value).toBeLessThan((depths[index] as AngleDepth).value);
  });
});

it('no angle of a fine grid is better at p = 1', () => {
  const ansatz = ansatzOf(6);
  const { value } = optimizeAngles(ansatz, { layers: 1, seed: 1, starts: 8 });
  let lowest = 0;
  for (let gamma = 0; gamma < 3; gamma += 0.05) {
    for (let beta = -1.5; beta < 1.5; beta += 0.05) lowest = Math.min(lowest, ansatz.valueAt([gamma, beta]));
  }
  expect(value).toBeLessThanOrEqual(lowest);
});

it('has the same bits for one seed', () => {
  const run = () => optimizeAngles(ansatzOf(2), { layers: 2, seed: 3 });
  expect(run()).toEqual(run());
  expect(run().angles).toMatchInlineSnapshot(`
    [
      0.7916835617337623,
      1.387074001283814,
      -0.6737816561591112,
      -0.3892026438909006,
    ]
  `);
});

it('reports each iteration, from where it can be aborted', () => {
  const signal = { aborted: false };
  const seen: number[] = [];
  const run = () =>
    optimizeAngles(ansatzOf(1), {
      layers: 3,
      seed: 1,
      signal,
      onProgress: ({ layers, evaluations }) => {
        seen.push(evaluations);
        signal.aborted = layers === 2;
      },
    });
  expect(run).toThrow(/optimizeAngles was aborted after \d+ evaluations/);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

it('starts from given angles instead of ramps, which takes fewer values where the problem is like the last', () => {
  const ansatz = ansatzOf(4);
  const cold = optimizeAngles(ansatz, { layers: 3, seed: 9 });
  const hot = optimizeAngles(ansatz, { layers: 3, seed: 9, initialAngles: cold.angles });
  expect(hot.value).toBeLessThanOrEqual(cold.value);
  expect(hot.evaluations).toBeLessThan(cold.evaluations / 4);
  expect(hot.depths).toHaveLength(1);
  for (const initialAngles of [[0.1, 0.2], [], [0, 0, 0, 0, 0, Number.NaN]]) {
    expect(() => optimizeAngles(ansatz, { layers: 3, seed: 9, initialAngles })).toThrow('initialAngles was [');
  }
});

it('refuses no layers and unknown options', () => {
  expect(() => optimizeAngles(ansatzOf(1), { layers: 0, seed: 1 })).toThrow('layers was 0');
  expect(() => optimizeAngles(ansatzOf(1), { layers: 1, seed: 1, p: 3 } as never)).toThrow("option 'p' was 3");
  expect(() => optimizeAngles(ansatzOf(1), { layers: 1, seed: 1, signal: { aborted: true } })).toThrow('was aborted');
});
