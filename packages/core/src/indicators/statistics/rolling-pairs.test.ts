import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { rollingBeta } from './rolling-beta';
import { rollingCorrelation } from './rolling-correlation';
import { rollingCovariance } from './rolling-covariance';

const [x, y] = [randomSeries(300, 122).close, randomSeries(300, 123).close.map((price, index) => price + index)];

const products = (left: readonly number[], right: readonly number[]) => {
  const [middleLeft, middleRight] = [mean(left), mean(right)];
  return mean(left.map((value, place) => (value - middleLeft) * (right[place]! - middleRight)));
};

const windows = (compute: (left: number[], right: number[]) => number) =>
  overWindows(
    Array.from(x, (_, index) => index),
    20,
    (places) =>
      compute(
        places.map((place) => x[place]!),
        places.map((place) => y[place]!),
      ),
  );

it('equal the definitions', () => {
  expect(worstError(rollingCovariance.batch({ x, y }, 20), windows(products))).toBeLessThan(1e-12);
  const correlation = windows(
    (left, right) => products(left, right) / Math.sqrt(products(left, left) * products(right, right)),
  );
  expect(worstError(rollingCorrelation.batch({ x, y }, 20), correlation)).toBeLessThan(1e-12);
  const beta = windows((left, right) => products(left, right) / products(left, left));
  expect(worstError(rollingBeta.batch({ x, y }, 20), beta)).toBeLessThan(1e-12);
});

it('keep the digits of small movements on large numbers', () => {
  const far = (values: Float64Array) => values.map((value) => 2 ** 30 + Math.round(value * 1024) / 1024);
  const near = (values: Float64Array) => values.map((value) => Math.round(value * 1024) / 1024);
  const exact = valuesOf(rollingBeta.batch({ x: near(x), y: near(y) }, 20));
  expect(worstError(rollingBeta.batch({ x: far(x), y: far(y) }, 20), exact)).toBeLessThan(1e-9);
});

it('do not know the relation to something that stands still', () => {
  const still = { x: [3, 3, 3], y: [1, 5, 2] };
  expect(valuesOf(rollingCorrelation.batch(still, 2))).toEqual([undefined, undefined, undefined]);
  expect(valuesOf(rollingBeta.batch(still, 2))).toEqual([undefined, undefined, undefined]);
  expect(valuesOf(rollingCovariance.batch(still, 2))).toEqual([undefined, 0, 0]);
});
