import { add, type Matrix, multiply } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { applyDense, pauliProduct } from '../gates/dense-oracle.test-helper';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { commutingGroups } from './commuting-groups';
import { expectation, moments } from './expectation';
import { parity, pauliMasks } from './pauli-masks';
import { pauliSum, pauliText } from './pauli-sum';
import { sampledExpectation } from './sampled-expectation';

const observable = pauliSum([
  [0.7, 'X0'],
  [-1.2, 'Z1 Z3'],
  [0.4, 'Y0 Y2'],
  [2.1, 'X1 Y2 Z3'],
  [-0.3, 'Y0 Y1 Y2'],
  [0.9, 'Z0 X1 Y2 X3'],
  [0.25, ''],
]);

/** The same by whole matrices. */
const denseSum = (): Matrix =>
  observable
    .map(({ coefficient, factors }) => {
      const letters = ['I', 'I', 'I', 'I'];
      for (const { qubit, pauli } of factors) letters[3 - qubit] = pauli;
      return multiply(coefficient, pauliProduct(letters.join(''))) as Matrix;
    })
    .reduce((a, b) => add(a, b) as Matrix);

describe('mean and variance', () => {
  const matrix = denseSum();
  it('are those of whole matrices', () => {
    for (let seed = 0; seed < 8; seed++) {
      const state = simulate(randomCircuit(4, 40, seededRandom(seed)));
      const applied = applyDense(matrix, [0, 1, 2, 3], state);
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
        Array.from(a).reduce((sum, x, k) => sum + x * b[k]!, 0);
      const mean = dot(state.re, applied.re) + dot(state.im, applied.im);
      const square = dot(applied.re, applied.re) + dot(applied.im, applied.im);
      expect(expectation(state, observable)).toBeCloseTo(mean, 13);
      expect(moments(state, observable).mean).toBeCloseTo(mean, 13);
      expect(moments(state, observable).variance).toBeCloseTo(square - mean * mean, 12);
    }
  });

  it('of an eigenstate have no variance', () => {
    expect(moments(simulate(circuit(2).x(1)), pauliSum([[3, 'Z1']]))).toEqual({ mean: -3, variance: 0 });
    expect(expectation(simulate(circuit(1).h(0).s(0)), pauliSum([[1, 'Y0']]))).toBeCloseTo(1, 15);
  });

  it('need the qubits', () => {
    expect(() => expectation(simulate(circuit(2)), pauliSum([[1, 'X2']]))).toThrow(
      'acts on qubit 2, the state has 2 qubits',
    );
  });
});

describe('a sampled expectation', () => {
  it('lies within five standard errors, whose size is right', () => {
    const state = simulate(randomCircuit(4, 40, seededRandom(1)));
    const exact = expectation(state, observable);
    const sampled = Array.from({ length: 60 }, (_, seed) =>
      sampledExpectation(state, observable, { shotsPerGroup: 400, seed }),
    );
    const deviations = sampled.map(({ mean, standardError }) => (mean - exact) / standardError);
    for (const deviation of deviations) expect(Math.abs(deviation)).toBeLessThan(5);
    const spread = Math.sqrt(deviations.reduce((sum, deviation) => sum + deviation ** 2, 0) / deviations.length);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.3);
    expect(sampled[0]!.standardError).toBeCloseTo(Math.sqrt(sampled[0]!.variance / 400), 15);
  });

  it('follows from its seed and leaves the state alone', () => {
    const state = simulate(randomCircuit(4, 40, seededRandom(1)));
    const before = Array.from(state.re);
    const options = { shotsPerGroup: 50, seed: 3 };
    expect(sampledExpectation(state, observable, options)).toEqual(sampledExpectation(state, observable, options));
    expect(Array.from(state.re)).toEqual(before);
  });

  it('needs two shots', () => {
    expect(() => sampledExpectation(simulate(circuit(1)), observable, { shotsPerGroup: 1, seed: 1 })).toThrow(
      'shotsPerGroup was 1',
    );
  });
});

it('groups commute qubit by qubit, and each term is in one', () => {
  const groups = commutingGroups(observable);
  expect(groups.flatMap(({ terms }) => terms.map(pauliText)).sort()).toEqual(
    observable
      .map(pauliText)
      .filter((text) => text !== '')
      .sort(),
  );
  for (const { terms, basis } of groups) {
    for (const { factors } of terms) for (const { qubit, pauli } of factors) expect(basis.get(qubit)).toBe(pauli);
  }
  expect(groups.length).toBeLessThan(observable.length - 1);
});

describe('pauliSum', () => {
  it('adds equal products, whatever their order', () => {
    const sum = pauliSum([
      [1, 'X1 Z0'],
      [2, ' Z0  X1 '],
      [1, 'Y3'],
      [-1, 'Y3'],
    ]);
    expect(sum.map((term) => [term.coefficient, pauliText(term)])).toEqual([[3, 'Z0 X1']]);
  });

  it.each(['A0', 'X', 'X0X1', 'x0', 'X0 Y0', 'X-1'])('refuses %j', (text) => {
    expect(() => pauliSum([[1, text]])).toThrow(`pauliSum: term was "${text}"`);
  });

  it('refuses coefficients that are no numbers', () => {
    expect(() => pauliSum([[Number.NaN, 'X0']])).toThrow('the coefficient was NaN');
  });

  it('has masks', () => {
    expect(pauliMasks(pauliSum([[1, 'X0 Y2 Z3']])[0]!, 4)).toEqual({ x: 5, z: 12, turns: 1 });
  });
});

it('parity counts bits', () => {
  for (const bits of [0, 1, 3, 7, 0x55555555, 0x7fffffff, 1 << 27, 0x8001]) {
    expect(parity(bits)).toBe([...bits.toString(2)].filter((bit) => bit === '1').length % 2);
  }
});
