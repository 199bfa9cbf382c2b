import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf } from '../test-support';
import { percentRank } from './percent-rank';

it('equals the definition', () => {
  const values = Array.from(randomSeries(300, 124).close, Math.round);
  const expected = overWindows(values, 26, (window) => {
    const newest = window.at(-1)!;
    return (100 * window.slice(0, -1).filter((value) => value < newest).length) / 25;
  });
  expect(valuesOf(percentRank.batch(values, 25))).toEqual(expected);
});
