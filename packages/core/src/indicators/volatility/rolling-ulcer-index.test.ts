import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { rollingUlcerIndex } from './rolling-ulcer-index';

it('measures the way down, by hand', () => {
  const values = valuesOf(rollingUlcerIndex.batch([100, 80, 100, 60], 2));
  expect(values).toEqual([
    undefined,
    undefined,
    expect.closeTo(Math.sqrt(0.02), 12),
    expect.closeTo(Math.sqrt(0.08), 12),
  ]);
  expect(rollingUlcerIndex.batch([1, 2, 3, 4], 2).at(3)).toBe(0);
});

it('is unknown while a high is not above 0, and knows again', () => {
  const values = valuesOf(rollingUlcerIndex.batch([-1, 0, 0, 5, 5, 5], 2));
  expect(values.map((value) => value !== undefined)).toEqual([false, false, false, false, true, true]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 85);
  const depths = overWindows(close, 14, (window) => 1 - window.at(-1)! / Math.max(...window)).slice(13) as number[];
  const expected = overWindows(depths, 14, (window) => Math.sqrt(mean(window.map((depth) => depth ** 2))));
  const column = rollingUlcerIndex.batch(close, 14);
  expect(worstError(column, [...Array<undefined>(13).fill(undefined), ...expected])).toBeLessThan(1e-12);
});
