import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { verticalHorizontalFilter } from './vertical-horizontal-filter';

it('is unknown where nothing changes', () => {
  expect(valuesOf(verticalHorizontalFilter.batch([3, 3, 3, 5], 2))).toEqual([undefined, undefined, undefined, 1]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 70);
  const expected = overWindows(close, 29, ([oldest, ...window]) => {
    const way = window.reduce((sum, price, place) => sum + Math.abs(price - (window[place - 1] ?? oldest!)), 0);
    return (Math.max(...window) - Math.min(...window)) / way;
  });
  expect(worstError(verticalHorizontalFilter.batch(close, 28), expected)).toBeLessThan(1e-13);
});
