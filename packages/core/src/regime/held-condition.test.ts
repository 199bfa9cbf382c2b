import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { HeldCondition } from './held-condition';

const run = (values: readonly number[], minimumBars: number): boolean[] => {
  const condition = new HeldCondition({ enter: 10, exit: 5 }, minimumBars);
  return values.map((value) => condition.next(value));
};

describe('HeldCondition', () => {
  it('begins above enter and ends below exit, and not at either', () => {
    expect(run([10, 11, 6, 5, 4.9, 6, 10, 10.1], 1)).toEqual([false, true, true, true, false, false, false, true]);
  });

  it('holds for its least number of bars', () => {
    expect(run([11, 0, 0, 0], 1)).toEqual([true, false, false, false]);
    expect(run([11, 0, 0, 0], 3)).toEqual([true, true, true, false]);
    expect(run([11, 0, 0, 11, 0], 3)).toEqual([true, true, true, true, false]);
  });

  it('ends at once when its opposite begins', () => {
    const condition = new HeldCondition({ enter: 10, exit: 5 }, 100);
    expect([condition.next(11), condition.next(-11, true), condition.next(7)]).toEqual([true, false, false]);
  });

  it('knows every stay: none shorter than asked, none that ends above exit, none that begins at or below enter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 15 })), fc.integer({ min: 1, max: 6 }), (values, minimumBars) => {
        const held = run(values, minimumBars);
        let began = -1;
        for (const [index, isOn] of held.entries()) {
          const value = values[index] as number;
          if (isOn && began < 0) {
            expect(value).toBeGreaterThan(10);
            began = index;
          } else if (!isOn && began >= 0) {
            expect(index - began).toBeGreaterThanOrEqual(minimumBars);
            expect(value).toBeLessThan(5);
            began = -1;
          } else if (isOn) {
            expect(index - began < minimumBars || value >= 5).toBe(true);
          } else {
            expect(value).toBeLessThanOrEqual(10);
          }
        }
      }),
      profile(200, 5_000),
    );
  });
});
