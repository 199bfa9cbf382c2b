import { expect, it } from 'vitest';
import { exponentially, randomSeries, worstError } from '../test-support';
import { chaikinVolatility } from './chaikin-volatility';

it('equals the definition', () => {
  const series = randomSeries(300, 84);
  const ranges = exponentially(
    Array.from(series.high, (high, index) => high - series.low[index]!),
    8,
    2 / 9,
  );
  const expected = ranges.map((value, index) => {
    const old = ranges[index - 5];
    return old === undefined ? undefined : value! / old - 1;
  });
  expect(worstError(chaikinVolatility.batch(series, { average: 8, change: 5 }), expected)).toBeLessThan(1e-12);
});
