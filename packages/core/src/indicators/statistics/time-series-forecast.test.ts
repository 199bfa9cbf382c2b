import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { linearRegression } from './linear-regression';
import { timeSeriesForecast } from './time-series-forecast';

it('is one step ahead of the line', () => {
  const { close } = randomSeries(300, 125);
  const { value, slope } = linearRegression.batch(close, 14);
  const expected = valuesOf(value).map((newest, index) =>
    newest === undefined ? undefined : newest + slope.at(index)!,
  );
  expect(worstError(timeSeriesForecast.batch(close, 14), expected)).toBeLessThan(1e-14);
});
