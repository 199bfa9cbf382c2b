import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isingToPauliSum, isingToQubo, isingValue, pauliSumToIsing, quboToIsing } from './ising';
import { quboValue } from './qubo';
import { randomQubo, wholeQubo } from './random-qubo.test-helper';

it('spins and binaries give the same value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 }), fc.nat(1e6), fc.nat(127), (size, seed, code) => {
      const qubo = randomQubo(size, seed);
      const bits = Array.from({ length: size }, (_, i) => (code >> i) & 1);
      const spins = bits.map((bit) => 1 - 2 * bit);
      const ising = quboToIsing(qubo);
      expect(isingValue(ising, spins)).toBeCloseTo(quboValue(qubo, bits), 12);
      expect(quboValue(isingToQubo(ising), bits)).toBeCloseTo(quboValue(qubo, bits), 12);
    }),
  );
});

it('there and back changes no bit of coefficients that are exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.nat(1e6), (size, seed) => {
      const qubo = wholeQubo(size, seed);
      const ising = quboToIsing(qubo);
      expect(isingToQubo(ising)).toEqual(qubo);
      const again = pauliSumToIsing(isingToPauliSum(ising), qubo.names);
      expect(again.constant).toBe(ising.constant);
      expect([...again.fields, ...again.couplings].map((one) => one + 0)).toEqual(
        [...ising.fields, ...ising.couplings].map((one) => one + 0),
      );
    }),
  );
});

it('refuses what is no product of two Z', () => {
  const term = (...factors: { qubit: number; pauli: 'X' | 'Y' | 'Z' }[]) => [{ coefficient: 1, factors }];
  expect(() => pauliSumToIsing(term({ qubit: 0, pauli: 'X' }), ['a'])).toThrow('a term was X0');
  expect(() => pauliSumToIsing(term({ qubit: 1, pauli: 'Z' }), ['a'])).toThrow('a term was Z1');
  const three = [0, 1, 2].map((qubit) => ({ qubit, pauli: 'Z' as const }));
  expect(() => pauliSumToIsing(term(...three), ['a', 'b', 'c'])).toThrow('a term was Z0 Z1 Z2');
});
