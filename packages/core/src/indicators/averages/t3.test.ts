import { expect, it } from 'vitest';
import { exponentially, randomSeries, worstError } from '../test-support';
import { ema } from './ema';
import { t3 } from './t3';

/** The six averages of each other. */
const chain = (values: ArrayLike<number>, period: number) => {
  const means: (number | undefined)[][] = [Array.from(values)];
  for (let stage = 1; stage <= 6; stage++) means.push(exponentially(means[stage - 1]!, period, 2 / (period + 1)));
  return means;
};

it('is three averages in a row without a volume factor', () => {
  const { close } = randomSeries(100, 27);
  const third = chain(close, 4)[3]!;
  const expected = third.map((value, index) => (index < 6 * 4 - 6 ? undefined : value));
  expect(worstError(t3.batch(close, { period: 4, volumeFactor: 0 }), expected)).toBeLessThan(1e-14);
});

it('is the price itself for a period of 1', () => {
  const { close } = randomSeries(10, 28);
  expect(worstError(t3.batch(close, { period: 1 }), Array.from(close))).toBeLessThan(1e-14);
  expect(ema.batch(close, 1).at(9)).toBe(close[9]);
});

it('equals the definition', () => {
  const { close } = randomSeries(400, 29);
  const v = 0.6;
  const [, , , e3, e4, e5, e6] = chain(close, 5);
  const expected = e6!.map((sixth, index) =>
    sixth === undefined
      ? undefined
      : (1 + 3 * v + v ** 3 + 3 * v ** 2) * e3![index]! +
        (-6 * v ** 2 - 3 * v - 3 * v ** 3) * e4![index]! +
        (3 * v ** 2 + 3 * v ** 3) * e5![index]! -
        v ** 3 * sixth,
  );
  expect(worstError(t3.batch(close, { period: 5, volumeFactor: v }), expected)).toBeLessThan(1e-13);
});
