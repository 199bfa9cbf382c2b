import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { balanceOfPower } from './balance-of-power';

it('equals the definition, and is 0 without a range', () => {
  const series = randomSeries(100, 57);
  const { open, high, low, close } = series;
  const expected = Array.from(close, (price, index) => (price - open[index]!) / (high[index]! - low[index]!));
  expect(worstError(balanceOfPower.batch(series), expected)).toBeLessThan(1e-15);
  expect(balanceOfPower().next({ open: 5, high: 5, low: 5, close: 5 })).toBe(0);
});
