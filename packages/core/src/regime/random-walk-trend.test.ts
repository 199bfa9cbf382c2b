import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { share } from '../testing-profile.test-helper';
import { RandomWalkTrend } from './random-walk-trend';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Slope, its error in a random walk and that of the textbook, read afresh from a window of log prices. */
const lineOf = (prices: readonly number[]) => {
  const n = prices.length;
  const middle = (n - 1) / 2;
  const mean = sum(prices) / n;
  const spread = sum(prices.map((_, k) => (k - middle) ** 2));
  const slope = sum(prices.map((price, k) => (k - middle) * (price - mean))) / spread;
  const residuals = sum(prices.map((price, k) => (price - mean - slope * (k - middle)) ** 2));
  const returns = prices.slice(1).map((price, k) => price - (prices[k] as number));
  const drift = sum(returns) / (n - 1);
  const variance = sum(returns.map((value) => (value - drift) ** 2)) / (n - 2);
  // The slope is Σ r_j w_j; the weight of a return is how far it lifts the line that is fitted to what follows it.
  const weights = returns.map((_, j) => sum(prices.map((__, k) => (k > j ? (k - middle) / spread : 0))));
  return {
    t: slope / Math.sqrt(variance * sum(weights.map((weight) => weight ** 2))),
    textbook: slope / Math.sqrt(residuals / (n - 2) / spread),
  };
};

const running = (prices: readonly number[], period: number): number[] => {
  const trend = new RandomWalkTrend(period);
  return prices.map((price, index) => {
    if (index === 0) trend.start(price);
    else trend.add(price, price - (prices[index - 1] as number));
    return trend.value(100);
  });
};

const walk = (length: number, seed: number, drift = 0): number[] => {
  const random = seededRandom(seed);
  let price = 0;
  return Array.from({ length }, () => {
    price += drift + random.normal();
    return price;
  });
};

describe('RandomWalkTrend', () => {
  it.each([5, 6, 48])('equals its definition read afresh, at period %i', (period) => {
    const prices = walk(300, 7, 0.2);
    const values = running(prices, period);
    expect(values.slice(0, period - 1).every((value) => value === 0)).toBe(true);
    for (let index = period - 1; index < prices.length; index++) {
      expect(values[index]).toBeCloseTo(lineOf(prices.slice(index + 1 - period, index + 1)).t, 9);
    }
  });

  it('is beyond ±2 in 1 of 20 windows without a trend, where the textbook is in most', () => {
    const count = share(4_000, 100_000);
    const windows = Array.from({ length: count }, (_, seed) => walk(48, seed));
    const isBeyond = (values: readonly number[]) => values.filter((value) => Math.abs(value) > 2).length / count;
    const ours = isBeyond(windows.map((prices) => running(prices, 48).at(-1) as number));
    const textbook = isBeyond(windows.map((prices) => lineOf(prices).textbook));
    expect(ours).toBeGreaterThan(0.04);
    expect(ours).toBeLessThan(0.065);
    expect(textbook).toBeGreaterThan(0.78);
  });

  it('is 0 without movement and at its largest where prices rise or fall evenly', () => {
    expect(running(Array(60).fill(3), 48).at(-1)).toBe(0);
    const even = Array.from({ length: 60 }, (_, index) => index / 4);
    expect(running(even, 48).at(-1)).toBe(100);
    expect(
      running(
        even.map((price) => -price),
        48,
      ).at(-1),
    ).toBe(-100);
  });
});
