import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { type Evidence, evidence } from './evidence';
import { evidenceStore, requirePast } from './evidence-store';

const item = (id: string, receivedAtMs: number, instrumentIds: readonly string[] = []): Evidence =>
  evidence({ kind: 'news', source: 'feed', id, receivedAtMs, content: id, instrumentIds });

it('shows what was received by then, in order, about the instrument or about all', () => {
  const store = evidenceStore([item('c', 30), item('a', 10, ['x']), item('b', 20, ['y'])]);
  const at = (id: string, timeMs: number) => store.at(id, timeMs).map((one) => one.id);
  expect(at('x', 9)).toEqual([]);
  expect(at('x', 10)).toEqual(['a']);
  expect(at('x', 30)).toEqual(['a', 'c']);
  expect(at('y', 29)).toEqual(['b']);
  expect(at('z', 30)).toEqual(['c']);
});

it('goes by when it was received, not by when it says it was published', () => {
  const late = evidence({ ...{ kind: 'news', source: 'feed', content: 'x' }, publishedAtMs: 1, receivedAtMs: 100 });
  expect(evidenceStore([late]).at('x', 99)).toEqual([]);
});

it('keeps one of each id, and drops what is too old or too much', () => {
  const store = evidenceStore([item('a', 10), item('a', 20)], { maximumAgeMs: 15, maximumItems: 2 });
  expect(store.size).toBe(1);
  expect(store.add(item('b', 12))).toBe(true);
  expect(store.add(item('b', 99))).toBe(false);
  store.add(item('c', 14));
  expect(store.at('x', 20).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(store.at('x', 25).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(store.at('x', 26).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(store.at('x', 27).map(({ id }) => id)).toEqual(['c']);
});

it('is what a search through everything finds', () => {
  const random = seededRandom(3);
  const items = Array.from({ length: 200 }, (_, index) => item(`i${index}`, random.integer(50)));
  const store = evidenceStore(items);
  for (let timeMs = -1; timeMs <= 50; timeMs++) {
    const expected = items.filter((one) => one.receivedAtMs <= timeMs).map(({ id }) => id);
    expect(
      store
        .at('x', timeMs)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(expected.sort());
  }
});

it('what shows the future is refused', () => {
  expect(requirePast([item('a', 5)], 5)).toHaveLength(1);
  expect(() => requirePast([item('a', 5), item('b', 6)], 5)).toThrow('Evidence b was received at 6 and shown at 5.');
});
