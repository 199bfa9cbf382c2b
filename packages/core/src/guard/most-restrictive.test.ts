import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostRestrictive, type Restriction } from './most-restrictive';

const restriction: fc.Arbitrary<Restriction> = fc
  .record({
    type: fc.constantFrom('shrink', 'reduce-only', 'delay', 'deny', 'halt'),
    guard: fc.constantFrom('a', 'b', 'c'),
    code: fc.constantFrom('A_A', 'B_B'),
    limit: fc.constant(1),
    observed: fc.constant(2),
    quantity: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  })
  .map(({ quantity, ...rest }) => {
    if (rest.type === 'shrink') return { ...rest, quantity: quantity ?? 1 } as Restriction;
    return (rest.type === 'reduce-only' && quantity !== undefined ? { ...rest, quantity } : rest) as Restriction;
  });

describe('mostRestrictive', () => {
  it('says the same whatever the order of the guards', () => {
    fc.assert(
      fc.property(fc.array(restriction, { minLength: 1, maxLength: 6 }), fc.integer(), (list, turn) => {
        const turned = list.map((_, index) => list[(index + Math.abs(turn)) % list.length] as Restriction);
        const whole = list.reduce(mostRestrictive);
        expect(turned.reduce(mostRestrictive)).toEqual(whole);
        expect([...list].reverse().reduce(mostRestrictive)).toEqual(whole);
        expect(list.reduceRight((sum, one) => mostRestrictive(one, sum))).toEqual(whole);
      }),
    );
  });

  it('leaves no more than any of them does', () => {
    const ranks = ['shrink', 'reduce-only', 'delay', 'deny', 'halt'];
    fc.assert(
      fc.property(restriction, restriction, (one, other) => {
        const both = mostRestrictive(one, other);
        expect(ranks.indexOf(both.type)).toBe(Math.max(ranks.indexOf(one.type), ranks.indexOf(other.type)));
        if (both.type !== 'shrink' && both.type !== 'reduce-only') return;
        for (const part of [one, other]) {
          const room = 'quantity' in part ? (part.quantity ?? Infinity) : Infinity;
          expect(both.quantity ?? Infinity).toBeLessThanOrEqual(room);
        }
      }),
    );
  });
});
