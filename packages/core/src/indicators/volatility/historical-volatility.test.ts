import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { historicalVolatility } from './historical-volatility';

it('is unknown while a price is not above 0, and knows again', () => {
  const values = valuesOf(historicalVolatility.batch([1, 2, 0, 2, 2, 2], { period: 2, periodsPerYear: 1 }));
  expect(values).toEqual([undefined, undefined, undefined, undefined, undefined, 0]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 83);
  const returns = Array.from(close, (price, index) => Math.log(price / close[index - 1]!)).slice(1);
  const expected = overWindows(returns, 20, (window) => {
    const average = mean(window);
    return Math.sqrt((365 * window.reduce((sum, value) => sum + (value - average) ** 2, 0)) / 19);
  });
  const column = historicalVolatility.batch(close, { period: 20, periodsPerYear: 365 });
  expect(worstError(column, [undefined, ...expected])).toBeLessThan(1e-12);
});
