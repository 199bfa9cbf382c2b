import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { hold, orders, type Target, target, targets } from './decision';

describe('target', () => {
  it('says what it was asked, in whatever order it is asked', () => {
    const weights = fc.oneof(fc.constantFrom(0, -0, 0.5, 1, Number.NaN, -1), fc.double());
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), weights)), (asked) => {
        for (const [instrumentId, weight] of asked) {
          const { type, targets: said } = target(instrumentId, weight);
          expect([type, said.length, said[0]?.instrumentId]).toEqual(['targets', 1, instrumentId]);
          // Two zeros are one weight.
          expect((said[0]?.weight ?? 0) + 0).toBe(weight + 0);
        }
      }),
      profile(100, 10_000),
    );
  });

  it('is the same object when it is said again', () => {
    expect(target('a', 0.5)).toBe(target('a', 0.5));
    const [one, other] = [target('a', 0.5), target('a', 0)];
    expect(target('a', 0.5)).toBe(one);
    expect(target('a', 0)).toBe(other);
  });

  it('does not pass on what somebody wrote into the last one', () => {
    const said = target('a', 0.25).targets as Target[];
    expect(() => Object.assign(said[0] as Target, { weight: 9 })).toThrow(TypeError);
    said.push({ instrumentId: 'b', weight: 9 });
    expect(target('a', 0.25).targets).toEqual([{ instrumentId: 'a', weight: 0.25 }]);
    (target('a', 0.75).targets as Target[])[0] = { instrumentId: 'a', weight: 9 };
    expect(target('a', 0.75).targets).toEqual([{ instrumentId: 'a', weight: 0.75 }]);
  });
});

it('targets keeps the order in which instruments were named', () => {
  expect(targets({ b: 1, a: 0 })).toEqual({
    type: 'targets',
    targets: [
      { instrumentId: 'b', weight: 1 },
      { instrumentId: 'a', weight: 0 },
    ],
  });
  expect(targets({}).targets).toEqual([]);
});

it('orders cancel nothing unless they say so', () => {
  const buy = { type: 'market', instrumentId: 'a', side: 'buy', quantity: 1 } as const;
  expect(orders([buy])).toEqual({ type: 'orders', orders: [buy], cancel: [] });
  expect(orders([], { cancel: 'all' }).cancel).toBe('all');
  expect(orders([], { cancel: ['run-1'] }).cancel).toEqual(['run-1']);
});

it('hold cannot be written on', () => {
  expect(() => Object.assign(hold, { type: 'orders' })).toThrow(TypeError);
});
