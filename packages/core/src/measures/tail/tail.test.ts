import { describe, expect, it } from 'vitest';
import { conditionalValueAtRisk, conditionalValueAtRiskOfSorted } from './conditional-value-at-risk';
import { entropicRisk, entropicValueAtRisk } from './entropic-value-at-risk';
import { cornishFisherQuantile, cornishFisherValueAtRisk, gaussianValueAtRisk } from './parametric-value-at-risk';
import { signed, valueAtRisk, valueAtRiskOfSorted } from './value-at-risk';

const returns = Array.from({ length: 100 }, (_, index) => (index - 20) / 100);

describe('tail risk', () => {
  it('reads the tail in the way that was asked for', () => {
    expect(valueAtRisk(returns, { level: 0.95 })).toBeCloseTo(0.1505, 12);
    expect(valueAtRisk(returns, { level: 0.95, method: 'order-statistic' })).toBeCloseTo(0.16, 12);
    expect(valueAtRisk(returns, { level: 0.95, sign: 'return' })).toBeCloseTo(-0.1505, 12);
    // Five whole losses of 100, 5.5 of 110: the tails differ only when the share is not whole.
    expect(conditionalValueAtRisk(returns, { level: 0.95 })).toBeCloseTo(0.18, 12);
    expect(conditionalValueAtRisk(returns, { level: 0.95, tail: 'mean' })).toBeCloseTo(0.18, 12);
    expect(conditionalValueAtRisk(returns.slice(0, 50), { level: 0.95 })).toBeCloseTo(
      (0.2 + 0.19 + 0.5 * 0.18) / 2.5,
      12,
    );
    expect(conditionalValueAtRisk(returns.slice(0, 50), { level: 0.95, tail: 'mean' })).toBeCloseTo(0.19, 12);
  });

  it('is undefined for nothing and negative when even the tail gains', () => {
    for (const measure of [
      valueAtRisk,
      conditionalValueAtRisk,
      gaussianValueAtRisk,
      cornishFisherValueAtRisk,
      entropicValueAtRisk,
    ]) {
      expect(measure([], { level: 0.95 })).toBeUndefined();
    }
    expect(valueAtRiskOfSorted([0.1, 0.2], { level: 0.95 })).toBeLessThan(0);
    expect(conditionalValueAtRiskOfSorted([0.1, 0.2], { level: 0.95 })).toBeCloseTo(-0.1, 12);
    expect(entropicValueAtRisk([0.1, 0.1], { level: 0.95 })).toBe(-0.1);
    expect(entropicRisk([], { theta: 1, level: 0.95 })).toBeUndefined();
    expect(Object.is(signed(0, 'loss'), 0)).toBe(true);
  });

  it('finds the smallest entropic risk over the risk tolerance', () => {
    const level = 0.6;
    const found = entropicValueAtRisk(returns, { level }) as number;
    for (let theta = 0.01; theta < 5; theta *= 1.05) {
      expect(entropicRisk(returns, { theta, level })).toBeGreaterThanOrEqual(found - 1e-12);
    }
  });

  it('bends the normal quantile, and refuses where that is not monotone', () => {
    expect(cornishFisherQuantile(-2, { skewness: 0, excessKurtosis: 0 })).toBe(-2);
    expect(cornishFisherQuantile(-2, { skewness: -0.5, excessKurtosis: 1 })).toBeLessThan(-2);
    expect(cornishFisherQuantile(-2, { skewness: 3, excessKurtosis: 1 })).toBeUndefined();
    expect(cornishFisherQuantile(-2, { skewness: 0, excessKurtosis: 30 })).toBeUndefined();
    const lottery = [...new Array(99).fill(-0.001), 5];
    expect(cornishFisherValueAtRisk(lottery, { level: 0.95 })).toBeUndefined();
    expect(gaussianValueAtRisk(lottery, { level: 0.95 })).toBeGreaterThan(0);
    expect(cornishFisherValueAtRisk([0.1, 0.1], { level: 0.95 })).toBeUndefined();
  });

  it('refuses a level that is not a probability', () => {
    for (const measure of [
      valueAtRisk,
      conditionalValueAtRisk,
      gaussianValueAtRisk,
      cornishFisherValueAtRisk,
      entropicValueAtRisk,
    ]) {
      expect(() => measure(returns, { level: 95 })).toThrow(/level was 95/);
    }
  });
});

it('the entropic value at risk of returns that hardly differ is their worst loss', () => {
  for (const tiny of [5e-324, 1e-310, 1e-292]) {
    const value = entropicValueAtRisk([tiny, 0, tiny], { level: 0.5 });
    expect(value).toBeDefined();
    expect(Math.abs(value as number)).toBeLessThan(1e-290);
  }
});
