import { expect, it } from 'vitest';
import { fieldOf, listOf, numberFrom, numberOf, present, textOf } from './json-fields';

it('reads fields of their own, of whatever it is given', () => {
  expect([fieldOf({ a: 1 }, 'a'), fieldOf({}, 'constructor'), fieldOf(null, 'a'), fieldOf('x', 'length')]).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ]);
  expect([textOf({ a: 'x' }, 'a'), textOf({ a: ' ' }, 'a'), textOf({ a: 5 }, 'a')]).toEqual([
    'x',
    undefined,
    undefined,
  ]);
  expect([listOf({ a: [1] }, 'a'), listOf({ a: { length: 1 } }, 'a')]).toEqual([[1], undefined]);
});

it.each([
  [5, 5],
  [-0.5, -0.5],
  ['71', 71],
  [' 1.5e-3 ', 0.0015],
  [null, undefined],
  ['', undefined],
  ['0x10', undefined],
  ['1e999', undefined],
  ['12abc', undefined],
  ['NaN', undefined],
  [true, undefined],
  [[5], undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['9'.repeat(100_000), undefined],
])('%j is the number %s', (field, expected) => {
  expect(numberFrom(field)).toBe(expected);
  expect(numberOf({ field }, 'field')).toBe(expected);
});

it('leaves out what is not there, and keeps zero and false', () => {
  expect(present<unknown>({ a: 0, b: undefined, c: false, d: null })).toEqual({ a: 0, c: false, d: null });
});
