import fc from 'fast-check';
import { expect, it } from 'vitest';
import { binomial } from './binomials';
import { combinationAt, combinationRank } from './combination-rank';

it('counts selections in colexicographic order', () => {
  const all = Array.from({ length: 10 }, (_, rank) => combinationAt(rank, 5, 3).join(''));
  expect(all).toEqual(['012', '013', '023', '123', '014', '024', '124', '034', '134', '234']);
  expect(combinationAt(0, 5, 0)).toEqual([]);
});

it('rank and selection are each other’s inverse', () => {
  const place = fc
    .integer({ min: 1, max: 60 })
    .chain((count) =>
      fc
        .integer({ min: 0, max: Math.min(count, 6) })
        .chain((size) => fc.integer({ min: 0, max: binomial(count, size) - 1 }).map((rank) => ({ count, size, rank }))),
    );
  fc.assert(
    fc.property(place, ({ count, size, rank }) => {
      const positions = combinationAt(rank, count, size);
      expect(positions).toHaveLength(size);
      expect(combinationRank(positions)).toBe(rank);
    }),
  );
});
