import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { confidenceBeyond, EdgeTrigger } from './edge-trigger';

it('fires above the threshold, and again only after a value at or below its share', () => {
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 5 }), { maxLength: 60 });
  fc.assert(
    fc.property(values, (all) => {
      const trigger = new EdgeTrigger(10, 0.8);
      const fired = all.flatMap((value, index) => (trigger.fires(value) ? [index] : []));
      for (const index of fired) expect(all[index]).toBeGreaterThan(10);
      for (const [place, index] of fired.entries()) {
        const before = all.slice((fired[place - 1] ?? -1) + 1, index);
        if (place > 0) expect(before.some((value) => value !== undefined && value <= 8)).toBe(true);
      }
      const first = all.findIndex((value) => value !== undefined && value > 10);
      expect(fired[0] ?? -1).toBe(first);
    }),
    profile(200, 5_000),
  );
});

it('is as confident as the value is beyond the threshold', () => {
  expect(confidenceBeyond(10, 10)).toBe(0);
  expect(confidenceBeyond(20, 10)).toBe(0.5);
});
