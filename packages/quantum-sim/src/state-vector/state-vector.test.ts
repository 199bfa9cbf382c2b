import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from './reference-state.test-helper';
import { simulate } from './simulator';
import { StateVector } from './state-vector';

describe('a state', () => {
  it('starts as |0…0⟩ and goes back to it, or to another basis state', () => {
    const state = new StateVector(3);
    expect([state.qubitCount, state.precision, state.re.length]).toEqual([3, 'f64', 8]);
    expect(Array.from(state.probabilities())).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    state.reset(5);
    expect([state.probability(5), state.squaredNorm()]).toEqual([1, 1]);
    state.reset();
    expect(state.probability(0)).toBe(1);
  });

  it('has one qubit too', () => {
    expect(Array.from(new StateVector(1, { precision: 'f32' }).probabilities())).toEqual([1, 0]);
  });

  it('takes the amplitudes of another', () => {
    const other = simulate(randomCircuit(3, 20, seededRandom(1)));
    const state = new StateVector(3);
    state.copyFrom(other);
    expect(Array.from(state.re)).toEqual(Array.from(other.re));
    expect(Array.from(state.im)).toEqual(Array.from(other.im));
  });

  it('knows what a measurement of a qubit gives, and collapses', () => {
    const state = simulate(randomCircuit(4, 40, seededRandom(2)));
    const before = state.probabilities();
    for (let qubit = 0; qubit < 4; qubit++) {
      const expected = before.reduce((sum, probability, index) => sum + ((index >> qubit) & 1 ? probability : 0), 0);
      expect(state.probabilityOfOne(qubit)).toBeCloseTo(expected, 14);
    }
    const one = state.probabilityOfOne(2);
    state.collapse(2, 1, one);
    expect(state.squaredNorm()).toBeCloseTo(1, 14);
    before.forEach((probability, index) => {
      expect(state.probability(index)).toBeCloseTo((index >> 2) & 1 ? probability / one : 0, 14);
    });
  });
});

it.each([0, 1.5, Number.NaN, -1])('a state has no %d qubits', (qubitCount) => {
  expect(() => new StateVector(qubitCount)).toThrow(`qubitCount was ${qubitCount}`);
});

it('a state refuses what it has not', () => {
  const state = new StateVector(2);
  expect(() => state.reset(4)).toThrow('reset: basisState was 4. Pass a whole number from 0 to 3.');
  expect(() => state.probabilityOfOne(2)).toThrow('probabilityOfOne: qubit was 2');
  expect(() => state.collapse(-1, 0, 1)).toThrow('collapse: qubit was -1');
  expect(() => state.collapse(0, 1, 0)).toThrow('the probability that qubit 0 is 1 was 0');
});

it('the norm stays 1 through 4,000 gates', () => {
  let long = circuit(5);
  const random = seededRandom(4);
  for (let index = 0; index < 4_000; index++) {
    const qubit = random.integer(5);
    long = long.u(random.normal(), random.normal(), random.normal(), qubit).cx(qubit, (qubit + 1) % 5);
  }
  expect(Math.abs(simulate(long).squaredNorm() - 1)).toBeLessThan(1e-12);
});
