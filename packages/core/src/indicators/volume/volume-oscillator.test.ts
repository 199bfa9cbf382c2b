import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, worstError } from '../test-support';
import { volumeOscillator } from './volume-oscillator';

it('is unknown while the longer window holds no volume', () => {
  const oscillator = volumeOscillator({ fast: 1, slow: 2 });
  expect([0, 0, 4].map((volume) => oscillator.next({ volume }))).toEqual([undefined, undefined, 100]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 100);
  const [fast, slow] = [overWindows(series.volume, 5, mean), overWindows(series.volume, 10, mean)];
  const expected = slow.map((value, index) => (value === undefined ? undefined : (100 * fast[index]!) / value - 100));
  expect(worstError(volumeOscillator.batch(series), expected)).toBeLessThan(1e-12);
});
