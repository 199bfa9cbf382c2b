import { expect, it } from 'vitest';
import { alignedEnd, worstExcess } from './printed-values';

it('forgives half a unit of the last printed digit', () => {
  expect(worstExcess([1.249, 3], ['1.2', '3.0'])).toBeLessThanOrEqual(0);
  expect(worstExcess([1.26, 3], ['1.2', '3.0'])).toBeCloseTo(0.01, 6);
  expect(worstExcess([151.26], ['1.51E+02'])).toBeLessThanOrEqual(0);
  expect(worstExcess([151.6], ['1.51E+02'])).toBeCloseTo(0.1, 6);
});

it('takes a column of seven digits by its digits', () => {
  expect(worstExcess([95.605393, 9.1220284], ['95.60539', '9.122028'])).toBeLessThanOrEqual(0);
  expect(worstExcess([95.6054], ['95.60539'])).toBeGreaterThan(0);
});

it('misses what is not there, and expects nothing of an empty cell', () => {
  expect(worstExcess([undefined, 2], ['1', '2'])).toBe(Infinity);
  expect(worstExcess([7, 2], ['', '2'])).toBeLessThanOrEqual(0);
  expect(alignedEnd([1, 2], 4, '')).toEqual(['', '', 1, 2]);
});
