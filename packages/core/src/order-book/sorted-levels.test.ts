import { describe, expect, test } from 'vitest';
import { SortedLevels } from './sorted-levels';

const all = (levels: SortedLevels) =>
  Array.from({ length: levels.length }, (_, index) => [levels.key(index), levels.quantity(index)]);

describe('SortedLevels', () => {
  test('keeps keys in order, whatever the order of arrival, beyond its first capacity', () => {
    const levels = new SortedLevels();
    const keys = Array.from({ length: 101 }, (_, index) => (index * 37) % 101);
    for (const key of keys) levels.set(key, key + 1);
    expect(all(levels)).toEqual(Array.from({ length: 101 }, (_, key) => [key, key + 1]));
    expect(levels.quantityOf(100)).toBe(101);
    expect(levels.quantityOf(100.5)).toBe(0);
    expect(levels.quantityOf(-1)).toBe(0);
  });

  test('changes, removes and ignores what is not there', () => {
    const levels = new SortedLevels();
    for (const key of [5, -3, 8]) levels.set(key, 1);
    levels.set(5, 7);
    levels.set(-3, 0);
    levels.set(6, 0);
    levels.set(9, 0);
    expect(all(levels)).toEqual([
      [5, 7],
      [8, 1],
    ]);
    levels.removeFirst(1);
    expect(all(levels)).toEqual([[8, 1]]);
    levels.removeLast();
    expect(all(levels)).toEqual([]);
    levels.set(1, 1);
    levels.clear();
    expect(levels.quantityOf(1)).toBe(0);
  });
});
