import { expect, it } from 'vitest';
import { known } from './known';

it('knows every number that is one', () => {
  expect([0, -1.5, Number.MAX_VALUE].map((value) => known(value))).toEqual([0, -1.5, Number.MAX_VALUE]);
  expect([0 / 0, 1 / 0, -1 / 0].map((value) => known(value))).toEqual([undefined, undefined, undefined]);
});
