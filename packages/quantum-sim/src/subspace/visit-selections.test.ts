import { expect, it } from 'vitest';
import { quboValue } from '../problem/qubo';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { binomial } from './binomials';
import { combinationAt } from './combination-rank';
import { visitSelections } from './visit-selections';

it.each([
  [1, 0],
  [1, 1],
  [6, 0],
  [6, 1],
  [6, 2],
  [9, 4],
  [7, 7],
])('values of %d choose %d are those of the QUBO', (size, choose) => {
  const qubo = randomQubo(size, 11);
  const dimension = binomial(size, choose);
  const costs = new Float64Array(dimension);
  visitSelections(qubo, choose, (values, count, rank) => costs.set(values.subarray(0, count), rank));
  for (let rank = 0; rank < dimension; rank++) {
    const bits = new Uint8Array(size);
    for (const position of combinationAt(rank, size, choose)) bits[position] = 1;
    expect(costs[rank]).toBeCloseTo(quboValue(qubo, bits), 12);
  }
});

it('says which selections a run holds', () => {
  let seen = 0;
  visitSelections(randomQubo(8, 3), 3, (_, count, rank, upper) => {
    for (let lowest = 0; lowest < count; lowest++) {
      expect(combinationAt(rank + lowest, 8, 3)).toEqual([lowest, upper[1], upper[2]]);
      seen += 1;
    }
  });
  expect(seen).toBe(56);
});
