import { expect, it } from 'vitest';
import { binomial, binomials } from './binomials';

it('knows published values', () => {
  expect([binomial(4, 2), binomial(30, 5), binomial(40, 4), binomial(100, 3), binomial(31, 5)]).toEqual([
    6, 142506, 91390, 161700, 169911,
  ]);
  expect([binomial(5, 0), binomial(5, 5), binomial(5, 6), binomial(0, 0), binomial(5, -1)]).toEqual([1, 1, 0, 1, 0]);
});

it('the table holds the same numbers', () => {
  const table = binomials(40, 7);
  for (let i = 0; i <= 40; i++) for (let j = 0; j <= 7; j++) expect(table[i * 8 + j]).toBe(binomial(i, j));
});
