import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { ppo } from './ppo';

it('equals the definition', () => {
  const { close } = randomSeries(300, 49);
  const prices = Array.from(close);
  const [fast, slow] = [exponentially(prices, 5, 2 / 6), exponentially(prices, 10, 2 / 11)] as const;
  const line = slow.map((value, index) => (value === undefined ? undefined : (100 * (fast[index]! - value)) / value));
  const signal = exponentially(line, 4, 2 / 5);
  const whole = (values: readonly (number | undefined)[]) =>
    values.map((value, index) => (signal[index] === undefined ? undefined : value));
  const columns = ppo.batch(close, { fast: 5, slow: 10, signal: 4 });
  expect(worstError(columns.ppo, whole(line))).toBeLessThan(1e-12);
  expect(worstError(columns.signal, signal)).toBeLessThan(1e-12);
  expect(worstError(columns.histogram, whole(line.map((value, index) => value! - signal[index]!)))).toBeLessThan(1e-12);
});

it('passes over a slow average of 0, and goes on', () => {
  // Slow averages 0, then two thirds of the way from there to 4.
  expect(valuesOf(ppo.batch([1, -1, 4], { fast: 1, slow: 2, signal: 1 }).ppo)).toEqual([
    undefined,
    undefined,
    expect.closeTo(50, 12),
  ]);
});

it('wants a slow period above the fast one', () => {
  expect(() => ppo({ fast: 26 })).toThrow('ppo: slow was undefined: expected a period above fast.');
});
