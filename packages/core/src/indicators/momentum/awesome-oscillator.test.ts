import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, worstError } from '../test-support';
import { awesomeOscillator } from './awesome-oscillator';

it('equals the definition', () => {
  const series = randomSeries(300, 46);
  const middles = Array.from(series.high, (high, index) => (high + series.low[index]!) / 2);
  const fast = overWindows(middles, 5, mean);
  const slow = overWindows(middles, 34, mean);
  const expected = slow.map((value, index) => (value === undefined ? undefined : fast[index]! - value));
  expect(worstError(awesomeOscillator.batch(series), expected)).toBeLessThan(1e-12);
});

it('wants a slow period above the fast one', () => {
  expect(() => awesomeOscillator({ fast: 34 })).toThrow(
    'awesomeOscillator: slow was undefined: expected a period above',
  );
});
