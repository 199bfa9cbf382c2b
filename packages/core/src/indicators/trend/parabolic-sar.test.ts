import { expect, it } from 'vitest';
import { randomSeries, seriesOf, valuesOf } from '../test-support';
import { parabolicSar } from './parabolic-sar';

it('closes in and turns round, by hand', () => {
  const { value, direction } = parabolicSar.batch(
    seriesOf([
      [12, 10, 11],
      [14, 12, 13], // Long from 10. Half the way to 14, the low allows it.
      [15, 13, 14], // From 12, half the way to 15, but not above the low 12 of the bar before.
      [13, 11, 12], // Reached. At 15, and from there half the way to 11, but not below the high 15 of the bar before.
      [14, 12, 13], // Half the way from 15 to 11, but not below the high 14.
      [16, 13, 15], // Reached. At 11.
    ]),
    { step: 0.5, maximum: 0.5 },
  );
  expect(valuesOf(value)).toEqual([undefined, 10, 12, 15, 15, 11]);
  expect(valuesOf(direction)).toEqual([undefined, 1, 1, -1, -1, 1]);
});

it('mirrors itself in mirrored prices', () => {
  const series = randomSeries(300, 62);
  const mirrored = { ...series, high: series.low.map((low) => -low), low: series.high.map((high) => -high) };
  const [straight, turned] = [parabolicSar.batch(series), parabolicSar.batch(mirrored)];
  expect(valuesOf(straight.value).some((_, index) => straight.direction.at(index) === -1)).toBe(true);
  for (let index = 1; index < 300; index++) {
    expect(turned.value.at(index)).toBe(-straight.value.at(index)!);
    expect(turned.direction.at(index)).toBe(-straight.direction.at(index)!);
  }
});

it('keeps the stop on the far side of each bar until it turns', () => {
  const series = randomSeries(1000, 63);
  const { value, direction } = parabolicSar.batch(series);
  for (let index = 2; index < 1000; index++) {
    if (direction.at(index) === 1) expect(value.at(index)).toBeLessThanOrEqual(series.low[index]!);
    else expect(value.at(index)).toBeGreaterThanOrEqual(series.high[index]!);
  }
});

it('wants a maximum of at least the step', () => {
  expect(() => parabolicSar({ step: 0.3 })).toThrow('parabolicSar: maximum was undefined: expected at least step.');
});
