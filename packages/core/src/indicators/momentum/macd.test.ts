import { expect, it } from 'vitest';
import { InvalidOptionsError } from '../../errors';
import { ema } from '../averages/ema';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { macd } from './macd';

it('subtracts the slow from the fast average, by hand', () => {
  const { macd: line, signal, histogram } = macd.batch([1, 2, 3, 8, 4], { fast: 1, slow: 3, signal: 2 });
  // Slow average 2, 5, 4.5: differences 1, 3, −0.5; their signal 2, then 2 + 2/3 · −2.5.
  expect(valuesOf(line).slice(2)).toEqual([undefined, 3, -0.5]);
  expect(valuesOf(signal).slice(3)).toEqual([2, expect.closeTo(1 / 3, 12)]);
  expect(valuesOf(histogram).slice(3)).toEqual([1, expect.closeTo(-5 / 6, 12)]);
});

it('is made of exponential averages', () => {
  const { close } = randomSeries(300, 5);
  const slow = valuesOf(ema.batch(close, 26));
  const difference = valuesOf(ema.batch(close, 12)).map((fast, index) => {
    const other = slow[index];
    return fast === undefined || other === undefined ? undefined : fast - other;
  });
  const columns = macd.batch(close);
  expect(valuesOf(columns.macd).slice(33)).toEqual(difference.slice(33));
  expect(worstError(columns.signal, exponentially(difference, 9, 0.2))).toBeLessThan(1e-13);
});

it('refuses a fast period that is not below the slow one', () => {
  expect(() => macd({ fast: 26, slow: 26 })).toThrow(InvalidOptionsError);
  expect(() => macd({ fast: 30 })).toThrow('macd: slow was undefined: expected a period above fast.');
});
