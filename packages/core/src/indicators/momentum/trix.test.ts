import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { trix } from './trix';

it('is the rate of change for a period of 1, and unknown where the old price is 0', () => {
  expect(valuesOf(trix.batch([80, 100, 0, 5], 1))).toEqual([undefined, 0.25, -1, undefined]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 50);
  let means: readonly (number | undefined)[] = Array.from(close);
  for (let pass = 0; pass < 3; pass++) means = exponentially(means, 9, 2 / 10);
  const expected = means.map((value, index) => {
    const before = means[index - 1];
    return before === undefined ? undefined : value! / before - 1;
  });
  expect(worstError(trix.batch(close, 9), expected)).toBeLessThan(1e-12);
});
