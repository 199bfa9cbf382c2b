import { expect, it } from 'vitest';
import { createQubo, quboValue } from './qubo';

const qubo = createQubo({
  names: ['a', 'b', 'c'],
  constant: 5,
  linear: [1, 2, 3],
  couplings: [
    ['a', 'b', 10],
    [2, 1, 100],
    ['b', 'a', 1],
  ],
});

it('counts each pair once, whatever its order', () => {
  expect([...qubo.couplings]).toEqual([0, 11, 0, 11, 0, 100, 0, 100, 0]);
  expect(quboValue(qubo, [0, 0, 0])).toBe(5);
  expect(quboValue(qubo, [1, 1, 0])).toBe(19);
  expect(quboValue(qubo, [1, 1, 1])).toBe(122);
});

it.each([
  [() => createQubo({ names: ['a'], couplings: [['a', 'a', 1]] }), 'couplings[0] joins a with itself'],
  [() => createQubo({ names: ['a'], linear: { z: 1 } }), 'variable was z'],
  [() => createQubo({ names: ['a'], linear: [1, 2] }), 'variable was 1'],
  [() => createQubo({ names: ['a'], linear: [Number.NaN] }), 'linear.0 was NaN'],
  [() => createQubo({ names: ['a', 'b'], couplings: [['a', 'b', Number.POSITIVE_INFINITY]] }), 'was Infinity'],
  [
    () => createQubo({ names: Array.from({ length: 20_000 }, (_, index) => `x${index}`) }),
    '20000 variables needs 3200000000 bytes',
  ],
])('refuses %s', (call, message) => {
  expect(call).toThrow(message);
});
