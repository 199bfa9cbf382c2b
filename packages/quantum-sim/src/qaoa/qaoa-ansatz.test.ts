import { describe, expect, it } from 'vitest';
import { quboToIsing } from '../problem/ising';
import { lowAutocorrelation } from '../problem/low-autocorrelation';
import { quboValue } from '../problem/qubo';
import { isingToPolynomial, polynomialDiagonal } from '../problem/spin-polynomial';
import { seededRandom } from '../seeded-random';
import { largestDifference } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import type { SubspaceObjective } from '../subspace/objective';
import { qaoaAnsatz } from './qaoa-ansatz';
import { qaoaCircuit } from './qaoa-circuit';
import { randomAngles, randomQubo } from './random-cost.test-helper';

const parametersOf = (angles: readonly number[]): Record<string, number> => {
  const layers = angles.length / 2;
  return Object.fromEntries(
    angles.map((angle, index) => [index < layers ? `gamma${index + 1}` : `beta${index - layers + 1}`, angle]),
  );
};

describe('the amplitudes', () => {
  it.each([1, 2, 3, 5, 9, 10, 11, 13])('of a quadratic cost of %d variables are those of its gates', (size) => {
    const random = seededRandom(size);
    const cost = randomQubo(size, random);
    const angles = randomAngles(3, random);
    const state = simulate(qaoaCircuit({ cost, layers: 3 }), { parameters: parametersOf(angles) });
    expect(largestDifference(qaoaAnsatz({ cost, scaling: 'raw' }).stateAt(angles), state)).toBeLessThan(1e-12);
  });

  it('of spins, polynomials, tables and functions are those of the quadratic cost', () => {
    const random = seededRandom(5);
    const qubo = randomQubo(7, random);
    const angles = randomAngles(2, random);
    const ising = quboToIsing(qubo);
    const { re, im } = qaoaAnsatz({ cost: qubo }).stateAt(angles);
    const { names } = qubo;
    for (const cost of [
      ising,
      isingToPolynomial(ising),
      { names, costs: qaoaAnsatz({ cost: qubo }).costs() },
      { names, cost: (bits: Uint8Array) => quboValue(qubo, bits) },
    ]) {
      expect(largestDifference(qaoaAnsatz({ cost }).stateAt(angles), { re, im })).toBeLessThan(1e-12);
    }
  });

  it('of products of four spins are those of their gates', () => {
    const cost = lowAutocorrelation(8);
    const angles = [0.1, 0.2, -0.5, -0.3];
    const state = simulate(qaoaCircuit({ cost, layers: 2 }), { parameters: parametersOf(angles) });
    expect(largestDifference(qaoaAnsatz({ cost, scaling: 'raw' }).stateAt(angles), state)).toBeLessThan(1e-12);
    expect(Math.min(...polynomialDiagonal(cost))).toBe(8);
  });

  it('have a norm of 1 after many layers, beyond half turns too', () => {
    const random = seededRandom(8);
    const probabilities = qaoaAnsatz({ cost: randomQubo(12, random) }).probabilitiesAt(randomAngles(40, random));
    expect(Math.abs(probabilities.reduce((sum, one) => sum + one, 0) - 1)).toBeLessThan(1e-12);
  });
});

describe('the costs', () => {
  it('are the values of the function, and their moments over all bit strings are known without them', () => {
    const qubo = randomQubo(11, seededRandom(2));
    const ansatz = qaoaAnsatz({ cost: qubo });
    const costs = ansatz.costs();
    const bits = (x: number) => qubo.names.map((_, i) => (x >> i) & 1);
    for (let x = 0; x < costs.length; x += 37) expect(costs[x]).toBeCloseTo(quboValue(qubo, bits(x)), 12);
    const table = qaoaAnsatz({ cost: { names: qubo.names, costs } });
    expect(ansatz.mean).toBeCloseTo(table.mean, 12);
    expect(ansatz.deviation).toBeCloseTo(table.deviation, 12);
    expect([ansatz.offset, ansatz.scale]).toEqual([ansatz.mean, ansatz.deviation]);
    expect(ansatz.energyAt([0, 0])).toBeCloseTo(ansatz.mean, 12);
  });
});

const objectives: SubspaceObjective[] = [
  { kind: 'expectation' },
  { kind: 'cvar', alpha: 0.3 },
  { kind: 'gibbs', eta: 1.5 },
];

describe('the gradient', () => {
  it.each(objectives)('of $kind is that of finite differences', (objective) => {
    // A conditional value at risk has a kink wherever its edge passes a state, and many states have many.
    for (const size of objective.kind === 'cvar' ? [2, 6] : [2, 6, 11]) {
      const random = seededRandom(size);
      const qubo = randomQubo(size, random);
      for (const cost of [qubo, { names: qubo.names, costs: qaoaAnsatz({ cost: qubo }).costs() }]) {
        const ansatz = qaoaAnsatz({ cost, objective });
        const angles = randomAngles(3, random);
        const gradient = new Float64Array(6);
        expect(ansatz.valueAndGradientAt(angles, gradient)).toBeCloseTo(ansatz.valueAt(angles), 13);
        angles.forEach((angle, index) => {
          const at = (step: number) => ansatz.valueAt(angles.with(index, angle + step));
          const step = 1e-5;
          const slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
          expect(Math.abs((gradient[index] as number) - slope)).toBeLessThan(1e-8);
        });
      }
    }
  });
});

describe('a mistake', () => {
  const cost = randomQubo(3, seededRandom(1));
  it.each([
    ['angles was [1, 2, 3]', () => qaoaAnsatz({ cost }).valueAt([1, 2, 3])],
    ['angles was [NaN, 2]', () => qaoaAnsatz({ cost }).valueAt([Number.NaN, 2])],
    ["scaling was 'none'", () => qaoaAnsatz({ cost, scaling: 'none' as never })],
    ["option 'mixr'", () => qaoaAnsatz({ cost, mixr: 1 } as never)],
    ['the cost has no variables', () => qaoaAnsatz({ cost: { names: [], costs: Float64Array.of(1) } })],
    ['the diagonal has 3 costs', () => qaoaAnsatz({ cost: { names: ['a', 'b'], costs: Float64Array.of(1, 2, 3) } })],
    ['bit string 1 was NaN', () => qaoaAnsatz({ cost: { names: ['a'], costs: Float64Array.of(1, Number.NaN) } })],
    ['of 28 variables needs 429', () => qaoaAnsatz({ cost: randomQubo(28, seededRandom(1)) })],
    ['needs', () => qaoaAnsatz({ cost: randomQubo(12, seededRandom(1)), maximumBytes: 1000 })],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });
});
