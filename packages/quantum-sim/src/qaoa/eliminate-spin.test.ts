import { expect, it } from 'vitest';
import { isingValue, quboToIsing } from '../problem/ising';
import { seededRandom } from '../seeded-random';
import { eliminateSpin } from './eliminate-spin';
import { randomQubo } from './random-cost.test-helper';

it.each([
  [2, 0, 1],
  [2, 0, -1],
  [0, 3, -1],
  [1, undefined, 1],
  [3, undefined, -1],
] as [number, number | undefined, 1 | -1][])(
  'spin %d as that of %s times %d leaves every value as it was',
  (first, second, sign) => {
    const whole = quboToIsing(randomQubo(4, seededRandom(5)));
    const rest = eliminateSpin(whole, first, second, sign);
    expect(rest.names).toEqual(whole.names.filter((_, index) => index !== first));
    for (let x = 0; x < 8; x++) {
      const left = rest.names.map((_, index) => ((x >> index) & 1 ? -1 : 1));
      const kept = [0, 1, 2, 3].filter((index) => index !== first);
      const own = second === undefined ? sign : sign * (left[kept.indexOf(second)] as number);
      const spins = [0, 1, 2, 3].map((index) => (index === first ? own : (left[kept.indexOf(index)] as number)));
      expect(isingValue(rest, left)).toBeCloseTo(isingValue(whole, spins), 12);
    }
  },
);
