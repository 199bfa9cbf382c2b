import { expect, it } from 'vitest';
import { seriesOf, valuesOf } from '../test-support';
import { obv } from './obv';

it('adds the volume of rises and subtracts that of falls, by hand', () => {
  const closes = [10, 11, 11, 9, 12];
  const series = seriesOf(closes.map((close, index) => [close, close, close, 2 ** index]));
  expect(valuesOf(obv.batch(series))).toEqual([1, 3, 3, -5, 11]);
});

it('does not drift when a large volume comes and goes', () => {
  const balance = obv();
  balance.next({ close: 1, volume: 0.1 });
  let last: number | undefined;
  for (let index = 0; index < 10_000; index++) {
    balance.next({ close: 2, volume: 1e12 + 0.1 });
    last = balance.next({ close: 1, volume: 1e12 });
  }
  // 10,000 rises of 0.1 as doubles near 1e12 hold it, and the first bar's 0.1.
  expect(last).toBeCloseTo(10_000 * (1e12 + 0.1 - 1e12) + 0.1, 6);
});
