import { describe, expect, it } from 'vitest';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import type { GateOperation } from '../circuit/operation';
import { exactDistribution } from '../measurement/exact-distribution';
import { expectation } from '../measurement/expectation';
import { pauliSum } from '../measurement/pauli-sum';
import { planOf } from '../plan/plan';
import { type Random, seededRandom } from '../seeded-random';
import { simulate } from '../state-vector/simulator';
import { profileSeed, share } from '../testing-profile.test-helper';
import { cliffordGates, randomClifford, randomPauli } from './random-clifford.test-helper';
import { runStabilizerShots } from './run-stabilizer-shots';
import { simulateStabilizer } from './simulate-stabilizer';
import { StabilizerState } from './stabilizer-state';

/** Adds the identities to a stabiliser's text and makes it one of Pauli sums. */
const sumOf = (text: string) =>
  pauliSum([
    [
      text[0] === '-' ? -1 : 1,
      [...text.slice(1)]
        .reverse()
        .map((letter, qubit) => (letter === 'I' ? '' : `${letter}${qubit}`))
        .join(' '),
    ],
  ]);

const expectCounts = (measured: Circuit, random: Random): void => {
  const shots = share(1_000, 4_000);
  const expected = exactDistribution(measured);
  const { counts } = runStabilizerShots(measured, { shots, seed: random.integer(2 ** 31) });
  expect(Object.values(counts).reduce((a, b) => a + b)).toBe(shots);
  for (const text of new Set([...Object.keys(counts), ...Object.keys(expected)])) {
    const p = Math.min(1, expected[text] ?? 0);
    // Six deviations: thousands of these are asked in the full profile.
    expect(Math.abs((counts[text] ?? 0) - shots * p), text).toBeLessThanOrEqual(
      6 * Math.sqrt(shots * p * (1 - p)) + 1e-6,
    );
  }
};

describe('random Clifford circuits', () => {
  it('are followed as the state vector follows them, by what they leave alone and by any product of Pauli matrices', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(60, 2_000); trial++) {
      const n = 1 + random.integer(8);
      const gates = randomClifford(n, 5 + random.integer(60), random);
      const vector = simulate(gates);
      const state = simulateStabilizer(gates);
      for (const text of state.stabilizers()) expect(expectation(vector, sumOf(text)), text).toBeCloseTo(1, 11);
      for (let time = 0; time < 8; time++) {
        const observable = pauliSum([[1, randomPauli(n, random)]]);
        expect(state.expectation(observable)).toBeCloseTo(expectation(vector, observable), 11);
      }
    }
  });

  it('measured in the middle go on as a state vector that collapses to the same values', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(40, 1_000); trial++) {
      const n = 2 + random.integer(5);
      const state = new StabilizerState(n);
      const vector = simulate(circuit(n));
      for (let round = 0; round < 3; round++) {
        const part = randomClifford(n, 15, random);
        for (const operation of flatten(part)) {
          if (operation.kind === 'gate') {
            state.apply(operation.gate, operation.qubits, ...(operation.angles as number[]));
          }
        }
        planOf(flatten(part) as GateOperation[], n, []).run(vector.kernels);
        const qubit = random.integer(n);
        const one = vector.probabilityOfOne(qubit);
        const decided = state.decided(qubit);
        expect(one).toBeCloseTo(decided ?? 0.5, 11);
        const value = state.measure(qubit, random);
        expect(state.decided(qubit)).toBe(value);
        vector.collapse(qubit, value, value === 1 ? one : 1 - one);
        for (const text of state.stabilizers()) expect(expectation(vector, sumOf(text)), text).toBeCloseTo(1, 10);
        const observable = pauliSum([[1, randomPauli(n, random)]]);
        expect(state.expectation(observable)).toBeCloseTo(expectation(vector, observable), 10);
      }
    }
  });

  it('read at their end as the exact distribution says', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(12, 200); trial++) {
      const n = 1 + random.integer(5);
      const measured = randomClifford(n, 30, random).measureAll();
      expectCounts(measured, random);
    }
  });

  it('read as the exact distribution says with measurements, conditions and resets between', () => {
    const random = seededRandom(profileSeed());
    for (let trial = 0; trial < share(12, 200); trial++) {
      const n = 2 + random.integer(3);
      const part = () => randomClifford(n, 8, random);
      const [a, b, c] = [random.integer(n), random.integer(n), random.integer(n)];
      const measured = circuit(n)
        .add(part(), undefined, [])
        .measure(a)
        .when(a, 1, part(), part())
        .reset(b)
        .add(part(), undefined, [])
        .measure(b, a)
        .measure(c);
      expectCounts(measured, random);
    }
  });

  it('use every gate that is known to be one', () => {
    expect(new Set(cliffordGates.map(([gate]) => gate.name)).size).toBe(cliffordGates.length);
  });
});
