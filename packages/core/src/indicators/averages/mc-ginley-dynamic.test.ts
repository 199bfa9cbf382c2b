import { expect, it } from 'vitest';
import { mean, randomSeries, valuesOf, worstError } from '../test-support';
import { mcGinleyDynamic } from './mc-ginley-dynamic';

it('steps by a share that depends on the side, by hand', () => {
  const [start, up] = valuesOf(mcGinleyDynamic.batch([9, 11, 12], 2)).slice(1);
  expect(start).toBe(10);
  expect(up).toBeCloseTo(10 + 2 / (2 * 1.2 ** 4), 12);
  expect(mcGinleyDynamic.batch([9, 11, 9.8], 2).at(2)).toBeCloseTo(10 - 0.2 / (2 * 0.98 ** 4), 12);
});

it('never leaps past the price', () => {
  expect(valuesOf(mcGinleyDynamic.batch([10, 10, 1, 0, 5], 2)).slice(1)).toEqual([10, 1, 0, 5]);
});

it('equals the definition', () => {
  const close = Array.from(randomSeries(300, 33).close);
  let value = mean(close.slice(0, 14));
  const expected = close.map((price, index) => {
    if (index > 13) value += (price - value) / (14 * (price / value) ** 4);
    return index < 13 ? undefined : value;
  });
  expect(worstError(mcGinleyDynamic.batch(close, 14), expected)).toBeLessThan(1e-13);
});
