import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mean } from '../test-support';
import { ExponentialMean } from './exponential-mean';
import { RollingMaximum } from './rolling-maximum';
import { RollingMean } from './rolling-mean';
import { RollingMoments } from './rolling-moments';
import { RollingRamp } from './rolling-ramp';
import { TrueRange } from './true-range';
import { WeightedMean } from './weighted-mean';

/** Numbers of very different sizes, with runs of equal ones. */
const numbers = fc.array(
  fc.oneof(
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
    fc.constant(0.1),
  ),
  { maxLength: 60 },
);
const period = fc.integer({ min: 1, max: 12 });

/** Calls `check` with every number, its index and its window where that is full. */
const eachWindow = (
  values: readonly number[],
  size: number,
  check: (value: number, window: readonly number[] | undefined) => void,
): void => {
  values.forEach((value, index) => {
    check(value, index + 1 < size ? undefined : values.slice(index + 1 - size, index + 1));
  });
};

/**
 * Within rounding of the largest number in the window: what came before the window leaves nothing behind. Numbers so
 * small that they have fewer digits round more, hence the 1e-300.
 */
const expectNear = (actual: number, expected: number, window: readonly number[], power = 1): void => {
  const scale = Math.max(...window.map(Math.abs)) ** power;
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-14 * window.length * scale + 1e-300);
};

it('the rolling mean is the mean of the window', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const rolling = new RollingMean(size);
      eachWindow(values, size, (value, window) => {
        const actual = rolling.next(value);
        if (window === undefined) expect(actual).toBeUndefined();
        else expectNear(actual as number, mean(window), window);
      });
    }),
  );
});

it('rolling moments are those of the window, and the variance is never negative', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const rolling = new RollingMoments(size);
      eachWindow(values, size, (value, window) => {
        expect(rolling.add(value)).toBe(window !== undefined);
        if (window === undefined) return;
        const average = mean(window);
        expectNear(rolling.origin + rolling.mean, average, window);
        expectNear(rolling.variance, mean(window.map((member) => (member - average) ** 2)), window, 2);
        expect(rolling.variance).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

it('rolling sums and the weighted mean are those of the window', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const rolling = new RollingRamp(size);
      const weightedMean = new WeightedMean(size);
      eachWindow(values, size, (value, window) => {
        expect(rolling.add(value)).toBe(window !== undefined);
        const weighted = weightedMean.next(value);
        if (window === undefined) return expect(weighted).toBeUndefined();
        const ramp = window.reduce((sum, member, place) => sum + (place + 1) * member, 0);
        const weights = (size * (size + 1)) / 2;
        expectNear(rolling.origin + rolling.sum / size, mean(window), window);
        expectNear(rolling.origin + rolling.ramp / weights, ramp / weights, window);
        expectNear(weighted as number, ramp / weights, window);
      });
    }),
  );
});

it('whole columns are filled with what comes number by number, bit for bit', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const column = Float64Array.from(values);
      const empty = () => new Float64Array(values.length);
      const [means, centers, variances, smooth] = [empty(), empty(), empty(), Float64Array.from(values)];
      new RollingMean(size).fill(column, means);
      new RollingMoments(size).fill(column, centers, variances);
      // In place.
      if (values.length >= size) new ExponentialMean(size, 0.3).fill(smooth, smooth);
      const [average, moments, exponential] = [
        new RollingMean(size),
        new RollingMoments(size),
        new ExponentialMean(size, 0.3),
      ];
      values.forEach((value, index) => {
        const mean = average.next(value);
        expect(means[index]).toBe(mean ?? 0);
        const isFull = moments.add(value);
        expect(centers[index]).toBe(isFull ? moments.origin + moments.mean : 0);
        expect(variances[index]).toBe(isFull ? moments.variance : 0);
        const smoothed = exponential.next(value);
        expect(smooth[index]).toBe(smoothed ?? value);
      });
    }),
  );
});

it('the rolling maximum is the largest of the window', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const rolling = new RollingMaximum(size);
      eachWindow(values, size, (value, window) => {
        expect(rolling.next(value)).toBe(window === undefined ? undefined : Math.max(...window));
      });
    }),
  );
});

it('equal numbers come back to the last bit, and have no variance', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e100, max: 1e100, noNaN: true }), period, (value, size) => {
      const [average, weighted, exponential] = [
        new RollingMean(size),
        new WeightedMean(size),
        new ExponentialMean(size, 0.3),
      ];
      const moments = new RollingMoments(size);
      for (let count = 1; count <= 3 * size; count++) {
        const expected = count < size ? undefined : value + 0;
        for (const form of [average, weighted, exponential]) expect(form.next(value + 0)).toBe(expected);
        if (moments.add(value)) expect(moments.variance).toBe(0);
      }
    }),
  );
});

it('the exponential mean stays between the smallest and the largest number', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const exponential = new ExponentialMean(size, 2 / (size + 1));
      values.forEach((value, index) => {
        const actual = exponential.next(value);
        expect(actual === undefined).toBe(index < size - 1);
        if (actual === undefined) return;
        const past = values.slice(0, index + 1);
        const slack = 1e-14 * size * Math.max(...past.map(Math.abs)) + 1e-300;
        expect(actual).toBeGreaterThanOrEqual(Math.min(...past) - slack);
        expect(actual).toBeLessThanOrEqual(Math.max(...past) + slack);
      });
    }),
  );
});

it('the true range reaches from the previous close, and is high minus low for the first bar', () => {
  const range = new TrueRange();
  expect([range.next(12, 10, 11), range.next(16, 13, 15), range.next(12, 9, 10), range.next(13, 8, 9)]).toEqual([
    2, 5, 6, 5,
  ]);
});
