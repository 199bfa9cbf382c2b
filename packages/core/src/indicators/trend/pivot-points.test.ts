import { expect, it } from 'vitest';
import { pivotPoints } from './pivot-points';

it('makes the levels of the bar, by hand', () => {
  expect(pivotPoints().next({ high: 20, low: 11, close: 14 })).toEqual({
    pivot: 15,
    resistance1: 19,
    resistance2: 24,
    resistance3: 28,
    support1: 10,
    support2: 6,
    support3: 1,
  });
});
