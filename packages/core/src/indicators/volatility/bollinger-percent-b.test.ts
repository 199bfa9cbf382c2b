import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { bollinger } from './bollinger';
import { bollingerPercentB } from './bollinger-percent-b';

it('is the place between the bands, and unknown where they have no width', () => {
  const { close } = randomSeries(300, 87);
  const { upper, lower } = bollinger.batch(close);
  const expected = valuesOf(lower).map((value, index) =>
    value === undefined ? undefined : (close[index]! - value) / (upper.values[index]! - value),
  );
  expect(worstError(bollingerPercentB.batch(close), expected)).toBeLessThan(1e-12);
  expect(valuesOf(bollingerPercentB.batch([3, 3, 5], { period: 2, deviations: 1 }))).toEqual([undefined, undefined, 1]);
});
