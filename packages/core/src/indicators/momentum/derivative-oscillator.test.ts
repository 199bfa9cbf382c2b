import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { exponentially, mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { derivativeOscillator } from './derivative-oscillator';
import { rsi } from './rsi';

it('equals the definition', () => {
  const { close } = randomSeries(300, 60);
  const smooth = exponentially(exponentially(valuesOf(rsi.batch(close, 14)), 5, 2 / 6), 3, 2 / 4);
  const known = smooth.filter((value) => value !== undefined);
  const expected = overWindows(known, 9, (window) => window.at(-1)! - mean(window)).slice(8);
  expect(worstError(derivativeOscillator.batch(close), alignedEnd(expected, 300, undefined))).toBeLessThan(1e-12);
});
