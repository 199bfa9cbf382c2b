import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { acceleratorOscillator } from './accelerator-oscillator';
import { awesomeOscillator } from './awesome-oscillator';

it('equals the definition', () => {
  const series = randomSeries(300, 47);
  const differences = valuesOf(awesomeOscillator.batch(series, { fast: 3, slow: 10 })).slice(9) as number[];
  const expected = overWindows(differences, 5, (window) => window.at(-1)! - mean(window)).slice(4);
  const options = { fast: 3, slow: 10, signal: 5 };
  expect(worstError(acceleratorOscillator.batch(series, options), alignedEnd(expected, 300, undefined))).toBeLessThan(
    1e-12,
  );
});

it('wants a slow period above the fast one', () => {
  expect(() => acceleratorOscillator({ fast: 34 })).toThrow('slow was undefined: expected a period above fast.');
});
