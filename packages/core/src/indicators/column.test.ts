import { expect, it } from 'vitest';
import { BitmapColumn, emptyBitmap } from './column';

it('knows only what was set, and counts negative indices from the end', () => {
  const column = new BitmapColumn(10, emptyBitmap(10));
  column.set(1, 5);
  column.set(9, -0.5);
  expect([column.at(0), column.at(1), column.at(9), column.at(-1), column.at(-9)]).toEqual([
    undefined,
    5,
    -0.5,
    -0.5,
    5,
  ]);
});

it('is undefined outside', () => {
  const column = new BitmapColumn(3, emptyBitmap(3));
  for (const index of [0, 1, 2]) column.set(index, 1);
  expect([3, 7, 8, -4, 0.5, Number.NaN].map((index) => column.at(index))).toEqual(Array(6).fill(undefined));
  expect(new BitmapColumn(0, emptyBitmap(0)).at(0)).toBeUndefined();
});

it('lays its bitmap out as Arrow does, least significant bit first', () => {
  const column = new BitmapColumn(12, emptyBitmap(12));
  for (const index of [0, 3, 9]) column.set(index, 1);
  expect(Array.from(column.valid)).toEqual([0b0000_1001, 0b0000_0010]);
});

it.each([
  [0, 0],
  [0, 7],
  [0, 8],
  [3, 5],
  [3, 21],
  [8, 21],
  [9, 24],
  [24, 24],
  [30, 24],
])('knows all values from %i on, of %i', (start, length) => {
  const column = new BitmapColumn(length, emptyBitmap(length));
  column.knowFrom(start);
  const expected = new BitmapColumn(length, emptyBitmap(length));
  for (let index = start; index < length; index++) expected.set(index, 0);
  expect(column.valid).toEqual(expected.valid);
});

it('may share its bitmap', () => {
  const valid = emptyBitmap(2);
  const first = new BitmapColumn(2, valid);
  const second = new BitmapColumn(2, valid);
  first.set(1, 7);
  second.values[1] = 8;
  expect([first.at(1), second.at(1), second.at(0)]).toEqual([7, 8, undefined]);
});
