import { expect, it } from 'vitest';
import { pcg64 } from '../random/pcg64';
import { sequenceOrder } from './sequence-order';
import { cutSequences } from './sequences';

// Two environments of 5 steps; the episode of the first ends with its step 1.
const ends = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
const cut = (rows: number[], longest = 5, from = 0) =>
  cutSequences(rows, from, rows.length - from, { steps: 5, ends, longest });

it('cuts at episodes and environments, and pads to the longest', () => {
  const { batch, length, starts, places } = cut([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([batch, length, starts]).toEqual([3, 5, [0, 2, 5]]);
  // Place = step · 3 + sequence.
  expect([...places]).toEqual([0, 3, 1, 4, 7, 2, 5, 8, 11, 14]);
});

it('cuts where rows do not follow each other, and where a minibatch begins', () => {
  expect(cut([8, 9, 0, 1, 2]).starts).toEqual([8, 0, 2]);
  expect(cut([5, 6, 9]).starts).toEqual([5, 9]);
  expect(cut([0, 1, 2, 3], 5, 3).starts).toEqual([3]);
});

it('cuts what is longer than may be', () => {
  const { starts, length } = cut([5, 6, 7, 8, 9], 2);
  expect([starts, length]).toEqual([[5, 7, 9], 2]);
});

it('an order has every row once, environments whole but for the first', () => {
  const random = pcg64(3);
  const begins = new Set<number>();
  for (let time = 0; time < 50; time++) {
    const rows = new Int32Array(20);
    sequenceOrder(rows, 5, random);
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, row) => row));
    const jumps = [...rows].filter((row, at) => at > 0 && row !== (rows[at - 1] as number) + 1);
    // Only the first environment may begin in its middle.
    expect(jumps.every((row) => row % 5 === 0)).toBe(true);
    begins.add(rows[0] as number);
  }
  expect(begins.size).toBeGreaterThan(10);
});
