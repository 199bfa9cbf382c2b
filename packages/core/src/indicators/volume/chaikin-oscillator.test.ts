import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { accumulationDistribution } from './accumulation-distribution';
import { chaikinOscillator } from './chaikin-oscillator';

it('equals the definition', () => {
  const series = randomSeries(300, 92);
  const line = valuesOf(accumulationDistribution.batch(series));
  const [fast, slow] = [exponentially(line, 1, 2 / 4), exponentially(line, 1, 2 / 11)];
  const expected = fast.map((value, index) => (index < 9 ? undefined : value! - slow[index]!));
  expect(worstError(chaikinOscillator.batch(series), expected)).toBeLessThan(1e-12);
});

it('wants a slow period above the fast one', () => {
  expect(() => chaikinOscillator({ fast: 10 })).toThrow('slow was undefined: expected a period above fast.');
});
