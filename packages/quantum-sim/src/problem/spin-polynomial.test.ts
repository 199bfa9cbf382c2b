import { expect, it } from 'vitest';
import { isingValue, quboToIsing } from './ising';
import { lowAutocorrelation } from './low-autocorrelation';
import { quboValue } from './qubo';
import { randomQubo } from './random-qubo.test-helper';
import { isingToPolynomial, polynomialDiagonal, polynomialToPauliSum, spinPolynomial } from './spin-polynomial';

it('the diagonal of a QUBO is its value in every state', () => {
  const qubo = randomQubo(7, 1);
  const diagonal = polynomialDiagonal(isingToPolynomial(quboToIsing(qubo)));
  for (let code = 0; code < 128; code++) {
    const bits = Array.from({ length: 7 }, (_, i) => (code >> i) & 1);
    expect(diagonal[code]).toBeCloseTo(quboValue(qubo, bits), 11);
    expect(diagonal[code]).toBeCloseTo(
      isingValue(
        quboToIsing(qubo),
        bits.map((bit) => 1 - 2 * bit),
      ),
      11,
    );
  }
});

// Optimal energies of n = 3 … 13: Mertens 1996; also LABS_optimal_merit_factors.csv of QOKit (Apache-2.0).
it.each([1, 2, 2, 7, 3, 8, 12, 13, 5, 10, 6].map((energy, index) => [index + 3, energy]))(
  'sequences of %d have lowest autocorrelation energy %d',
  (length, energy) => {
    const polynomial = lowAutocorrelation(length);
    const diagonal = polynomialDiagonal(polynomial);
    expect(diagonal.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY)).toBe(energy);
    expect(Math.max(...polynomial.terms.map(({ members }) => members.length))).toBe(length > 3 ? 4 : 2);
    const alternating = 2 ** length - 1;
    // All spins alike: Σ (n − k)².
    const alike = Array.from({ length: length - 1 }, (_, k) => (length - 1 - k) ** 2).reduce((a, b) => a + b, 0);
    expect([diagonal[0], diagonal[alternating]]).toEqual([alike, alike]);
  },
);

it('equal products add up and squares vanish', () => {
  const { terms } = spinPolynomial(
    ['a', 'b'],
    [
      { members: [1, 0], coefficient: 2 },
      { members: [0, 1, 1, 1], coefficient: 3 },
      { members: [0, 0], coefficient: 4 },
      { members: [1], coefficient: 1 },
      { members: [1], coefficient: -1 },
    ],
  );
  expect(terms).toEqual([
    { members: [0, 1], coefficient: 5 },
    { members: [], coefficient: 4 },
  ]);
  expect(polynomialToPauliSum({ names: ['a', 'b'], terms })).toEqual([
    {
      coefficient: 5,
      factors: [
        { qubit: 0, pauli: 'Z' },
        { qubit: 1, pauli: 'Z' },
      ],
    },
    { coefficient: 4, factors: [] },
  ]);
});

it('refuses a table that does not fit', () => {
  expect(() => polynomialDiagonal(lowAutocorrelation(40))).toThrow(
    'polynomialDiagonal of 40 variables needs 8796093022208 bytes',
  );
  expect(() => lowAutocorrelation(1)).toThrow('length was 1');
});
