import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { RingBuffer } from './ring-buffer';

it('gives back what an array does, however pushes and shifts take turns', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 40 }), { maxLength: 50, size: 'max' }), (turns) => {
      const ring = new RingBuffer<number>();
      const array: number[] = [];
      let next = 0;
      for (const turn of turns) {
        for (let count = 0; count < turn; count++) {
          ring.push(next);
          array.push(next);
          next += 1;
        }
        for (let count = turn; count < 0 && array.length > 0; count++) {
          expect(ring.first).toBe(array[0]);
          expect(ring.shift()).toBe(array.shift());
        }
        expect(ring.length).toBe(array.length);
      }
    }),
    profile(100, 10_000),
  );
});
