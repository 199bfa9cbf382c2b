import { expect, it } from 'vitest';
import { barAt } from '../market/bar-series';
import { barsFromCloses } from './bars-from-closes';

it('opens each bar where the last one closed', () => {
  const bars = barsFromCloses([100, 110, 90], {
    wick: 0.1,
    volume: 7,
    instrumentId: 'a:B/C',
    timeframeMs: 10,
    startMs: 50,
  });
  expect(bars).toMatchObject({ instrumentId: 'a:B/C', timeframeMs: 10, length: 3, isSimulated: true });
  const last = barAt(bars, 2);
  expect(last).toMatchObject({ timeMs: 70, open: 110, low: 81, close: 90, volume: 7 });
  expect(last.high).toBeCloseTo(121, 9);
  expect(barAt(bars, 0)).toMatchObject({ timeMs: 50, open: 100, close: 100 });
});

it('is refused for a close that no market has', () => {
  expect(() => barsFromCloses([100, Number.NaN])).toThrow('bar 1');
  expect(() => barsFromCloses([100, 0])).toThrow('above 0');
});
