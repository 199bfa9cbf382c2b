import { describe, expect, it } from 'vitest';
import { QuantumError } from '../errors';
import { simulate } from '../state-vector/simulator';
import { binomial } from '../subspace/binomials';
import { dickeCircuit } from './dicke-circuit';

const ones = (state: number): number => state.toString(2).replaceAll('0', '').length;

describe('dickeCircuit', () => {
  it('prepares every state of that many ones with one real amplitude, and no other, up to 7 qubits', () => {
    for (let size = 1; size <= 7; size++) {
      for (let choose = 0; choose <= size; choose++) {
        const { re, im } = simulate(dickeCircuit(size, choose));
        const amplitude = 1 / Math.sqrt(binomial(size, choose));
        for (let state = 0; state < re.length; state++) {
          const expected = ones(state) === choose ? amplitude : 0;
          expect(Math.abs(re[state]! - expected)).toBeLessThan(1e-14);
          expect(Math.abs(im[state]!)).toBeLessThan(1e-14);
        }
      }
    }
  });

  it('needs fewer than 4 n k gates', () => {
    expect(dickeCircuit(28, 6).operations.length).toBeLessThan(4 * 28 * 6);
  });

  it.each([
    [0, 0],
    [3, 4],
    [3, -1],
    [2.5, 1],
  ])('refuses %d qubits with %d ones', (size, choose) => {
    expect(() => dickeCircuit(size, choose)).toThrow(QuantumError);
  });
});
