import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { amplitudeDamping } from '../noise/amplitude-damping';
import { depolarizing } from '../noise/depolarizing';
import { noiseModel } from '../noise/noise-model';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { DensityMatrix } from './density-matrix';
import { fidelity } from './fidelity';
import { simulateDensityMatrix } from './simulate-density-matrix';

const noise = noiseModel({ rules: [{ channel: amplitudeDamping(0.15) }, { channel: depolarizing(0.05) }] });
const mixed = (n: number, seed: number) => simulateDensityMatrix(randomCircuit(n, 12, seededRandom(seed)), { noise });

describe('fidelity', () => {
  it('of one qubit is Tr ρσ + 2 √(det ρ det σ) (Hübner 1992)', () => {
    for (let seed = 0; seed < 10; seed++) {
      const [a, b] = [mixed(1, seed), mixed(1, seed + 100)];
      const trace = [0, 1, 2, 3].reduce((sum, at) => sum + a.re[at]! * b.re[at]! + a.im[at]! * b.im[at]!, 0);
      const determinant = ({ re, im }: DensityMatrix) => re[0]! * re[3]! - re[1]! ** 2 - im[1]! ** 2;
      expect(fidelity(a, b)).toBeCloseTo(trace + 2 * Math.sqrt(determinant(a) * determinant(b)), 9);
    }
  });

  it('of mixtures of basis states is (Σ √(p q))²', () => {
    const random = seededRandom(4);
    const [a, b] = [new DensityMatrix(3), new DensityMatrix(3)];
    let sum = 0;
    const weights = Array.from({ length: 8 }, () => [random.uniform(), random.uniform()] as const);
    const totals = weights.reduce(([x, y], [p, q]) => [x + p, y + q], [0, 0] as readonly [number, number]);
    weights.forEach(([p, q], row) => {
      a.re[9 * row] = p / totals[0];
      b.re[9 * row] = q / totals[1];
      sum += Math.sqrt(((p / totals[0]) * q) / totals[1]);
    });
    expect(fidelity(a, b)).toBeCloseTo(sum ** 2, 12);
  });

  it('is the same either way, 1 with itself, and ⟨ψ|ρ|ψ⟩ with a pure state of either kind', () => {
    for (let seed = 0; seed < 5; seed++) {
      const [a, b] = [mixed(3, seed), mixed(3, seed + 50)];
      expect(fidelity(a, a)).toBeCloseTo(1, 9);
      expect(fidelity(a, b)).toBeCloseTo(fidelity(b, a), 9);
      const gates = randomCircuit(3, 20, seededRandom(seed));
      const [vector, matrix] = [simulate(gates), simulateDensityMatrix(gates)];
      expect(fidelity(matrix, vector)).toBeCloseTo(1, 12);
      expect(fidelity(a, matrix)).toBeCloseTo(fidelity(a, vector), 7);
    }
  });

  it('of states that one measurement tells apart is 0', () => {
    const [zero, one] = [simulateDensityMatrix(circuit(2)), simulateDensityMatrix(circuit(2).x(1))];
    expect(fidelity(zero, one)).toBe(0);
  });

  it('needs as many qubits, and two mixed states 8 at most', () => {
    expect(() => fidelity(new DensityMatrix(1), new DensityMatrix(2))).toThrow('the states have 1 and 2 qubits');
    expect(() => fidelity(new DensityMatrix(9), new DensityMatrix(9))).toThrow(
      'two density matrices of 9 qubits; the limit is 8',
    );
    expect(fidelity(new DensityMatrix(9), simulate(circuit(9)))).toBe(1);
  });
});
