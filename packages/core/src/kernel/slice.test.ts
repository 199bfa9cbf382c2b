import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { Slice } from './slice';

it('holds exactly the bars of its moment, in ascending order, whatever came before', () => {
  const moment = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 20 }), (moments) => {
      const slice = new Slice(['a', 'b', 'c', 'd', 'e', 'f']);
      moments.forEach((indexes, place) => {
        slice.begin(place + 1);
        for (const index of indexes) slice.add(index, 2, 3, 1, place + index / 10, 5);
        const ascending = [...indexes].sort((a, b) => a - b);
        expect(slice.present).toEqual(ascending);
        expect(slice.bars.map(({ instrumentId }) => instrumentId)).toEqual(ascending.map((index) => 'abcdef'[index]));
        expect(slice.bars.map(({ close }) => close)).toEqual(ascending.map((index) => place + index / 10));
        expect(slice.bars.every(({ timeMs }) => timeMs === place + 1)).toBe(true);
        for (let index = 0; index < 6; index++) expect(slice.has(index)).toBe(indexes.includes(index));
      });
    }),
    profile(60, 10_000),
  );
});
