import { describe, expect, it } from 'vitest';
import { bendsBetween, endOf, type ValuePath, valueAt } from './value-path';

const path: ValuePath = [
  { afterMs: 100, value: 0.5 },
  { afterMs: 200, value: 0.9, isJump: true },
  { afterMs: 300, value: 0.7 },
];

describe('valueAt', () => {
  it.each<[number, -1 | 1, number]>([
    [0, 1, 1],
    [50, 1, 0.75],
    [100, -1, 0.5],
    [100, 1, 0.5],
    [150, 1, 0.5],
    [200, -1, 0.5],
    [200, 1, 0.9],
    [250, 1, 0.8],
    [300, -1, 0.7],
    [1e9, 1, 0.7],
  ])('at %d, side %d, is %d', (afterMs, side, value) => {
    expect(valueAt(path, afterMs, side)).toBeCloseTo(value, 12);
  });

  it('is 1 on an empty path', () => {
    expect(valueAt([], 5, 1)).toBe(1);
    expect(endOf([])).toBe(0);
  });

  it('may begin with a jump', () => {
    const gap: ValuePath = [{ afterMs: 0, value: 0.8, isJump: true }];
    expect(valueAt(gap, 0, -1)).toBe(1);
    expect(valueAt(gap, 0, 1)).toBe(0.8);
  });
});

it('knows its end and what bends on the way', () => {
  expect(endOf(path)).toBe(300);
  expect(bendsBetween(path, 100, 300)).toEqual([200]);
});
