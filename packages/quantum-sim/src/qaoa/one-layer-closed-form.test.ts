import { expect, it } from 'vitest';
import { isingToQubo, quboToIsing } from '../problem/ising';
import { seededRandom } from '../seeded-random';
import { profileSeed, share } from '../testing-profile.test-helper';
import { qaoaAnsatz } from './qaoa-ansatz';
import { randomQubo } from './random-cost.test-helper';

interface Spins {
  readonly size: number;
  readonly field: (i: number) => number;
  readonly coupling: (i: number, j: number) => number;
}

const product = (spins: Spins, without: readonly number[], factor: (k: number) => number): number => {
  let result = 1;
  for (let k = 0; k < spins.size; k++) if (!without.includes(k)) result *= factor(k);
  return result;
};

/**
 * ⟨Z_i⟩ and ⟨Z_i Z_j⟩ after one layer e^{−iβ Σ X} e^{−iγ C} on the uniform superposition, in closed form.
 *
 * Source: Ozaeta, van Dam and McMahon 2022, "Expectation values from the single-layer quantum approximate optimization algorithm on
 * Ising problems", Quantum Science and Technology 7, theorem 1.
 */
const oneLayer = (spins: Spins, gamma: number, beta: number) => {
  const { field, coupling } = spins;
  const single = (i: number): number =>
    Math.sin(2 * beta) *
    Math.sin(2 * gamma * field(i)) *
    product(spins, [i], (k) => Math.cos(2 * gamma * coupling(i, k)));
  const pair = (i: number, j: number): number => {
    const own = (a: number, b: number): number =>
      Math.cos(2 * gamma * field(a)) * product(spins, [a, b], (k) => Math.cos(2 * gamma * coupling(a, k)));
    const both = (sign: 1 | -1): number =>
      Math.cos(2 * gamma * (field(i) + sign * field(j))) *
      product(spins, [i, j], (k) => Math.cos(2 * gamma * (coupling(i, k) + sign * coupling(j, k))));
    const linear = 0.5 * Math.sin(4 * beta) * Math.sin(2 * gamma * coupling(i, j)) * (own(i, j) + own(j, i));
    const square = Math.sin(2 * beta) * Math.sin(2 * beta);
    return linear - 0.5 * square * (both(1) - both(-1));
  };
  return { single, pair };
};

it('one layer on random Ising models has the energy of the closed form', () => {
  const random = seededRandom(profileSeed());
  for (let trial = 0; trial < share(20, 1_000); trial++) {
    const size = 2 + random.integer(6);
    const ising = quboToIsing(randomQubo(size, random));
    const { fields, couplings, constant } = ising;
    const spins: Spins = {
      size,
      field: (i) => fields[i]!,
      coupling: (i, j) => couplings[Math.min(i, j) * size + Math.max(i, j)]!,
    };
    const [gamma, beta] = [0.3 * random.normal(), random.normal()];
    const { single, pair } = oneLayer(spins, gamma, beta);
    let expected = constant;
    for (let i = 0; i < size; i++) {
      expected += spins.field(i) * single(i);
      for (let j = i + 1; j < size; j++) expected += spins.coupling(i, j) * pair(i, j);
    }
    const energy = qaoaAnsatz({ cost: isingToQubo(ising), scaling: 'raw' }).energyAt([gamma, beta]);
    expect(energy).toBeCloseTo(expected, 10);
  }
});
