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

it('hands out more values than fit at once', () => {
  const qubo = randomQubo(22, 3);
  let calls = 0;
  let next = 0;
  visitSelections(qubo, 5, (values, count, rank) => {
    calls += 1;
    expect(rank).toBe(next);
    next += count;
    const bits = new Uint8Array(22);
    for (const position of combinationAt(rank + count - 1, 22, 5)) bits[position] = 1;
    expect(values[count - 1]).toBeCloseTo(quboValue(qubo, bits), 11);
  });
  expect(next).toBe(26_334);
  expect(calls).toBeGreaterThan(6);
});
