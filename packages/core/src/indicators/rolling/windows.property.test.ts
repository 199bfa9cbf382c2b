import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mean } from '../test-support';
import { CompensatedSum } from './compensated-sum';
import { Delay } from './delay';
import { ExponentialChain } from './exponential-chain';
import { ExponentialMean } from './exponential-mean';
import { GainsAndLosses } from './gains-and-losses';
import { Gapped } from './gapped';
import { RollingComoments } from './rolling-comoments';
import { RollingMean } from './rolling-mean';
import { RollingRank } from './rolling-rank';
import { SinceMaximum } from './since-maximum';

const number = fc.oneof(
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
  fc.constant(0.1),
);
const numbers = fc.array(number, { maxLength: 60 });
const period = fc.integer({ min: 1, max: 12 });

/** The last `size` of the values up to `index`, or `undefined` where there are fewer. */
const windowAt = <Value>(values: readonly Value[], index: number, size: number): Value[] | undefined =>
  index + 1 < size ? undefined : values.slice(index + 1 - size, index + 1);

it('a delay gives back what came so many inputs before', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 12 }), (values, size) => {
      const delay = new Delay(size);
      expect(values.map((value) => delay.next(value))).toEqual(values.map((_, index) => values[index - size]));
    }),
  );
});

it('the largest number came as long ago as it did, the newest of equal ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }), period, (values, size) => {
      const since = new SinceMaximum(size);
      values.forEach((value, index) => {
        const window = windowAt(values, index, size);
        const age = window === undefined ? undefined : size - 1 - window.lastIndexOf(Math.max(...window));
        expect(since.next(value)).toBe(age);
      });
    }),
  );
});

it('a rank counts the smaller numbers before the newest', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }), period, (values, size) => {
      const rank = new RollingRank(size);
      values.forEach((value, index) => {
        const window = windowAt(values, index, size + 1)?.slice(0, size);
        const smaller = window?.filter((earlier) => earlier < value).length;
        expect(rank.next(value)).toBe(smaller === undefined ? undefined : (100 * smaller) / size);
      });
    }),
  );
});

it('variances and covariance of pairs are those of the window, and within their bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 60 }), period, (pairs, size) => {
      const rolling = new RollingComoments(size);
      pairs.forEach(([x, y], index) => {
        const window = windowAt(pairs, index, size);
        expect(rolling.add(x, y)).toBe(window !== undefined);
        if (window === undefined) return;
        const [left, right] = [window.map((pair) => pair[0]), window.map((pair) => pair[1])];
        const [meanX, meanY] = [mean(left), mean(right)];
        const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));
        const near = (actual: number, expected: number, scale: number) =>
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-14 * size * scale + 1e-300);
        near(rolling.varianceX, mean(left.map((value) => (value - meanX) ** 2)), largest(left) ** 2);
        near(rolling.varianceY, mean(right.map((value) => (value - meanY) ** 2)), largest(right) ** 2);
        const products = window.map(([a, b]) => (a - meanX) * (b - meanY));
        near(rolling.covariance, mean(products), largest(left) * largest(right));
        expect(Math.min(rolling.varianceX, rolling.varianceY)).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

it('the balance of gains and losses is theirs, within ±1', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 60 }), period, (values, size) => {
      const balance = new GainsAndLosses(size);
      values.forEach((value, index) => {
        const window = windowAt(values, index, size + 1);
        const actual = balance.next(value);
        expect(actual === undefined).toBe(window === undefined);
        if (window === undefined) return;
        const changes = window.slice(1).map((later, place) => later - (window[place] as number));
        const total = changes.reduce((sum, change) => sum + Math.abs(change), 0);
        const net = changes.reduce((sum, change) => sum + change, 0);
        expect(actual).toBeCloseTo(total === 0 ? 0 : net / total, 10);
        expect(Math.abs(actual as number)).toBeLessThanOrEqual(1);
      });
    }),
  );
});

it('a result with gaps is unknown while an unknown input is in the window', () => {
  fc.assert(
    fc.property(fc.array(fc.option(number, { nil: undefined }), { maxLength: 60 }), period, (values, size) => {
      const gapped = new Gapped(new RollingMean(size), size);
      values.forEach((value, index) => {
        const window = windowAt(values, index, size);
        const isKnown = window?.every((member) => member !== undefined) ?? false;
        expect(gapped.next(value) !== undefined).toBe(isKnown);
      });
    }),
  );
});

it('a chain of means is each mean of the one before', () => {
  fc.assert(
    fc.property(numbers, period, (values, size) => {
      const chain = new ExponentialChain(2, size);
      const [first, second] = [new ExponentialMean(size, 2 / (size + 1)), new ExponentialMean(size, 2 / (size + 1))];
      for (const value of values) {
        const mean = first.next(value);
        const expected = mean === undefined ? undefined : second.next(mean);
        expect(chain.add(value)).toBe(expected !== undefined);
        if (expected !== undefined) expect(Array.from(chain.means)).toEqual([mean, expected]);
      }
    }),
  );
});

it('a compensated sum of quarters is exact however far its terms are apart, and leaves out what would be infinite', () => {
  const quarters = fc.array(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }), { maxLength: 60 });
  fc.assert(
    fc.property(quarters, (terms) => {
      const sum = new CompensatedSum();
      let exact = 0n;
      for (const term of terms) {
        exact += term;
        // The exact sum in quarters, rounded once.
        expect(sum.add(Number(term) / 4)).toBe(Number(exact) / 4);
      }
    }),
  );
  const sum = new CompensatedSum();
  expect([1e308, 1e308, -1e308].map((term) => sum.add(term))).toEqual([1e308, 1e308, 0]);
});
