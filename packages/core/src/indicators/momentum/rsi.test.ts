import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { rsi } from './rsi';

it('is the share of gains, by hand', () => {
  // Gains 1, 0, 2 and losses 0, 1, 0: 1 of 4/3. Then a loss of 1: gains 2/3, losses 5/9.
  expect(valuesOf(rsi.batch([10, 11, 10, 12, 11], 3)).slice(3)).toEqual([75, expect.closeTo(600 / 11, 12)]);
});

it('is 100 with gains only, 0 with losses only and 50 with neither', () => {
  expect(rsi.batch([1, 2, 3], 2).at(-1)).toBe(100);
  expect(rsi.batch([3, 2, 1], 2).at(-1)).toBe(0);
  expect(rsi.batch([2, 2, 2], 2).at(-1)).toBe(50);
});

it('equals the definition', () => {
  const { close } = randomSeries(400, 4);
  const changes = Array.from(close, (price, index) => (index === 0 ? undefined : price - (close[index - 1] as number)));
  const smooth = (pick: (change: number) => number) =>
    exponentially(
      changes.map((change) => (change === undefined ? undefined : pick(change))),
      14,
      1 / 14,
    );
  const gains = smooth((change) => Math.max(change, 0));
  const losses = smooth((change) => Math.max(-change, 0));
  const expected = gains.map((gain, index) =>
    gain === undefined ? undefined : 100 - 100 / (1 + gain / (losses[index] as number)),
  );
  expect(worstError(rsi.batch(close, 14), expected)).toBeLessThan(1e-13);
});
