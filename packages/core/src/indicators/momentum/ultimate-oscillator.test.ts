import { expect, it } from 'vitest';
import { overWindows, randomSeries, seriesOf, trueRanges, worstError } from '../test-support';
import { ultimateOscillator } from './ultimate-oscillator';

it('weighs the spans 4 to 2 to 1, by hand', () => {
  // Pressures 3 of 4 and 0 of 3, the latter since it closed at its low.
  const series = seriesOf([
    [12, 10, 11],
    [15, 12, 14],
    [13, 11, 11],
  ]);
  const options = { short: 1, medium: 2, long: 1 };
  expect(ultimateOscillator.batch(series, options).at(2)).toBeCloseTo((100 * 2 * (3 / 7)) / 7, 12);
});

it('is in the middle without any range', () => {
  expect(ultimateOscillator.batch(seriesOf(Array(40).fill([7, 7, 7]))).at(-1)).toBe(50);
});

it('equals the definition', () => {
  const series = randomSeries(300, 43);
  const ranges = trueRanges(series).slice(1);
  const buying = Array.from(
    series.close,
    (close, index) => close - Math.min(series.low[index]!, series.close[index - 1]!),
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const share = (period: number) => {
    const pressures = overWindows(buying.slice(1), period, sum);
    const spans = overWindows(ranges, period, sum);
    return pressures.map((pressure, index) => (pressure === undefined ? undefined : pressure / spans[index]!));
  };
  const [short, medium, long] = [share(7), share(14), share(28)] as const;
  const expected = long.map((value, index) =>
    value === undefined ? undefined : (100 / 7) * (4 * short[index]! + 2 * medium[index]! + value),
  );
  expect(worstError(ultimateOscillator.batch(series), [undefined, ...expected])).toBeLessThan(1e-13);
});
