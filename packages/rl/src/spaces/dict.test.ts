import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { box } from './box';
import { dict } from './dict';
import { discrete } from './discrete';
import { flatBox } from './flat-box';
import { multiBinary } from './multi-binary';
import { multiDiscrete } from './multi-discrete';

const space = dict({
  price: box({ low: [0, -1], high: [Infinity, 1] }),
  account: dict({ side: discrete(3), flags: multiBinary(2) }),
  venues: multiDiscrete([2, 2]),
});
const value = {
  price: Float64Array.of(5, -0.5),
  account: { side: 2, flags: Uint8Array.of(1, 0) },
  venues: Int32Array.of(0, 1),
};

it('contains what it samples, one seed gives one value, and nothing that lacks, adds or breaks a part', () => {
  for (let seed = 0; seed < 100; seed++) {
    const drawn = space.sample(seededRandom(seed));
    expect(space.contains(drawn)).toBe(true);
    expect(space.sample(seededRandom(seed))).toEqual(drawn);
  }
  expect(space.contains(value)).toBe(true);
  const { venues, ...rest } = value;
  for (const wrong of [
    undefined,
    null,
    3,
    rest,
    { ...value, more: venues },
    { ...value, price: Float64Array.of(-1, 0) },
  ]) {
    expect(space.contains(wrong)).toBe(false);
  }
});

it('reads and flattens part after part, in the order of the names', () => {
  expect(space.read([9, 5, -0.5, 2, 1, 0, 0, 1], 1)).toEqual(value);
  const out = new Float64Array(space.flatSize + 2).fill(7);
  space.flatten(value, out, 1);
  expect([...out]).toEqual([7, 5, -0.5, 0, 0, 1, 1, 0, 1, 0, 0, 1, 7]);
  expect([space.width, space.flatSize]).toEqual([7, 11]);
  expect(space.toString()).toBe(
    'Dict(price: Box([0, -1], [Infinity, 1]), account: Dict(side: Discrete(3), flags: MultiBinary(2)), venues: MultiDiscrete(2, 2))',
  );
});

it('its flat form lies in a box', () => {
  const flat = flatBox(space);
  expect(flat.low).toEqual([0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(flat.high).toEqual([Infinity, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  const out = new Float64Array(space.flatSize);
  space.flatten(space.sample(seededRandom(3)), out, 0);
  expect(flat.contains(out)).toBe(true);
});

it('needs a name', () => {
  expect(() => dict({})).toThrow(InvalidOptionsError);
  expect(() => dict(undefined as never)).toThrow(/spaces has no names/);
});
