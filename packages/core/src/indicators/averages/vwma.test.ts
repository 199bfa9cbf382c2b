import { expect, it } from 'vitest';
import { overWindows, randomSeries, worstError } from '../test-support';
import { vwma } from './vwma';

it('weights the close by volume, by hand, and is unknown without any', () => {
  const average = vwma(2);
  const bars = [
    [10, 3],
    [18, 1],
    [20, 3],
    [7, 0],
    [8, 0],
  ] as const;
  expect(bars.map(([close, volume]) => average.next({ close, volume }))).toEqual([undefined, 12, 19.5, 20, undefined]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 26);
  const places = Array.from(series.close, (_, index) => index);
  const expected = overWindows(places, 20, (window) => {
    const volume = window.reduce((sum, place) => sum + series.volume[place]!, 0);
    return window.reduce((sum, place) => sum + series.close[place]! * series.volume[place]!, 0) / volume;
  });
  expect(worstError(vwma.batch(series, 20), expected)).toBeLessThan(1e-14);
});
