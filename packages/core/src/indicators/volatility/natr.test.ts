import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { atr } from './atr';
import { natr } from './natr';

it('is the average true range over the close, and unknown where that is 0', () => {
  const series = randomSeries(300, 82);
  const expected = valuesOf(atr.batch(series, 14)).map((value, index) =>
    value === undefined ? undefined : value / series.close[index]!,
  );
  expect(worstError(natr.batch(series, 14), expected)).toBe(0);
  expect(natr(1).next({ high: 1, low: -1, close: 0 })).toBeUndefined();
});
