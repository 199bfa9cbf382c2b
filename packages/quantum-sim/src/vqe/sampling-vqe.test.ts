import { describe, expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { createQubo, type Qubo } from '../problem/qubo';
import { sixAssets } from '../problem/reference-portfolios.test-helper';
import { randomQubo } from '../qaoa/random-cost.test-helper';
import { seededRandom } from '../seeded-random';
import { exactQubo } from '../solvers/exact-qubo';
import type { SubspaceObjective } from '../subspace/objective';
import { samplingVqe } from './sampling-vqe';
import { efficientSu2, realAmplitudes } from './two-local';

/** The cost plus A (Σ x − k)². */
const penalised = ({ names, constant, linear, couplings }: Qubo, choose: number, penalty: number): Qubo =>
  createQubo({
    names,
    constant: constant + penalty * choose * choose,
    linear: linear.map((one) => one + penalty * (1 - 2 * choose)),
    couplings: names.flatMap((_, i) =>
      names.slice(0, i).map((__, j) => [i, j, couplings[i * names.length + j]! + 2 * penalty] as const),
    ),
  });

describe('the portfolio of six assets of Barkoutsos et al.', () => {
  const cost = penalised(portfolioSelection(sixAssets).qubo, 3, 6);

  it('is found with the best half of the probability', () => {
    const found = samplingVqe({ circuit: realAmplitudes(6), cost, seed: 1, objective: { kind: 'cvar', alpha: 0.5 } });
    expect(found.best.selected).toEqual(['x0', 'x1', 'x4']);
    expect(-found.best.cost).toBeCloseTo(1.27835, 12);
    expect(found.minimum).toBe(found.best.cost);
    expect(found.optimumProbability).toBeGreaterThan(0.45);
    expect(found.mostFrequent.length).toBeLessThanOrEqual(10);
    expect(found.mostFrequent[0]?.count).toBeGreaterThan(400);
  });
});

const objectives: SubspaceObjective[] = [
  { kind: 'expectation' },
  { kind: 'cvar', alpha: 0.25 },
  { kind: 'gibbs', eta: 2 },
];

it.each(objectives)('a random cost is minimised with $kind, the same way each time', (objective) => {
  const cost = randomQubo(5, seededRandom(8));
  const options = { circuit: efficientSu2(5, { repetitions: 2 }), cost, seed: 3, objective };
  const found = samplingVqe(options);
  expect(found.best.cost).toBeCloseTo(exactQubo(cost).value, 10);
  expect(found.optimumProbability).toBeGreaterThan(0.2);
  expect(samplingVqe(options)).toEqual(found);
  expect(found.trace.at(-1)).toBeLessThan(found.trace[0] as number);
});

it('circuit and cost have one size', () => {
  const cost = randomQubo(3, seededRandom(1));
  expect(() => samplingVqe({ circuit: realAmplitudes(2), cost, seed: 1 })).toThrow('3 variables, the circuit 2 qubits');
  expect(() => samplingVqe({ circuit: realAmplitudes(3), cost, seed: 1, shots: 0 })).toThrow('shots was 0');
});
