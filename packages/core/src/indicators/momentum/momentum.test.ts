import { expect, it } from 'vitest';
import { valuesOf } from '../test-support';
import { momentum } from './momentum';

it('is the difference to the old price, by hand', () => {
  expect(valuesOf(momentum.batch([80, 90, 100, 45, 150], 2))).toEqual([undefined, undefined, 20, -45, 50]);
  expect(valuesOf(momentum.batch([3, 3, 1], 1))).toEqual([undefined, 0, -2]);
});
