import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { rma } from './rma';

it('starts from the mean and steps by an n-th part, by hand', () => {
  expect(valuesOf(rma.batch([1, 2, 6, 9, 1], 4)).slice(3)).toEqual([4.5, 3.625]);
});

it.each([1, 14])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 24);
  expect(worstError(rma.batch(close, period), exponentially(Array.from(close), period, 1 / period))).toBeLessThan(
    1e-14,
  );
});
