import { expect, it } from 'vitest';
import { flatBars } from './flat-bars';

it('never moves', () => {
  const { open, high, low, close, length, instrumentId } = flatBars({ bars: 4, price: 3, instrumentId: 'a:B/C' });
  expect([length, instrumentId]).toEqual([4, 'a:B/C']);
  for (const column of [open, high, low, close]) expect([...column]).toEqual([3, 3, 3, 3]);
  expect(flatBars({ bars: 1 }).close[0]).toBe(100);
});
