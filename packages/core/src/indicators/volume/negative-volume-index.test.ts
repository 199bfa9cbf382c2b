import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { negativeVolumeIndex } from './negative-volume-index';

it('equals the definition', () => {
  const series = randomSeries(300, 97);
  let value = 1000;
  const expected = Array.from(series.close, (close, index) => {
    const change = series.volume[index]! - (series.volume[index - 1] ?? series.volume[0]!);
    if (change * -1 > 0) value += (value * (close - series.close[index - 1]!)) / series.close[index - 1]!;
    return value;
  });
  expect(worstError(negativeVolumeIndex.batch(series), expected)).toBeLessThan(1e-12);
});

it('stays where the close before was 0', () => {
  const index = negativeVolumeIndex();
  const volumes = [5, 5 + -1, 5 + 2 * -1];
  expect([4, 0, 4].map((close, place) => index.next({ close, volume: volumes[place]! }))).toEqual([1000, 0, 0]);
});
