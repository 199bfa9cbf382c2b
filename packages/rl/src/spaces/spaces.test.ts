import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { box } from './box';
import { discrete } from './discrete';
import { multiBinary } from './multi-binary';
import { multiDiscrete } from './multi-discrete';
import type { Space } from './space';

const spaces: readonly Space<unknown>[] = [
  discrete(3),
  multiDiscrete([3, 2, 5]),
  multiBinary(4),
  box({ low: [-1, 0, -Infinity, -Infinity], high: [1, Infinity, 2, Infinity] }),
] as readonly Space<unknown>[];

describe.each(spaces.map((space) => [space.toString(), space] as const))('%s', (_, space) => {
  it('contains what it samples, and one seed gives one value', () => {
    const one = seededRandom(5);
    const other = seededRandom(5);
    for (let draw = 0; draw < 500; draw++) {
      const value = space.sample(one);
      expect(space.contains(value)).toBe(true);
      expect(space.sample(other)).toEqual(value);
    }
  });

  it('contains nothing of another kind', () => {
    for (const value of [
      undefined,
      null,
      -1,
      1.5,
      Number.NaN,
      '1',
      [],
      new Float64Array(9),
      new Int32Array(9),
      new Uint8Array(9),
    ]) {
      expect(space.contains(value)).toBe(false);
    }
  });

  it('flattens into its place and nowhere else', () => {
    const out = new Float64Array(space.flatSize + 2).fill(7);
    space.flatten(space.sample(seededRandom(1)), out, 1);
    expect(out[0]).toBe(7);
    expect(out.at(-1)).toBe(7);
  });
});

it('reads values out of flat columns', () => {
  expect(discrete(3).read([0, 2], 1)).toBe(2);
  expect(multiDiscrete([3, 2]).read([9, 2, 1], 1)).toEqual(Int32Array.of(2, 1));
  expect(multiBinary(2).read([9, 0, 1], 1)).toEqual(Uint8Array.of(0, 1));
  expect(box({ low: [0, 0], high: [1, 1] }).read([9, 0.25, 1], 1)).toEqual(Float64Array.of(0.25, 1));
});

it('choices are one-hot for a network', () => {
  const out = new Float64Array(5).fill(9);
  multiDiscrete([3, 2]).flatten(Int32Array.of(2, 0), out, 0);
  expect([...out]).toEqual([0, 0, 1, 1, 0]);
  const single = new Float32Array(3).fill(9);
  discrete(3).flatten(1, single, 0);
  expect([...single]).toEqual([0, 1, 0]);
});

it('samples reach every choice about equally often', () => {
  const counts = [0, 0, 0];
  const random = seededRandom(3);
  for (let draw = 0; draw < 30_000; draw++) {
    const choice = discrete(3).sample(random);
    counts[choice] = (counts[choice] as number) + 1;
  }
  // 5 standard deviations of a binomial count are 408.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(408);
});

it('a single finite bound is 1 away on average', () => {
  const random = seededRandom(4);
  const { sample } = box({ low: [5], high: [Infinity] });
  let sum = 0;
  for (let draw = 0; draw < 20_000; draw++) sum += sample(random)[0] as number;
  // 5 standard errors of an exponential mean are 0.035.
  expect(Math.abs(sum / 20_000 - 6)).toBeLessThan(0.036);
});

it.each([
  () => discrete(0),
  () => discrete(1.5),
  () => multiDiscrete([]),
  () => multiDiscrete([2, 0]),
  () => multiBinary(-1),
  () => box({ low: [], high: [] }),
  () => box({ low: [0], high: [1, 2] }),
  () => box({ low: [2], high: [1] }),
  () => box({ low: [Number.NaN], high: [1] }),
  () => box({ low: [Infinity], high: [Infinity] }),
])('refuses sizes and bounds that are none: %s', (make) => {
  expect(make).toThrow(InvalidOptionsError);
});
