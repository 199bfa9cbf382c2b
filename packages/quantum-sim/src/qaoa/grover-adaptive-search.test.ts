import { describe, expect, it } from 'vitest';
import { lowAutocorrelation } from '../problem/low-autocorrelation';
import { createQubo } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { exactQubo } from '../solvers/exact-qubo';
import { groverAdaptiveSearch } from './grover-adaptive-search';
import { randomQubo } from './random-cost.test-helper';

describe('Grover adaptive search', () => {
  it('finds −6 at (1, 0, 1), as in the tutorial of qiskit-optimization', () => {
    const cost = createQubo({
      names: ['x0', 'x1', 'x2'],
      linear: [-1, 2, -3],
      couplings: [
        ['x0', 'x2', -2],
        ['x1', 'x2', -1],
      ],
    });
    for (let seed = 0; seed < 20; seed++) {
      const { bits, value } = groverAdaptiveSearch(cost, { seed, patience: 12 });
      expect([value, Array.from(bits)]).toEqual([-6, [1, 0, 1]]);
    }
  });

  it('finds minima with fewer turns than there are states, and thresholds that only fall', () => {
    let turns = 0;
    for (let seed = 0; seed < 10; seed++) {
      const cost = randomQubo(8, seededRandom(seed));
      const { value, steps, rotations } = groverAdaptiveSearch(cost, { seed });
      expect(value).toBeCloseTo(exactQubo(cost).value, 12);
      steps.slice(1).forEach(({ threshold }, index) => {
        expect(threshold).toBeLessThanOrEqual(steps[index]?.threshold as number);
      });
      expect(rotations).toBe(steps.reduce((sum, step) => sum + step.rotations, 0));
      // Turns until the minimum was first measured.
      const first = steps.findIndex(({ measured }) => measured === value);
      turns += steps.slice(0, first + 1).reduce((sum, step) => sum + step.rotations, 0);
    }
    expect(turns / 10).toBeLessThan(4 * Math.sqrt(2 ** 8));
  });

  it('takes costs of any kind, repeats and can be aborted', () => {
    const cost = lowAutocorrelation(7);
    const found = groverAdaptiveSearch(cost, { seed: 3 });
    expect(found.value).toBe(3);
    expect(groverAdaptiveSearch(cost, { seed: 3 })).toEqual(found);
    expect(() => groverAdaptiveSearch(cost, { seed: 3, signal: { aborted: true } })).toThrow('aborted after 0');
    expect(() => groverAdaptiveSearch(cost, { seed: 3, patience: 0 })).toThrow('patience was 0');
  });
});
