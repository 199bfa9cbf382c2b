import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { SortedWindow } from './sorted-window';

const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
};

it('has the median and the median deviation of the last numbers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -8, max: 20 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (all, period) => {
        const window = new SortedWindow(period);
        for (const [index, value] of all.entries()) {
          window.add(value);
          const last = all.slice(Math.max(0, index + 1 - period), index + 1);
          expect(window.isFull).toBe(index + 1 >= period);
          expect(window.median()).toBe(middle(last));
          expect(window.medianDeviation()).toBe(middle(last.map((one) => Math.abs(one - middle(last)))));
        }
      },
    ),
    profile(100, 5_000),
  );
});
