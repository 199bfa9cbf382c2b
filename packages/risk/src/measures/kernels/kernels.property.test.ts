import { kurtosis, quantile, skewness } from '@sigmax/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { growthFold } from './growth-fold';
import { deviationOf, meanOf, momentsFold, rawKurtosisOf, skewnessOf, takeNumber } from './moments-fold';
import { orderedQuantile, orderedTailMean } from './ordered-tail';
import { OrderedValues } from './ordered-values';
import { pairFold } from './pair-fold';
import { compoundedPathFold, summedPathFold, takeReturn } from './path-fold';
import { RunningFold } from './running-fold';
import { SortedWindow } from './sorted-window';
import { sumAt, sumsFold } from './sums-fold';

/** Numbers of very different sizes, with many equal ones. The tree takes 0 and −0 for equal; a sort of numbers does not. */
const numbers = fc.array(
  fc
    .oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: -0.1, max: 0.1, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
    )
    .map((value) => value + 0),
  { minLength: 1, maxLength: 60 },
);
const returns = fc.array(fc.oneof(fc.double({ min: -0.9, max: 0.9, noNaN: true }), fc.constantFrom(0, -1, 0.1)), {
  minLength: 1,
  maxLength: 50,
});
const window = fc.oneof(fc.integer({ min: 1, max: 15 }), fc.constant('all' as const));

const windowAt = (values: readonly number[], index: number, size: number | 'all'): readonly number[] | undefined => {
  if (size === 'all') return values.slice(0, index + 1);
  return index + 1 < size ? undefined : values.slice(index + 1 - size, index + 1);
};

/** Within rounding of the largest number in the window, to a power: what has left it must leave nothing behind. */
const expectNear = (actual: number, expected: number, seen: readonly number[], power = 1): void => {
  const scale = Math.max(...seen.map(Math.abs)) ** power;
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-13 * seen.length * scale + 1e-300);
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

it('folds of sums and of moments are those of the window', () => {
  fc.assert(
    fc.property(numbers, window, (values, size) => {
      const moments = new RunningFold(momentsFold, size);
      const sums = new RunningFold(sumsFold(2), size);
      values.forEach((value, index) => {
        const seen = windowAt(values, index, size);
        takeNumber(moments.input, value);
        sums.input[0] = value;
        sums.input[2] = Math.abs(value);
        expect([moments.push(), sums.push()]).toEqual([seen !== undefined, seen !== undefined]);
        if (seen === undefined) return;
        const mean = sum(seen) / seen.length;
        expectNear(sumAt(sums.summary, 0), sum(seen), seen);
        expectNear(sumAt(sums.summary, 1), sum(seen.map(Math.abs)), seen);
        expect(moments.summary[0]).toBe(seen.length);
        expectNear(meanOf(moments.summary), mean, seen);
        for (const power of [2, 3, 4] as const) {
          expectNear(
            moments.summary[power] as number,
            sum(seen.map((member) => (member - mean) ** power)),
            seen,
            power,
          );
        }
      });
    }),
    profile(200, 20_000),
  );
});

it('reads deviation, skewness and kurtosis as core does, and none of a constant', () => {
  const moments = new RunningFold(momentsFold, 'all');
  const values = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
  for (const value of values) {
    takeNumber(moments.input, value);
    moments.push();
  }
  expect(skewnessOf(moments.summary)).toBeCloseTo(skewness(values) as number, 13);
  expect(rawKurtosisOf(moments.summary)).toBeCloseTo(kurtosis(values, { convention: 'raw' }) as number, 13);
  expect(deviationOf(Float64Array.of(1, 5, 0, 0, 0), 1)).toBeUndefined();
  const constant = Float64Array.of(3, 5, 1e-30, 0, 0);
  expect([deviationOf(constant, 1), skewnessOf(constant), rawKurtosisOf(constant)]).toEqual([0, undefined, undefined]);
});

it('folds of pairs are those of the window', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), {
        maxLength: 40,
      }),
      window,
      (rows, size) => {
        const pairs = new RunningFold(pairFold, size);
        rows.forEach(([x, y], index) => {
          pairs.input.set([1, x, y, 0, 0]);
          if (!pairs.push()) return;
          const seen = rows.slice(size === 'all' ? 0 : index + 1 - size, index + 1);
          const meanX = sum(seen.map(([a]) => a)) / seen.length;
          const meanY = sum(seen.map(([, b]) => b)) / seen.length;
          expect(pairs.summary[1]).toBeCloseTo(meanX, 12);
          expect(pairs.summary[2]).toBeCloseTo(meanY, 12);
          expect(pairs.summary[3]).toBeCloseTo(sum(seen.map(([, b]) => (b - meanY) ** 2)), 10);
          expect(pairs.summary[4]).toBeCloseTo(sum(seen.map(([a, b]) => (a - meanX) * (b - meanY))), 10);
        });
      },
    ),
    profile(100, 10_000),
  );
});

it('folds of paths have the end, the extremes and the deepest fall of the window', () => {
  fc.assert(
    fc.property(returns, window, fc.boolean(), fc.boolean(), (values, size, compounded, countsStart) => {
      const path = new RunningFold(compounded ? compoundedPathFold : summedPathFold, size);
      const growth = new RunningFold(growthFold, size);
      values.forEach((value, index) => {
        takeReturn(path.input, value, compounded, countsStart);
        growth.input.set([1, 1 + value]);
        growth.push();
        const seen = windowAt(values, index, size);
        expect(path.push()).toBe(seen !== undefined);
        if (seen === undefined) return;
        let level = compounded ? 1 : 0;
        const levels = seen.map((member) => {
          level = compounded ? level * (1 + member) : level + member;
          return level;
        });
        let peak = countsStart ? (compounded ? 1 : 0) : (levels[0] as number);
        const falls = levels.map((member) => {
          peak = Math.max(peak, member);
          if (!compounded) return peak - member;
          return peak === 0 ? 0 : 1 - member / peak;
        });
        const [end, , low, deepest] = path.summary;
        const scale = Math.max(1, ...levels.map(Math.abs));
        expect(Math.abs((end as number) - level) / scale).toBeLessThan(1e-13);
        expect(Math.abs((low as number) - Math.min(...levels)) / scale).toBeLessThan(1e-13);
        expect(Math.abs((deepest as number) - Math.max(...falls))).toBeLessThan(1e-12 * scale);
        if (compounded) expect(growth.summary[1]).toBeCloseTo(end as number, 6);
      });
    }),
    profile(200, 20_000),
  );
});

it('a window that begins with the loss of everything has no fall after it', () => {
  const path = new RunningFold(compoundedPathFold, 3);
  for (const value of [-1, 0.5, -0.5]) {
    takeReturn(path.input, value, true, false);
    path.push();
  }
  expect(path.summary[3]).toBe(0);
});

it('a million equal terms add up without a rounding error', () => {
  const sums = new RunningFold(sumsFold(1), 'all');
  sums.input[0] = 0.1;
  for (let count = 0; count < 1_000_000; count++) sums.push();
  expect(sumAt(sums.summary, 0)).toBe(100_000);
});

it('ordered values answer as a sorted array does, while values come and go', () => {
  fc.assert(
    fc.property(numbers, window, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (values, size, probability) => {
      const sorted = new SortedWindow(size);
      values.forEach((value, index) => {
        const seen = windowAt(values, index, size);
        expect(sorted.add(value)).toBe(seen !== undefined);
        if (seen === undefined) return;
        const ordered = seen.toSorted((a, b) => a - b);
        const tree = sorted.values;
        const count = index % (ordered.length + 1);
        const lowest = ordered.slice(0, count);
        expect(ordered.map((_, place) => tree.at(place))).toEqual(ordered);
        expect(tree.countUpTo(value)).toBe(ordered.filter((member) => member <= value).length);
        expectNear(tree.sumOfLowest(count), sum(lowest), seen);
        expectNear(
          tree.rankedSumOfLowest(count),
          sum(lowest.map((member, place) => place * member)),
          seen.concat(seen),
        );
        expectNear(tree.mean, sum(seen) / seen.length, seen);
        const below = seen.filter((member) => member < value).map((member) => (member - value) ** 2);
        expectNear(tree.squaresBelow(value), sum(below), seen, 2);
        for (const method of ['linear', 'lower', 'higher', 'order-statistic'] as const) {
          expect(orderedQuantile(tree, probability, method)).toBe(quantile(seen, probability, method));
        }
      });
    }),
    profile(200, 20_000),
  );
});

it('the balance of the tree does not depend on the order in which values come', () => {
  const tree = new OrderedValues();
  // A chain of 100,000 nodes would exhaust the stack.
  for (let value = 0; value < 100_000; value++) tree.add(value);
  for (let value = 99_999; value >= 50_000; value--) tree.remove(value);
  expect([tree.length, tree.at(0), tree.at(49_999), tree.sumOfLowest(3)]).toEqual([50_000, 0, 49_999, 3]);
  for (let value = 0; value < 50_000; value++) tree.add(7);
  expect(tree.countUpTo(7)).toBe(50_008);
  expect([tree.at(-1), tree.at(100_000), new OrderedValues().at(0)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

it('the mean of the tail takes its last value in part', () => {
  const tree = new OrderedValues();
  for (const value of [4, 1, 3, 2]) tree.add(value);
  expect(orderedTailMean(tree, 0.375, 'fractional', 'linear')).toBeCloseTo((1 + 0.5 * 2) / 1.5, 14);
  expect(orderedTailMean(tree, 0.1, 'fractional', 'linear')).toBeCloseTo(1, 14);
  expect(orderedTailMean(tree, 0.5, 'mean', 'higher')).toBe(2);
});
