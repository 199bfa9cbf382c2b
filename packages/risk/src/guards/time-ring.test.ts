import { expect, it } from 'vitest';
import { addTime, countSince, emptyRing, fitRing, nthLatest, type TimeRing } from './time-ring';

const ringOf = (capacity: number, times: readonly number[]): TimeRing => {
  const ring = emptyRing();
  for (const timeMs of times) addTime(ring, capacity, timeMs);
  return ring;
};
const latest = (ring: TimeRing, capacity: number) =>
  [1, 2, 3, 4].map((nth) => nthLatest(ring, capacity, nth)).filter((time) => time !== Number.NEGATIVE_INFINITY);

it('keeps the latest times', () => {
  expect(latest(ringOf(3, []), 3)).toEqual([]);
  expect(latest(ringOf(3, [1, 2]), 3)).toEqual([2, 1]);
  expect(latest(ringOf(3, [1, 2, 3, 4, 5]), 3)).toEqual([5, 4, 3]);
  expect(ringOf(3, [1, 2, 3, 4, 5]).times).toHaveLength(3);
});

it('does not make anything older when the clock goes back', () => {
  expect(latest(ringOf(3, [5, 2, Number.NaN, 6]), 3)).toEqual([6, 5, 5]);
});

it('counts what is later than a time', () => {
  const ring = ringOf(3, [1, 2, 3, 4]);
  expect([1, 2, 3, 4].map((since) => countSince(ring, 3, since))).toEqual([3, 2, 1, 0]);
});

it('fits what was kept under another capacity', () => {
  for (const before of [1, 2, 3, 4, 6]) {
    for (const after of [1, 2, 3, 4, 6]) {
      for (let count = 0; count < 9; count++) {
        const times = Array.from({ length: count }, (_, index) => index + 1);
        const ring = ringOf(before, times);
        fitRing(ring, after);
        addTime(ring, after, 10);
        const kept = [10, ...times.slice(-Math.min(before, count) || count).reverse()].slice(0, after).slice(0, 4);
        expect(latest(ring, after)).toEqual(kept);
      }
    }
  }
});
