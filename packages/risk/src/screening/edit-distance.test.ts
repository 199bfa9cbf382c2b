import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from './edit-distance';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
  // The restricted form does not edit between two swapped letters: without the restriction this is 2.
  ['ca', 'abc', 3],
  ['tether', 'theter', 2],
])('%j and %j are %d apart', (one, other, distance) => {
  expect(editDistance(one, other)).toBe(distance);
});

/** The definition, read from the end of both texts. */
const byDefinition = (one: string, other: string): number => {
  if (one === '' || other === '') return one.length + other.length;
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
  const best = Math.min(
    byDefinition(a, other) + 1,
    byDefinition(one, b) + 1,
    byDefinition(a, b) + (one.at(-1) === other.at(-1) ? 0 : 1),
  );
  const isSwap = one.length > 1 && other.length > 1 && one.at(-1) === other.at(-2) && one.at(-2) === other.at(-1);
  return isSwap ? Math.min(best, byDefinition(a.slice(0, -1), b.slice(0, -1)) + 1) : best;
};

it('is what its definition says', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(editDistance(one, other)).toBe(byDefinition(one, other));
      expect(editDistance(other, one)).toBe(editDistance(one, other));
    }),
    { numRuns: 300, seed: 2 },
  );
});
