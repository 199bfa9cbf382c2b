import { describe, expect, it } from 'vitest';
import { QuantumError } from '../errors';
import { createQubo, type QuboCoupling } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import type { SelectionProblem } from '../solvers/selection-problem';
import { simulate } from '../state-vector/simulator';
import { ringMixer } from '../subspace/ring-mixer';
import { spreadRingOrder } from '../subspace/ring-order';
import { sectorSubspace } from '../subspace/sector-subspace';
import { subspaceAnsatz } from '../subspace/subspace-ansatz';
import { subspaceCosts } from '../subspace/subspace-costs';
import { ansatzCircuit } from './ansatz-circuit';

const random = seededRandom(5);
const randomProblem = (size: number, sectors: SelectionProblem['sectors']): SelectionProblem => {
  const names = Array.from({ length: size }, (_, index) => `a${index}`);
  const couplings: QuboCoupling[] = [];
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) couplings.push([i, j, random.normal()]);
  return { qubo: createQubo({ names, linear: names.map(() => random.normal()), couplings }), sectors };
};
const upTo = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `a${from + index}`);

/** The largest difference between what the circuit on 2^n amplitudes measures and what the ansatz on feasible states does. */
const largestDifference = (problem: SelectionProblem, angles: readonly number[], order: 'ring' | 'parity'): number => {
  const { qubo } = problem;
  const sectors = spreadRingOrder(qubo, problem.sectors);
  const subspace = sectorSubspace({ sectors, assets: qubo.names });
  const mixer = ringMixer(subspace, { order });
  const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer });
  const { whole } = ansatzCircuit({ qubo, sectors }, { angles, deviation: ansatz.deviation, mixer: mixer.name });
  const left = simulate(whole).probabilities();
  const units = new Int32Array(qubo.names.length);
  let worst = 0;
  ansatz.probabilitiesAt(angles).forEach((probability, index) => {
    subspace.unitsAt(index, units);
    const state = units.reduce((sum, held, qubit) => sum + held * 2 ** qubit, 0);
    worst = Math.max(worst, Math.abs(left[state]! - probability));
    left[state] = 0;
  });
  return Math.max(worst, ...left);
};

describe('ansatzCircuit', () => {
  const angles = [0.3, 0.7, -0.9, -0.4];
  it.each([
    [2, 1],
    [5, 2],
    [6, 3],
    [7, 6],
    [8, 3],
  ])('measures what the ansatz over %d choose %d computes', (size, choose) => {
    const problem = randomProblem(size, [{ assets: upTo(0, size), choose }]);
    expect(largestDifference(problem, angles, 'ring')).toBeLessThan(1e-13);
    expect(largestDifference(problem, angles, 'parity')).toBeLessThan(1e-13);
  });

  it('keeps to sectors', () => {
    const sectors = [
      { assets: upTo(0, 3), choose: 1 },
      { assets: upTo(3, 7), choose: 2 },
      { assets: upTo(7, 8), choose: 1 },
    ];
    expect(largestDifference(randomProblem(8, sectors), angles, 'ring')).toBeLessThan(1e-13);
  });

  it('has a part for the start and two a layer', () => {
    const { start, layers, whole } = ansatzCircuit(randomProblem(4, [{ assets: upTo(0, 4), choose: 2 }]), {
      angles,
      deviation: 1,
      mixer: 'ring-xy',
    });
    expect(start.qubitCount).toBe(4);
    expect(layers.map(({ phases, mixer }) => [phases.operations.length, mixer.operations.length])).toEqual([
      [10, 4],
      [10, 4],
    ]);
    expect(whole.operations).toHaveLength(5);
  });

  it('refuses a mixer that is no product of gates on two qubits', () => {
    const problem = randomProblem(3, [{ assets: upTo(0, 3), choose: 1 }]);
    expect(() => ansatzCircuit(problem, { angles, deviation: 1, mixer: 'grover' })).toThrow(QuantumError);
    expect(() => ansatzCircuit(problem, { angles, deviation: 1, mixer: 'grover' })).toThrow("mixer was 'grover'");
  });
});
