import { expect, it } from 'vitest';
import { isTriggered } from './stop-trigger';

it('a purchase waits below its stop, a sale above', () => {
  expect([99, 100, 101].map((last) => isTriggered('buy', 100, last))).toEqual([false, true, true]);
  expect([99, 100, 101].map((last) => isTriggered('sell', 100, last))).toEqual([true, true, false]);
  expect(isTriggered('buy', 100, Number.NaN)).toBe(false);
});
