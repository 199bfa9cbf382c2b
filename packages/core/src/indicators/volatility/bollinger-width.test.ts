import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { bollinger } from './bollinger';
import { bollingerWidth } from './bollinger-width';

it('is the width of the bands over their middle, and unknown where that is 0', () => {
  const { close } = randomSeries(300, 86);
  const { upper, middle, lower } = bollinger.batch(close);
  const expected = valuesOf(middle).map((value, index) =>
    value === undefined ? undefined : (upper.values[index]! - lower.values[index]!) / value,
  );
  expect(worstError(bollingerWidth.batch(close), expected)).toBeLessThan(1e-12);
  expect(valuesOf(bollingerWidth.batch([-1, 1], { period: 2 }))).toEqual([undefined, undefined]);
});
