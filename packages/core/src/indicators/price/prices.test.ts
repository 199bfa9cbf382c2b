import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf } from '../test-support';
import { medianPrice } from './median-price';
import { midpoint } from './midpoint';
import { typicalPrice } from './typical-price';
import { weightedClose } from './weighted-close';

const bar = { high: 20, low: 11, close: 14 };

it('take their means of a bar, by hand', () => {
  expect(typicalPrice().next(bar)).toBe(15);
  expect(medianPrice().next(bar)).toBe(15.5);
  expect(weightedClose().next(bar)).toBe(14.75);
});

it('the midpoint equals its definition', () => {
  const { close } = randomSeries(300, 111);
  const middle = (window: number[]) => (Math.max(...window) + Math.min(...window)) / 2;
  expect(valuesOf(midpoint.batch(close, 14))).toEqual(overWindows(close, 14, middle));
});
