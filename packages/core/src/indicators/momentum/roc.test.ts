import { expect, it } from 'vitest';
import { valuesOf } from '../test-support';
import { roc } from './roc';

it('is a fraction of the old price, by hand', () => {
  expect(valuesOf(roc.batch([80, 90, 100, 45, 150], 2))).toEqual([undefined, undefined, 0.25, -0.5, 0.5]);
});

it('is unknown where the old price is 0 or the fraction has no finite value', () => {
  expect(valuesOf(roc.batch([0, 1, 1e-300, 1e100], 1))).toEqual([undefined, undefined, -1, undefined]);
});
