import { expect, it } from 'vitest';
import { overWindows, randomSeries, worstError } from '../test-support';
import { alma } from './alma';

it('weights like a bell, by hand', () => {
  // Deviation 1, center at the newest: weights e⁻², e^(−1/2), 1.
  const [oldest, middle] = [Math.exp(-2), Math.exp(-0.5)];
  const expected = (3 * oldest + 5 * middle + 4) / (oldest + middle + 1);
  expect(alma.batch([3, 5, 4], { period: 3, offset: 1, sigma: 3 }).at(2)).toBeCloseTo(expected, 12);
});

it.each([
  { period: 9, offset: 0.85, sigma: 6 },
  { period: 2, offset: 0, sigma: 30 },
  { period: 30, offset: 0.3, sigma: 0.1 },
])('equals the definition, %o', ({ period, offset, sigma }) => {
  const { close } = randomSeries(300, 32);
  const expected = overWindows(close, period, (window) => {
    const weights = window.map((_, place) =>
      Math.exp(-((place - Math.floor(offset * (period - 1))) ** 2) / (2 * (period / sigma) ** 2)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return window.reduce((sum, price, place) => sum + price * weights[place]!, 0) / total;
  });
  expect(worstError(alma.batch(close, { period, offset, sigma }), expected)).toBeLessThan(1e-13);
});
