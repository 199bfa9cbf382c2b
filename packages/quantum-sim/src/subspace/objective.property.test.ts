import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { objectiveFunction, type SubspaceObjective } from './objective';

const instance = (seed: number, size: number) => {
  const random = seededRandom(seed);
  const costs = Float64Array.from({ length: size }, () => random.normal());
  const raw = Float64Array.from({ length: size }, () => random.uniform());
  const total = raw.reduce((sum, one) => sum + one, 0);
  return { costs, probabilities: raw.map((one) => one / total) };
};

const objectives: SubspaceObjective[] = [
  { kind: 'expectation' },
  { kind: 'cvar', alpha: 0.3 },
  { kind: 'cvar', alpha: 1 },
  { kind: 'gibbs', eta: 2 },
];

it.each(objectives)('$kind: derivatives follow probability that moves between states', (objective) => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 2, max: 12 }), fc.nat(11), fc.nat(11), (seed, size, a, b) => {
      const { costs, probabilities } = instance(seed, size);
      const value = objectiveFunction(costs, objective);
      const derivatives = new Float64Array(size);
      value(probabilities, derivatives);
      const step = 1e-7;
      const shifted = (amount: number) => {
        const moved = probabilities.slice();
        moved[a % size]! += amount;
        moved[b % size]! -= amount;
        return value(moved);
      };
      const slope = (shifted(step) - shifted(-step)) / (2 * step);
      expect(derivatives[a % size]! - derivatives[b % size]!).toBeCloseTo(slope, 5);
    }),
  );
});

it('CVaR falls from the mean to the minimum and is the mean at 1', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 12 }), (seed, size) => {
      const { costs, probabilities } = instance(seed, size);
      const at = (alpha: number) => objectiveFunction(costs, { kind: 'cvar', alpha })(probabilities);
      expect(at(1)).toBeCloseTo(objectiveFunction(costs, { kind: 'expectation' })(probabilities), 12);
      expect(at(1e-9)).toBeCloseTo(Math.min(...costs), 12);
      expect(at(0.3)).toBeLessThanOrEqual(at(0.6) + 1e-12);
    }),
  );
});

it('the Gibbs objective stands between the minimum and the mean, and does not overflow', () => {
  const costs = Float64Array.of(-4000, 10, 20);
  const probabilities = Float64Array.of(0.5, 0.25, 0.25);
  expect(objectiveFunction(costs, { kind: 'gibbs', eta: 1 })(probabilities)).toBeCloseTo(-4000 + Math.LN2, 12);
});

it.each([
  [{ kind: 'cvar', alpha: 0 }, 'objective.alpha was 0'],
  [{ kind: 'cvar', alpha: 1.5 }, 'objective.alpha was 1.5'],
  [{ kind: 'gibbs', eta: Number.NaN }, 'objective.eta was NaN'],
  [{ kind: 'mean' }, "objective.kind was 'mean'"],
])('refuses %j', (objective, message) => {
  expect(() => objectiveFunction(Float64Array.of(1), objective as SubspaceObjective)).toThrow(message);
});
