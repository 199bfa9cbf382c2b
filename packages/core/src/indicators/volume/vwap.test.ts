import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { vwap } from './vwap';

const flat = (price: number, volume: number) => ({ open: price, high: price, low: price, close: price, volume });

it('weights prices by volume, by hand', () => {
  const average = vwap(2);
  const bars = [flat(10, 3), flat(18, 1), { open: 12, high: 20, low: 8, close: 16, volume: 3 }];
  expect(bars.map((bar) => average.next(bar))).toEqual([undefined, 12, 15]);
});

it('is unknown while the window holds no volume', () => {
  const average = vwap(2);
  const volumes = [1e9, 0, 0, 0, 2, 0];
  expect(volumes.map((volume) => average.next(flat(7, volume)))).toEqual([undefined, 7, undefined, undefined, 7, 7]);
});

it('equals the definition', () => {
  const { open, high, low, close, volume } = randomSeries(300, 14);
  const turnover = Array.from(
    volume,
    (amount, i) =>
      amount * (((open[i] as number) + (high[i] as number) + (low[i] as number) + (close[i] as number)) / 4),
  );
  const volumes = overWindows(volume, 50, mean);
  const expected = overWindows(turnover, 50, mean).map((value, i) =>
    value === undefined ? undefined : value / (volumes[i] as number),
  );
  expect(worstError(vwap.batch({ length: 300, open, high, low, close, volume }, 50), expected)).toBeLessThan(1e-13);
  expect(valuesOf(vwap.batch({ length: 300, open, high, low, close, volume }, 50)).indexOf(undefined)).toBe(0);
});
