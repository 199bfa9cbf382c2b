import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { onlyKnownAt } from './only-known-at';

const item = (id: string, publishedAtMs: number | undefined, receivedAtMs: number) => ({
  id,
  publishedAtMs,
  receivedAtMs,
});

it('shows a planted item of the future when it was received, and never earlier', () => {
  // Published before everything, received last: whoever goes by the date of the source knows it too early.
  const planted = item('planted', 0, 1_000);
  const items = [planted, item('a', 100, 110), item('b', 900_000, 120), item('c', undefined, 130)];
  expect(onlyKnownAt(items, 999).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(onlyKnownAt(items, 1_000).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'planted']);
  expect(onlyKnownAt(items, 109)).toEqual([]);
});

it('never shows an item without a time, or at no time', () => {
  expect(onlyKnownAt([item('x', 1, Number.NaN)], Number.POSITIVE_INFINITY)).toEqual([]);
  expect(onlyKnownAt([item('x', 1, 1)], Number.NaN)).toEqual([]);
});

it('is unchanged when everything that was received later is removed', () => {
  const random = seededRandom(profileSeed());
  for (let times = 0; times < share(100, 10_000); times++) {
    const items = Array.from({ length: 20 }, (_, place) => item(`${place}`, random.integer(100), random.integer(100)));
    const timeMs = random.integer(100);
    expect(onlyKnownAt(items, timeMs)).toEqual(
      onlyKnownAt(
        items.filter((one) => one.receivedAtMs <= timeMs),
        timeMs,
      ),
    );
  }
});
