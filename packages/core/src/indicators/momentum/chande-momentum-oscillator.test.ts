import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { chandeMomentumOscillator } from './chande-momentum-oscillator';

it('weighs gains against losses, by hand', () => {
  expect(valuesOf(chandeMomentumOscillator.batch([10, 11, 10, 12, 11, 8], 3)).slice(3)).toEqual([
    50,
    0,
    expect.closeTo(-100 / 3, 12),
  ]);
  expect(chandeMomentumOscillator.batch([1, 2, 3], 2).at(-1)).toBe(100);
  expect(chandeMomentumOscillator.batch([3, 2, 1], 2).at(-1)).toBe(-100);
  expect(chandeMomentumOscillator.batch([2, 2, 2], 2).at(-1)).toBe(0);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 41);
  const expected = overWindows(close, 15, (window) => {
    const changes = window.slice(1).map((price, place) => price - window[place]!);
    const total = changes.reduce((sum, change) => sum + Math.abs(change), 0);
    return (100 * changes.reduce((sum, change) => sum + change, 0)) / total;
  });
  expect(worstError(chandeMomentumOscillator.batch(close, 14), expected)).toBeLessThan(1e-12);
});
