import { expect, it } from 'vitest';
import { isUsable } from './numbers';

it('only finite numbers above 0 are usable', () => {
  expect([1e-300, 1, 1e300].map(isUsable)).toEqual([true, true, true]);
  expect([0, -0, -1, Number.NaN, Infinity, -Infinity, undefined].map(isUsable)).toEqual(Array(7).fill(false));
});
